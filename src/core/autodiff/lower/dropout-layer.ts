/** Dropout of single numbers and of whole channels. PyTorch: `F.dropout`, `dropout1d`, `alpha_dropout`, `feature_alpha_dropout`. */
import type { OpOf } from '../../model/ops';
import type { Shape } from '../../model/shape';
import type { TensorId } from '../program';
import { dropMask, dropOut, drawMask } from './drop-out';
import type { NodeLowering } from './node';

/** −αʹ is what dropped numbers become in alpha dropout: the value that selu has far below zero. */
const ALPHA = 1.7580993408473766;

/** The input while not training or with p = 0; else each number or channel is dropped with probability p. */
export function dropoutOf({ p, kind }: OpOf<'dropout'>, c: NodeLowering): TensorId {
  const x = c.inputs[0]!;
  const shape = c.shapeOf(x);
  if (!c.training || p === 0) return x;
  const channels = kind === 'channel' || kind === 'feature_alpha';
  const mask = channels ? channelShape(shape) : shape;
  const order = channels ? [] : c.inputOrder;
  if (p < 1 && (kind === 'alpha' || kind === 'feature_alpha')) {
    return alphaDropout(x, p, mask, order, c);
  }
  return dropOut(c, x, p, 'dropped', () => dropMask(c, mask, p, order));
}

/** One element for each channel of each sample. */
function channelShape([batch, channels, ...spatial]: Shape): Shape {
  return [batch!, channels!, ...spatial.map(() => 1)];
}

/** a · x + b where x is kept, a · (−αʹ) + b where it is dropped; a and b keep mean 0 and variance 1. */
function alphaDropout(
  x: TensorId,
  p: number,
  mask: Shape,
  order: readonly number[],
  c: NodeLowering,
): TensorId {
  const a = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
  const kept = ALPHA * a * p;
  const drawn = drawMask(c, mask, p, a, order);
  const scaled = c.emit('binary', { function: 'mul' }, [x, drawn], { label: 'dropped' });
  const values = [
    c.scalar(kept, 'shift of the kept'),
    c.scalar(kept - ALPHA * a, 'of the dropped'),
  ];
  const shift = c.emit('where', {}, [drawn, ...values], { label: 'shift' });
  return c.emit('add', {}, [scaled, shift], { label: 'shifted' });
}
