/** Normalization and dropout. */
import type { DType } from '../../model/graph';
import { elementCount, type Shape } from '../../model/shape';
import type { TensorId } from '../program';
import { dropoutOf } from './dropout-layer';
import type { NodeLowering } from './node';
import { standardizedByRunning, trackBatches } from './running';
import type { Lowerings } from './lowering';

/** The distance from 1 to the next larger number. PyTorch: `torch.finfo(dtype).eps`. */
const MACHINE_EPSILON: Readonly<Record<DType, number>> = {
  float32: 2 ** -23,
  float64: 2 ** -52,
};

/** Normalization and dropout: how these operations become primitives. */
export const normalization: Lowerings<
  'batch_norm' | 'instance_norm' | 'layer_norm' | 'group_norm' | 'rms_norm' | 'dropout'
> = {
  batch_norm({ eps, momentum, trackRunningStats: kept, evaluated }, c) {
    const x = c.inputs[0]!;
    const dims = dimsOf(c.shapeOf(x)).filter((d) => d !== 1);
    const fixed = evaluated === true || !c.training;
    if (kept && fixed) return perChannel(standardizedByRunning(x, eps, c), c);
    if (kept) trackBatches({ x, dims, momentum, counts: true }, c);
    return perChannel(normalized(x, dims, eps, true, c), c);
  },
  instance_norm({ eps, momentum, trackRunningStats: kept, evaluated }, c) {
    const x = c.inputs[0]!;
    const dims = dimsOf(c.shapeOf(x)).slice(2);
    const fixed = evaluated === true || !c.training;
    if (kept && fixed) return perChannel(standardizedByRunning(x, eps, c), c);
    if (kept) trackBatches({ x, dims, momentum, counts: false }, c);
    return perChannel(normalized(x, dims, eps, true, c), c);
  },
  layer_norm({ shape, eps }, c) {
    const x = c.inputs[0]!;
    return scaledAndShifted(normalized(x, lastDims(x, shape, c), eps, true, c), null, c);
  },
  group_norm({ groups, eps }, c) {
    const x = c.inputs[0]!;
    const shape = c.shapeOf(x);
    const size = elementCount(shape.slice(1)) / groups;
    const grouped = c.reshape(x, [shape[0]!, groups, size], 'grouped');
    return perChannel(c.reshape(normalized(grouped, [2], eps, true, c), shape, 'ungrouped'), c);
  },
  rms_norm({ shape, eps }, c) {
    const x = c.inputs[0]!;
    const least = eps ?? MACHINE_EPSILON[c.dtype];
    return scaledAndShifted(normalized(x, lastDims(x, shape, c), least, false, c), null, c);
  },
  dropout: dropoutOf,
};

function dimsOf(shape: Shape): number[] {
  return shape.map((_, d) => d);
}

/** As many dimensions from the end as the normalized shape has. */
function lastDims(x: TensorId, shape: Shape, c: NodeLowering): number[] {
  const dims = dimsOf(c.shapeOf(x));
  return dims.slice(dims.length - shape.length);
}

function normalized(
  x: TensorId,
  dims: readonly number[],
  eps: number,
  center: boolean,
  c: NodeLowering,
): TensorId {
  return c.emit('normalize', { dims, eps, center }, [x], { label: 'normalized' });
}

/** Times the weight and plus the bias of each channel, where there are such. */
function perChannel(x: TensorId, c: NodeLowering): TensorId {
  const [, channels, ...spatial] = c.shapeOf(x);
  return scaledAndShifted(x, [channels!, ...spatial.map(() => 1)], c);
}

/** Times weight and plus bias, seen in another shape where one is given. */
function scaledAndShifted(x: TensorId, shape: Shape | null, c: NodeLowering): TensorId {
  const own = (name: string) => {
    const id = c.state(name);
    return shape ? c.reshape(id, shape, `${name} of each channel`) : id;
  };
  let y = x;
  if (c.has('weight')) {
    y = c.emit('binary', { function: 'mul' }, [y, own('weight')], { label: 'scaled' });
  }
  if (c.has('bias')) y = c.emit('add', {}, [y, own('bias')], { label: 'shifted' });
  return y;
}
