/** Breaks words into lines. */

/** Measures a text in the current font. */
type Width = (text: string) => number;

/** The lines of a text that is no wider than `width`; a word that is wider by itself stands alone. */
export function wrap(text: string, width: number, widthOf: Width): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
