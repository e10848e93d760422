/** Single samples where a batch is expected. */
import type { Tensor } from '../tape';
import { reshape } from '../tensor/ops';
import type { Site } from './site';

/** Gives a sample without a batch (channels and `space` dimensions) one for the time of an operation. */
export function onBatch(
  x: Tensor,
  space: number,
  { interpreter }: Site,
  run: (batch: Tensor) => Tensor,
): Tensor {
  if (x.shape.length !== space + 1) return run(x);
  const y = run(reshape(x, [1, ...x.shape], 'unsqueeze', interpreter));
  return reshape(y, y.shape.slice(1), 'squeeze', interpreter);
}
