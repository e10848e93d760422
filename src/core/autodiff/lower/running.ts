/** Running statistics of each channel: kept while training, used in their place afterwards. PyTorch: `running_mean`, `running_var`. */
import type { TensorId } from '../program';
import type { NodeLowering } from './node';

/** What the statistics of one step are taken of. */
export interface Tracking {
  readonly x: TensorId;
  /** Dimensions that one mean and one variance are taken over; these are averaged over the batch where it is not among them. */
  readonly dims: readonly number[];
  /** The weight of this step's statistics; null for the mean of all steps so far. */
  readonly momentum: number | null;
  /** Whether `num_batches_tracked` grows. */
  readonly counts: boolean;
}

/** Adds the next values of the running mean and of the running variance, which is that of a sample (divided by n − 1). */
export function trackBatches({ x, dims, momentum, counts }: Tracking, c: NodeLowering): void {
  const single = { dims, keepdim: false };
  const mean = c.emit('reduce', { reduction: 'mean', ...single }, [x], { label: 'mean' });
  const variance = c.emit('variance', { correction: 1, ...single }, [x], { label: 'variance' });
  const before = c.state('num_batches_tracked');
  const count = counts ? c.emit('count', {}, [before], { label: 'batches' }) : before;
  const averaged = (id: TensorId, label: string) =>
    c.shapeOf(id).length === 1
      ? id
      : c.emit('reduce', { reduction: 'mean', dims: [0], keepdim: false }, [id], { label });
  const follow = (buffer: string, now: TensorId) =>
    c.update(buffer, running(c.state(buffer), now, momentum, count, c));
  follow('running_mean', averaged(mean, 'mean over the batch'));
  follow('running_var', averaged(variance, 'variance over the batch'));
  if (counts) c.update('num_batches_tracked', count);
}

/** (1 − momentum) · before + momentum · now, or before + (now − before) / count. */
function running(
  before: TensorId,
  now: TensorId,
  momentum: number | null,
  count: TensorId,
  c: NodeLowering,
): TensorId {
  if (momentum !== null) {
    return c.emit('blend', { coefficients: [1 - momentum, momentum] }, [before, now]);
  }
  const change = c.emit('binary', { function: 'sub' }, [now, before], { label: 'change' });
  const share = c.emit('binary', { function: 'div' }, [change, count], { label: 'share' });
  return c.emit('add', {}, [before, share]);
}

/** (x − running mean) / √(running variance + eps) */
export function standardizedByRunning(x: TensorId, eps: number, c: NodeLowering): TensorId {
  const [, channels, ...spatial] = c.shapeOf(x);
  const shape = [channels!, ...spatial.map(() => 1)];
  const own = (id: TensorId, label: string) => c.reshape(id, shape, label);
  const variance = c.emit('add', {}, [c.state('running_var'), c.scalar(eps, 'eps')], {
    label: 'variance',
  });
  const scale = c.emit('elementwise', { function: { fn: 'rsqrt', options: {} } }, [variance], {
    label: 'scale',
  });
  const mean = own(c.state('running_mean'), 'mean of each channel');
  const centered = c.emit('binary', { function: 'sub' }, [x, mean], { label: 'centered' });
  const scales = own(scale, 'scale of each channel');
  return c.emit('binary', { function: 'mul' }, [centered, scales], { label: 'normalized' });
}
