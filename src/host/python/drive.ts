/** Runs a computation in steps without keeping the extension host from its other work: in short slices, given up when nobody waits any more. */
import type { Answer, Request, Step } from '../../core/parse/python/steps';

/** No slice is longer, in milliseconds; what runs between two pauses of the computation comes on top. */
const SLICE = 12;

/** Thrown where a computation was given up. */
export class Cancelled extends Error {
  constructor() {
    super('given up');
  }
}

/** Runs to the end. Files that are asked for are read by `find`; throws `Cancelled` as soon as `cancelled` says so. */
export async function drive<T>(
  steps: Step<T>,
  find: (request: Request & { kind: 'file' }) => Promise<Answer>,
  cancelled: () => boolean,
): Promise<T> {
  let began = performance.now();
  let answer: Answer = undefined;
  for (;;) {
    if (cancelled()) throw new Cancelled();
    const result = steps.next(answer);
    if (result.done) return result.value;
    answer = undefined;
    if (result.value.kind === 'file') {
      answer = await find(result.value);
      began = performance.now();
    } else if (performance.now() - began > SLICE) {
      await new Promise<void>((resolve) => void setTimeout(resolve, 0));
      began = performance.now();
    }
  }
}
