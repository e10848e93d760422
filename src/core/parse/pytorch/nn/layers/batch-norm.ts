/** Normalization with running statistics. PyTorch: `nn.BatchNorm1d` … `3d`, `nn.InstanceNorm1d` … `3d`, `nn.SyncBatchNorm`. */
import type { OpOf } from '../../../../model/ops';
import type { Shape } from '../../../../model/shape';
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import type { Step } from '../../../python/steps';
import { PyClassMethod, type PyClass, type PyInstance } from '../../../python/values';
import { onBatch } from '../../functional/batch';
import { instanceNorm } from '../../functional/normalization';
import { requireSeveral } from '../../functional/several';
import { Site } from '../../functional/site';
import { tensorOf } from '../../read';
import type { Tensor } from '../../tape';
import { BATCH_NORM_BASE, INSTANCE_NORM_BASE } from '../bases';
import type { Fields } from '../fields';
import { currentFields, layer, weightsOf, type LayerRow } from '../layer';
import { selfOf } from '../module/arguments';

const BUFFERS = ['running_mean', 'running_var', 'num_batches_tracked'];
const LEARNED = ['weight', 'bias'];

/** The operation while the layer is made (`input` null), and when it is called. */
function trackedOp<T extends 'batch_norm' | 'instance_norm'>(
  type: T,
  fields: Fields,
  input: Shape | null,
): OpOf<'batch_norm'> | OpOf<'instance_norm'> {
  const shared = {
    features:
      fields.shape('running_mean')?.[0] ??
      fields.shape('weight')?.[0] ??
      input?.[1] ??
      fields.int('num_features'),
    eps: fields.real('eps'),
    affine: input ? LEARNED.every((name) => fields.has(name)) : fields.bool('affine'),
    trackRunningStats: input ? fields.has('running_mean') : fields.bool('track_running_stats'),
  };
  const momentum = fields.value('momentum') === null ? null : fields.real('momentum');
  return type === 'batch_norm'
    ? { type, ...shared, momentum }
    : { type: 'instance_norm', ...shared, momentum: momentum ?? 0.1 };
}

function affineOf(fields: Fields) {
  return { weight: fields.tensor('weight'), bias: fields.tensor('bias') };
}

/** Which ranks an input may have, and what PyTorch says otherwise. */
function requireRank(x: Tensor, ranks: readonly number[], interpreter: Interpreter): void {
  if (ranks.includes(x.shape.length)) return;
  const wanted = ranks.map((rank) => `${rank}D`).join(' or ');
  interpreter.raise('ValueError', `expected ${wanted} input (got ${x.shape.length}D input)`);
}

/** With the statistics of the batch while training or where none are kept; else with those that were kept: the graph says which. */
function normalizeBatch(x: Tensor, fields: Fields, module: PyInstance, run: Interpreter): Tensor {
  const site = new Site(module.cls.name, run, module);
  const kept = fields.has('running_mean');
  const training = module.attributes.get('training') === true;
  if (training || !kept) requireSeveral(x, site);
  const op = trackedOp('batch_norm', fields, x.shape);
  return site.apply(op, [x], weightsOf(op, fields));
}

/** Each channel of each sample by itself; an input may come without its batch. */
function normalizeInstances(
  x: Tensor,
  space: number,
  fields: Fields,
  module: PyInstance,
  run: Interpreter,
): Tensor {
  const site = new Site(module.cls.name, run, module);
  return onBatch(x, space, site, (batch) => {
    if (!fields.has('running_mean')) {
      requireChannels(batch, fields, run);
      return instanceNorm(batch, affineOf(fields), fields.real('eps'), site);
    }
    const op = trackedOp('instance_norm', fields, batch.shape);
    return site.apply(op, [batch], weightsOf(op, fields));
  });
}

function requireChannels(x: Tensor, fields: Fields, interpreter: Interpreter): void {
  const features = fields.int('num_features');
  if (!fields.has('affine') || x.shape[1] === features) return;
  interpreter.raise(
    'ValueError',
    `expected input's size at dim=1 to match num_features (${features}), but got: ${x.shape[1]}.`,
  );
}

/** Parameters after `self`; batch normalization learns and keeps statistics unless told otherwise. */
export function trackedParameters(batch: boolean, further = ''): string {
  const on = batch ? 'True' : 'False';
  return `num_features, eps=1e-05, momentum=0.1, affine=${on}, track_running_stats=${on}, ${further}device=None, dtype=None`;
}

function trackedLayer(
  name: string,
  type: 'batch_norm' | 'instance_norm',
  ranks: readonly number[],
  further = '',
): PyClass {
  const row: LayerRow = {
    name,
    base: type === 'batch_norm' ? BATCH_NORM_BASE : INSTANCE_NORM_BASE,
    parameters: trackedParameters(type === 'batch_norm', further),
    learned: LEARNED,
    buffers: BUFFERS,
    op: (fields, input) => trackedOp(type, fields, input),
  };
  const forward = native('forward(self, input)', function* (bound, interpreter): Step<Tensor> {
    const module = selfOf(bound);
    const x = tensorOf(bound.get('input'), 'input', interpreter);
    requireRank(x, ranks, interpreter);
    const fields = yield* currentFields(row, module, interpreter);
    if (type === 'batch_norm') return normalizeBatch(x, fields, module, interpreter);
    return normalizeInstances(x, ranks[0]! - 1, fields, module, interpreter);
  });
  return layer({ ...row, members: { forward } });
}

const SYNC = trackedLayer('SyncBatchNorm', 'batch_norm', [2, 3, 4, 5], 'process_group=None, ');
SYNC.attributes.set(
  'convert_sync_batchnorm',
  new PyClassMethod(
    native('convert_sync_batchnorm(cls, module, process_group=None)', (bound) =>
      bound.get('module'),
    ),
  ),
);

/** Classes of layers with running statistics. */
export const TRACKED: readonly PyClass[] = [
  trackedLayer('BatchNorm1d', 'batch_norm', [2, 3]),
  trackedLayer('BatchNorm2d', 'batch_norm', [4]),
  trackedLayer('BatchNorm3d', 'batch_norm', [5]),
  SYNC,
  trackedLayer('InstanceNorm1d', 'instance_norm', [2, 3]),
  trackedLayer('InstanceNorm2d', 'instance_norm', [3, 4]),
  trackedLayer('InstanceNorm3d', 'instance_norm', [4, 5]),
];
