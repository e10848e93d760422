/** A trace of a program that was not run: nothing in it is computed at any time. */
import type { Program } from '../../src/core/autodiff/program';
import type { Trace } from '../../src/core/autodiff/trace';

const NOTHING = new Float32Array(0);

/** No tensor, not even a parameter, is there before the end of the step, so that none is drawn with a value. */
export function blankTrace(program: Program): Trace {
  const birth = program.ops.length;
  const tensors = program.tensors.map((tensor) => ({ ...tensor, birth }));
  return {
    program: { ...program, tensors },
    step: 0,
    values: tensors.map(() => NOTHING),
    loss: NaN,
    nonFinite: null,
    generator: null,
  };
}
