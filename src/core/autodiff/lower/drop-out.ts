/** Dropout within layers that have it built in. PyTorch: `F.dropout`. */
import type { Shape } from '../../model/shape';
import type { TensorId } from '../program';
import type { NodeLowering } from './node';

/** x with each number dropped with probability p while training, the others divided by 1 − p. `mask` makes another mask than one of the shape of x. */
export function dropOut(
  c: NodeLowering,
  x: TensorId,
  p: number,
  label: string,
  mask: (shape: Shape) => TensorId = (shape) => dropMask(c, shape, p),
): TensorId {
  if (!c.training || p === 0) return x;
  return c.emit('binary', { function: 'mul' }, [x, mask(c.shapeOf(x))], { label });
}

/** What numbers are multiplied with: 0 with probability p, else 1 / (1 − p). Where all are dropped, nothing is drawn. */
export function dropMask(
  c: NodeLowering,
  shape: Shape,
  p: number,
  order?: readonly number[],
): TensorId {
  if (p === 1) return c.constant(shape, { kind: 'full', value: 0 }, 'mask');
  const keep = c.dtype === 'float32' ? Math.fround(1 - p) : 1 - p;
  return drawMask(c, shape, p, 1 / keep, order);
}

/** 0 with probability p, else a value. `order` are the dimensions from the slowest to the fastest in which the numbers are drawn. */
export function drawMask(
  c: NodeLowering,
  shape: Shape,
  p: number,
  value: number,
  order: readonly number[] = [],
): TensorId {
  const draw = (drawn: Shape, label: string) =>
    c.random(drawn, { kind: 'bernoulli', p: 1 - p, value }, label);
  const counted = order.filter((d) => shape[d] !== 1);
  if (counted.every((d, place) => place === 0 || counted[place - 1]! < d))
    return draw(shape, 'mask');
  const there = draw(
    order.map((d) => shape[d]!),
    'mask as drawn',
  );
  const back = shape.map((_, d) => order.indexOf(d));
  return c.permute(there, back, 'mask');
}
