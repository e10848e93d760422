/** Broadcast tensors cut into runs, along which every one of them moves by a constant step: kernels loop without a call for each element. */
import { elementCount, type Shape } from '../../model/shape';
import { broadcastStrides } from './broadcast';

/** A walk through a whole tensor in row-major order, run by run: `for (const run = runsOf(…); run.more; run.next()) …` */
class Runs {
  /** Where this run begins in the whole. */
  start = 0;
  /** Where it begins in each part that is broadcast to the whole. */
  readonly from: number[];
  private readonly place: number[];

  constructor(
    private readonly count: number,
    private readonly length: number,
    /** By how much the index of each part grows from one element of a run to the next; 0 where one element is repeated. */
    readonly steps: readonly number[],
    private readonly sizes: readonly number[],
    private readonly strides: readonly (readonly number[])[],
  ) {
    this.from = steps.map(() => 0);
    this.place = sizes.map(() => 0);
  }

  /** False once all of the whole is behind. */
  get more(): boolean {
    return this.start < this.count;
  }

  /** Where this run ends in the whole. */
  get end(): number {
    return this.start + this.length;
  }

  /** Goes on to the next run. */
  next(): void {
    const { place, from, sizes, strides } = this;
    this.start += this.length;
    for (let d = sizes.length - 1; d >= 0; d--) {
      const last = place[d] === sizes[d]! - 1;
      const moves = last ? -place[d]! : 1;
      for (let p = 0; p < from.length; p++) from[p] = from[p]! + moves * strides[d]![p]!;
      place[d] = place[d]! + moves;
      if (!last) return;
    }
  }
}

/** Runs that are as long as can be: neighbouring dimensions that every part walks alike are taken together. */
export function runsOf(whole: Shape, ...parts: readonly Shape[]): Runs {
  const count = elementCount(whole);
  const counts = parts.map(elementCount);
  if (counts.every((own) => own === count || own === 1)) {
    const steps = counts.map((own) => (own === 1 ? 0 : 1));
    return new Runs(count, count, steps, [], []);
  }
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
  return new Runs(count, length, steps, sizes, strides);
}

/** Calls `visit` with the index of each element of the whole, and that of the element of `part` which is broadcast to it. */
export function eachPair(
  whole: Shape,
  part: Shape,
  visit: (wholeIndex: number, partIndex: number) => void,
): void {
  const run = runsOf(whole, part);
  const step = run.steps[0]!;
  for (; run.more; run.next()) {
    const { end } = run;
    let j = run.from[0]!;
    for (let i = run.start; i < end; i++, j += step) visit(i, j);
  }
}
