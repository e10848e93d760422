/** Remedies that take a layer out of a list or put one in, in the form that the list has. */
import * as l10n from '@vscode/l10n';
import type { Remedy } from '../problems';
import type { LayerSpec } from './layer-spec';
import type { Source } from './source';

/** A remedy that puts a layer without options after or before this one. */
export function insertLayer(
  source: Source,
  { place: { list, index } }: LayerSpec,
  layer: string,
  where: 'before' | 'after',
): Remedy {
  const title =
    where === 'after' ? l10n.t('Add {0} at the end', layer) : l10n.t('Insert {0} before it', layer);
  const word = source.language === 'json' ? JSON.stringify(layer) : layer;
  const { span } = list.items[index]!;
  const dash = list.flow ? null : dashBefore(source, span.start);
  if (!dash) {
    return where === 'after'
      ? edit(title, span.end, `, ${word}`)
      : edit(title, span.start, `${word}, `);
  }
  if (where === 'before') return edit(title, dash.offset, `- ${word}\n${dash.indent}`);
  return edit(title, lineEnd(source, span.end), `\n${dash.indent}- ${word}`);
}

/** A remedy that removes this layer; null when it does not stand on lines of its own. */
export function removeLayer(
  source: Source,
  { place: { list }, span, type }: LayerSpec,
): Remedy | null {
  if (list.flow || list.items.length < 2) return null;
  const dash = dashBefore(source, span.start);
  const firstLine = source.lines.lineAt(span.start);
  if (!dash || source.text.slice(source.lines.startOfLine(firstLine), dash.offset).trim()) {
    return null;
  }
  const start = source.lines.startOfLine(firstLine);
  const end = source.lines.startOfLine(source.lines.lineAt(span.end) + 1);
  return {
    title: l10n.t('Remove {0}', type?.name ?? ''),
    edits: [{ span: { start, end }, newText: '' }],
  };
}

/** The dash of a list item with the white space that new lines at its depth need. */
function dashBefore(source: Source, item: number): { offset: number; indent: string } | null {
  const lineStart = source.lines.startOfLine(source.lines.lineAt(item));
  const before = source.text.slice(lineStart, item);
  const dash = before.lastIndexOf('-');
  if (dash < 0 || before.slice(dash + 1).trim()) return null;
  return { offset: lineStart + dash, indent: before.slice(0, dash).replace(/\S/g, ' ') };
}

function lineEnd({ lines }: Source, offset: number): number {
  return lines.line(lines.lineAt(offset)).end;
}

function edit(title: string, offset: number, newText: string): Remedy {
  return { title, edits: [{ span: { start: offset, end: offset }, newText }] };
}
