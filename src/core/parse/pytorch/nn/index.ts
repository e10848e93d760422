/** `torch.nn` and the modules in it, by their full names. */
import type { NativeModule } from '../../python/interpreter';
import { PyTuple, type PyClass, type Value } from '../../python/values';
import { unavailable } from '../functional/unavailable';
import { PARAMETER } from '../tape';
import * as BASES from './bases';
import { DATA_MODULES } from './data';
import { TOOL_MODULES } from './tools';
import { VISION_MODELS } from './vision/models';
import { OPS_TEXT } from './vision/ops';
import { MODULE_LIST, SEQUENTIAL } from './containers/sequential';
import { ACTIVATIONS } from './layers/activation';
import { MULTIHEAD_ATTENTION } from './layers/attention';
import { TRACKED } from './layers/batch-norm';
import { CELLS } from './layers/cells';
import { CONVOLUTIONS, TRANSPOSED } from './layers/convolution';
import { DROPOUT } from './layers/dropout';
import { EMBEDDINGS } from './layers/embedding';
import { LAZY, UNINITIALIZED } from './layers/lazy';
import { BILINEAR, LINEAR, OUTPUT_PROJECTION } from './layers/linear';
import { LOSS_LAYERS } from './layers/losses';
import { NORMALIZATION } from './layers/normalization';
import { PADDING } from './layers/padding';
import { POOLING } from './layers/pooling';
import { RECURRENT } from './layers/recurrent';
import { SHAPING } from './layers/shape';
import { MODULE } from './module';
import { RNN_UTILS } from './packed';
import { BUFFER } from './parameter';
import { CONTAINERS_TEXT } from './text/containers';
import { PARALLEL_TEXT, QUANTIZATION_TEXT } from './text/parallel';
import { TRANSFORMER_TEXT } from './text/transformer';
import { PARAMETRIZATIONS_TEXT, PARAMETRIZE_TEXT, UTILS_TEXT } from './text/utils';
import { PARAMETRIZATIONS, UTILS } from './utils';

const byName = (classes: readonly PyClass[]): Record<string, Value> =>
  Object.fromEntries(classes.map((cls) => [cls.name, cls]));

const LAYERS: Readonly<Record<string, Value>> = {
  ...byName([PARAMETER, BUFFER, UNINITIALIZED, MODULE, SEQUENTIAL, MODULE_LIST]),
  ...byName([LINEAR, BILINEAR, ...CONVOLUTIONS, ...TRANSPOSED, ...EMBEDDINGS, ...TRACKED]),
  ...byName([...RECURRENT, ...CELLS, MULTIHEAD_ATTENTION, ...LAZY]),
  ...ACTIVATIONS,
  ...DROPOUT,
  ...LOSS_LAYERS,
  ...NORMALIZATION,
  ...PADDING,
  ...POOLING,
  ...SHAPING,
  ...unavailable('nn', ['AdaptiveLogSoftmaxWithLoss', 'CrossMapLRN2d', 'LinearCrossEntropyLoss']),
};

/** Classes that are written in Python. */
const WRITTEN = [
  'ModuleDict',
  'ParameterList',
  'ParameterDict',
  'Transformer',
  'TransformerEncoder',
  'TransformerDecoder',
  'TransformerEncoderLayer',
  'TransformerDecoderLayer',
  'DataParallel',
];

const NN: NativeModule = {
  attributes: { ...LAYERS, __all__: new PyTuple([...Object.keys(LAYERS), ...WRITTEN]) },
  source: CONTAINERS_TEXT + TRANSFORMER_TEXT + PARALLEL_TEXT,
};

/** `torch.nn.modules` and what lies in it: the same classes, and those that they come from. */
const INNER: NativeModule = {
  attributes: { ...LAYERS, ...byName([...Object.values(BASES), OUTPUT_PROJECTION]) },
  source: `from torch.nn import ${WRITTEN.join(', ')}`,
};

const INNER_NAMES = [
  'activation',
  'adaptive',
  'batchnorm',
  'channelshuffle',
  'container',
  'conv',
  'distance',
  'dropout',
  'flatten',
  'fold',
  'instancenorm',
  'lazy',
  'linear',
  'loss',
  'module',
  'normalization',
  'padding',
  'pixelshuffle',
  'pooling',
  'rnn',
  'sparse',
  'transformer',
  'upsampling',
  'utils',
];

const PAIRS = ['_single', '_pair', '_triple', '_quadruple'];

/** Repeats a number so often; sequences stay: `_pair(3)`. */
const TUPLES_TEXT = PAIRS.map(
  (name, i) => `
def ${name}(x):
    return tuple(x) if isinstance(x, (tuple, list)) else (x,) * ${i + 1}
`,
).join('');

/** What `torchvision` has beside models, transforms and data sets. */
const VISION: readonly (readonly [string, NativeModule])[] = [
  ['torchvision', { attributes: { __version__: '0.28.0' }, open: true }],
  ['torchvision.ops', { source: OPS_TEXT, open: true }],
  ['torchvision.ops.misc', { source: 'from torchvision.ops import *', open: true }],
  ['torchvision.ops.stochastic_depth', { source: 'from torchvision.ops import *' }],
];

/** Native modules by their full names. */
export const NN_MODULES: readonly (readonly [string, NativeModule])[] = [
  ['torch.nn', NN],
  ['torch.nn.modules', INNER],
  ...INNER_NAMES.map((name): [string, NativeModule] => [
    `torch.nn.modules.${name}`,
    name === 'utils' ? { source: TUPLES_TEXT } : INNER,
  ]),
  ['torch.nn.parameter', { attributes: byName([PARAMETER, BUFFER, UNINITIALIZED]) }],
  ['torch.nn.utils', { attributes: UTILS, source: UTILS_TEXT, open: true }],
  ['torch.nn.utils.clip_grad', { attributes: UTILS }],
  ['torch.nn.utils.rnn', { attributes: RNN_UTILS }],
  ['torch.nn.utils.parametrize', { source: PARAMETRIZE_TEXT }],
  [
    'torch.nn.utils.parametrizations',
    { attributes: PARAMETRIZATIONS, source: PARAMETRIZATIONS_TEXT },
  ],
  ...['torch.nn.parallel', 'torch.nn.parallel.distributed'].map((name): [string, NativeModule] => [
    name,
    { source: `from torch.nn import Module\n${PARALLEL_TEXT}`, open: true },
  ]),
  ...['torch.ao.quantization', 'torch.quantization'].map((name): [string, NativeModule] => [
    name,
    { source: QUANTIZATION_TEXT, open: true },
  ]),
  ...DATA_MODULES,
  ...TOOL_MODULES,
  ...VISION,
  ...VISION_MODELS,
];
