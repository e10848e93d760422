/** Values as Python text. */

/** A text as a literal. */
export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}

/** Sizes as a tuple: `(1, 3)`, `(5,)`. */
export function tupleText(sizes: readonly number[]): string {
  return `(${sizes.join(', ')}${sizes.length === 1 ? ',' : ''})`;
}
