/** Classes of torch.nn that others come from, such as `_ConvNd`: scripts ask with `isinstance` for them. */
import { nativeClass } from '../../python/native';
import { MODULE_CLASS } from '../tape';

const base = (name: string, parent = MODULE_CLASS) =>
  nativeClass(name, { bases: [parent], module: 'torch.nn' }, {});

export const CONV_BASE = base('_ConvNd');
export const CONV_TRANSPOSE_BASE = base('_ConvTransposeNd', CONV_BASE);
export const MAX_POOL_BASE = base('_MaxPoolNd');
export const AVG_POOL_BASE = base('_AvgPoolNd');
export const LP_POOL_BASE = base('_LPPoolNd');
export const ADAPTIVE_AVG_POOL_BASE = base('_AdaptiveAvgPoolNd');
export const ADAPTIVE_MAX_POOL_BASE = base('_AdaptiveMaxPoolNd');
export const MAX_UNPOOL_BASE = base('_MaxUnpoolNd');
export const DROPOUT_BASE = base('_DropoutNd');
export const NORM_BASE = base('_NormBase');
export const BATCH_NORM_BASE = base('_BatchNorm', NORM_BASE);
export const INSTANCE_NORM_BASE = base('_InstanceNorm', NORM_BASE);
export const RNN_BASE = base('RNNBase');
export const RNN_CELL_BASE = base('RNNCellBase');
/** All losses. */
export const LOSS_BASE = base('_Loss');
export const WEIGHTED_LOSS_BASE = base('_WeightedLoss', LOSS_BASE);
