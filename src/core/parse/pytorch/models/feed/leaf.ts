/** Tensors that are made up, and how they are written down. */
import type { Shape } from '../../../../model/shape';
import { Tensor } from '../../tape';
import { tupleText } from '../text';

/** A tensor that is fed: real numbers, or whole numbers below a bound. */
export function leaf(
  name: string,
  shape: Shape,
  below: number | null,
  assumed: string | null,
): Tensor {
  return new Tensor({
    shape,
    dtype: below === null ? 'float32' : 'int64',
    source: { kind: 'input', input: { name, below, assumed } },
  });
}

/** The tensor as it stands in an invocation. */
export function leafText(shape: Shape, below: number | null): string {
  return below === null ? tupleText(shape) : `torch.randint(0, ${below}, ${tupleText(shape)})`;
}
