/** Broadcast tensors cut into runs, along which every one of them moves by a constant step: kernels loop without a call for each element. */
import { elementCount, type Shape } from '../../model/shape';
import { broadcastStrides } from './broadcast';

/** How parts are walked while the whole that they are broadcast to is walked in row-major order. */
export interface Runs {
  /** Consecutive elements of the whole in one run. */
  readonly length: number;
  /** By how much the index of each part grows from one element of a run to the next; 0 where one element is repeated. */
  readonly steps: readonly number[];
  /** Calls `visit` for every run, with where it begins in the whole and in each part. */
  each(visit: (start: number, from: readonly number[]) => void): void;
}

/** Runs that are as long as can be: neighbouring dimensions that every part walks alike are taken together. */
export function runsOf(whole: Shape, ...parts: readonly Shape[]): Runs {
  const count = elementCount(whole);
  const counts = parts.map(elementCount);
  if (counts.every((own) => own === count || own === 1)) return oneRun(count, counts);
  const sizes: number[] = [];
  const strides: number[][] = [];
  const own = parts.map((part) => broadcastStrides(whole, part));
  whole.forEach((size, d) => {
    if (size === 1) return;
    const here = own.map((steps) => steps[d]!);
    const last = strides[strides.length - 1];
    if (last?.every((stride, p) => stride === here[p]! * size)) {
      sizes[sizes.length - 1]! *= size;
      strides[strides.length - 1] = here;
    } else {
      sizes.push(size);
      strides.push(here);
    }
  });
  const length = sizes.pop()!;
  const steps = strides.pop()!;
  const each: Runs['each'] = (visit) => walk(count, length, steps.length, sizes, strides, visit);
  return { length, steps, each };
}

/** Every part is as large as the whole, or one element. */
function oneRun(length: number, counts: readonly number[]): Runs {
  const steps = counts.map((count) => (count === 1 ? 0 : 1));
  const from = counts.map(() => 0);
  return { length, steps, each: (visit) => visit(0, from) };
}

function walk(
  count: number,
  length: number,
  parts: number,
  sizes: readonly number[],
  strides: readonly (readonly number[])[],
  visit: (start: number, from: readonly number[]) => void,
): void {
  const place = sizes.map(() => 0);
  const from = Array.from({ length: parts }, () => 0);
  for (let start = 0; start < count; start += length) {
    visit(start, from);
    for (let d = sizes.length - 1; d >= 0; d--) {
      const last = place[d] === sizes[d]! - 1;
      const moves = last ? -place[d]! : 1;
      for (let p = 0; p < from.length; p++) from[p] = from[p]! + moves * strides[d]![p]!;
      place[d] = place[d]! + moves;
      if (!last) break;
    }
  }
}
