/** Finds where numbers stopped being numbers: the operation that made the first NaN or infinity. */
import type { Op, Program } from './program';
import type { NonFinite } from './trace';
import type { Values } from './values';

/**
 * The first operation that made a NaN or an infinity, or that read one from a parameter or from the data; null when all is well.
 * An infinity that is meant makes nobody: one that stands in a constant or fills a border, as in masked scores, and what activations
 * become of it. It is no longer meant once it reaches the loss or a gradient.
 */
export function firstNonFinite(program: Program, values: readonly Values[]): NonFinite | null {
  const meant = new Set<number>();
  for (const { id, role } of program.tensors) {
    if (role === 'constant' && hasOnlyInfinities(values[id]!)) meant.add(id);
  }
  for (const op of program.ops) {
    const result = values[op.output]!;
    if (allFinite(result)) continue;
    if (isMeant(program, op, meant) && hasOnlyInfinities(result)) {
      meant.add(op.output);
      continue;
    }
    return { op: op.index, tensor: op.output, index: worstOf(result) };
  }
  return null;
}

/** True when an infinity in the result may come from one that is meant. */
function isMeant({ tensors }: Program, op: Op, meant: ReadonlySet<number>): boolean {
  if (tensors[op.output]!.role !== 'activation') return false;
  return fillsWithInfinity(op) || op.inputs.some((id) => meant.has(id));
}

function fillsWithInfinity(op: Op): boolean {
  if (op.primitive !== 'rearrange') return false;
  const { map } = op.attributes;
  return map.kind === 'pad' && Math.abs(map.value) === Infinity;
}

/** The first NaN, else the first infinity. */
function worstOf(numbers: Values): number {
  const nan = numbers.findIndex(Number.isNaN);
  return nan >= 0 ? nan : numbers.findIndex((x) => !Number.isFinite(x));
}

/** True without NaN and infinities. One pass without calls: 0 · x is 0 for finite x only. */
export function allFinite(numbers: Values): boolean {
  let zero = 0;
  for (let i = 0; i < numbers.length; i++) zero += 0 * numbers[i]!;
  return zero === 0;
}

/** True where infinities stand and no NaN. */
function hasOnlyInfinities(numbers: Values): boolean {
  let infinite = false;
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i]!;
    if (x !== x) return false;
    if (x === Infinity || x === -Infinity) infinite = true;
  }
  return infinite;
}
