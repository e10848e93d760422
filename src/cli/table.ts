/** Tables for people: columns aligned, numbers to the right. */

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** The rows under their titles, indented by two spaces, without trailing spaces. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => (line[i] ?? '').length)));
  return lines
    .map((line) => {
      const cells = columns.map(({ align }, i) => {
        const text = line[i] ?? '';
        return align === 'left' ? text.padEnd(widths[i]!) : text.padStart(widths[i]!);
      });
      return `  ${cells.join('  ')}`.trimEnd();
    })
    .join('\n');
}
