/** Short ways to write operations. */
import type { Elementwise, ElementwiseName, ElementwiseOptions } from '../../../model/elementwise';
import type { BinaryFunction, LayerOp } from '../../../model/ops';

export type { BinaryFunction } from '../../../model/ops';

export function elementwise<N extends ElementwiseName>(
  fn: N,
  options: ElementwiseOptions[N],
): LayerOp {
  return { type: 'elementwise', function: { fn, options } as Elementwise };
}

/** Of two elements, or of one and a number. */
export function binary(fn: BinaryFunction, scalar?: number): LayerOp {
  return { type: 'binary', function: fn, ...(scalar !== undefined && { scalar }) };
}
