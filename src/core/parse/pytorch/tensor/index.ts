/** The module `torch`: tensors and their functions. Submodules such as `torch.nn` are joined elsewhere. */
import type { NativeModule } from '../../python/interpreter';
import type { Value } from '../../python/values';
import { AUTOCAST } from '../functional/runtime/mixed-precision';
import { TENSOR } from '../tape';
import { tensorFunctions } from './arguments';
import { DEVICE } from './device';
import { DTYPE, DTYPES, LIMITS } from './dtypes';
import { CONSTANTS } from './factories/constants';
import { DATA, OLD_CLASSES } from './factories/data';
import { RANDOM, SEEDS } from './factories/random';
import { COMPLEX_MAKERS } from './functions/complex';
import { JOINING } from './functions/joining';
import { TENSOR_PRODUCTS } from './functions/products';
import { CHOICES } from './functions/selection';
import { BROADCASTING } from './functions/shapes';
import { SEARCHING } from './functions/sorting';
import { IN_PLACE_FUNCTIONS, SHARED_FUNCTIONS } from './methods';
import { missingFunction } from './missing';
import { SETTING_FUNCTIONS } from './settings';
import { SIZE } from './size';
import { TEXT } from './text';

/** Functions of the module that are no methods. */
const FUNCTIONS = tensorFunctions({
  ...CONSTANTS,
  ...DATA,
  ...RANDOM,
  ...SEEDS,
  ...JOINING,
  ...TENSOR_PRODUCTS,
  ...CHOICES,
  ...COMPLEX_MAKERS,
  ...SEARCHING,
  ...BROADCASTING,
});

const ATTRIBUTES: Readonly<Record<string, Value>> = {
  __version__: '2.13.0',
  Tensor: TENSOR,
  Size: SIZE,
  device: DEVICE,
  autocast: AUTOCAST,
  dtype: DTYPE,
  ...DTYPES,
  ...LIMITS,
  ...OLD_CLASSES,
  ...IN_PLACE_FUNCTIONS,
  ...SHARED_FUNCTIONS,
  ...FUNCTIONS,
  ...SETTING_FUNCTIONS,
  pi: Math.PI,
  e: Math.E,
  inf: Infinity,
  nan: NaN,
  newaxis: null,
  ...Object.fromEntries(
    [
      'strided',
      'sparse_coo',
      'contiguous_format',
      'preserve_format',
      'channels_last',
      'channels_last_3d',
    ].map((name) => [name, `torch.${name}`]),
  ),
};

/** The module `torch`. */
export const TORCH: NativeModule = {
  attributes: ATTRIBUTES,
  find: missingFunction,
  source: TEXT,
};
