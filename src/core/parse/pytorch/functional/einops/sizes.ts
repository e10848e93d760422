/** Sizes of the axes of a pattern, from the shape of a tensor. */
import type { Shape } from '../../../../model/shape';
import { ELLIPSIS, isNumber, type Axis, type Side } from './pattern';

/** Elementary axes of the left side, in order, with the size of each. Axes that only have a size get names of their own. */
export interface Sized {
  /** For each axis of the tensor the names of what it is made of. */
  readonly axes: readonly (readonly string[])[];
  readonly sizes: ReadonlyMap<string, number>;
  /** What `…` stands for. */
  readonly ellipsis: readonly string[];
}

/** Works out the sizes, or says what does not fit, in words of einops. */
export function sizesOf(
  left: Side,
  shape: Shape,
  given: ReadonlyMap<string, number>,
): Sized | { readonly wrong: string } {
  const dots = left.findIndex(({ parts }) => parts.includes(ELLIPSIS));
  if (dots >= 0 && left[dots]!.grouped) {
    return { wrong: 'Ellipsis inside parenthesis in the left side is not allowed' };
  }
  const extra = shape.length - (dots < 0 ? left.length : left.length - 1);
  if (dots < 0 ? extra !== 0 : extra < 0) {
    const wanted = dots < 0 ? `${left.length} dims` : `at least ${left.length - 1} dims`;
    return {
      wrong: `Wrong shape: expected ${wanted}. Received ${shape.length}-dim tensor.`,
    };
  }
  const ellipsis = Array.from({ length: Math.max(0, dots < 0 ? 0 : extra) }, (_, i) => `…${i}`);
  const whole: readonly Axis[] = left.flatMap((axis): Axis[] =>
    axis.parts.includes(ELLIPSIS)
      ? ellipsis.map((name) => ({ parts: [name], grouped: false }))
      : [axis],
  );
  const sizes = new Map(given);
  const axes: string[][] = [];
  for (const [d, { parts }] of whole.entries()) {
    const names = parts.map((part, i) => (isNumber(part) ? `#${d}.${i}` : part));
    names.forEach((name, i) => {
      if (isNumber(parts[i]!)) sizes.set(name, Number(parts[i]));
    });
    const wrong = solve(names, shape[d]!, sizes);
    if (wrong !== null) return { wrong };
    axes.push(names);
  }
  return { axes, sizes, ellipsis };
}

/** Finds the one size that is missing in an axis; what is wrong otherwise, or null. */
function solve(names: readonly string[], size: number, sizes: Map<string, number>): string | null {
  const open = names.filter((name) => !sizes.has(name));
  const known = names.reduce((product, name) => product * (sizes.get(name) ?? 1), 1);
  if (open.length > 1)
    return `Could not infer sizes for {${open.map((name) => `'${name}'`).join(', ')}}`;
  const [missing] = open;
  if (missing === undefined) {
    return known === size ? null : `Shape mismatch, ${size} != ${known}`;
  }
  if (known === 0 || size % known !== 0) {
    return `Shape mismatch, can't divide axis of length ${size} in chunks of ${known}`;
  }
  sizes.set(missing, size / known);
  return null;
}
