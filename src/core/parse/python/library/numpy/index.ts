/** The module numpy, as far as model files use it: constants, shapes, small arrays. What it lacks is unknown. */
import type { NativeModule } from '../../interpreter';
import { NDARRAY } from './array';
import { CREATION } from './creation';
import { OPERATIONS } from './operations';
import { NUMPY_RANDOM } from './random';
import { TYPE_CLASSES } from './types';

const NUMPY: NativeModule = {
  attributes: {
    ...TYPE_CLASSES,
    ...CREATION,
    ...OPERATIONS,
    ndarray: NDARRAY,
    pi: Math.PI,
    e: Math.E,
    inf: Infinity,
    Inf: Infinity,
    infty: Infinity,
    nan: NaN,
    NaN,
    NINF: -Infinity,
    newaxis: null,
    __version__: '2.0.0',
  },
  open: true,
};

/** `numpy` and what belongs to it. */
export const NUMPY_MODULES: readonly (readonly [string, NativeModule])[] = [
  ['numpy', NUMPY],
  ['numpy.random', NUMPY_RANDOM],
];
