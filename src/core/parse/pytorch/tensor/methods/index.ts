/** Fills in the attributes of the class `torch.Tensor`. */
import type { Value } from '../../../python/values';
import { TENSOR } from '../../tape';
import { inPlaceForms, tensorFunctions, type TensorTable } from '../arguments';
import { LIKE_CONSTANTS, NEW_CONSTANTS } from '../factories/constants';
import { NEW_DATA, NEW_TENSOR } from '../factories/data';
import { FILLING, LIKE_RANDOM } from '../factories/random';
import { ACTIVATIONS } from '../functions/activations';
import { BINARY, PAIRS } from '../functions/binary';
import { PARTING } from '../functions/joining';
import { PLACING } from '../functions/placing';
import { POINTWISE, QUESTIONS } from '../functions/pointwise';
import { ADDED_PRODUCTS, PRODUCTS } from '../functions/products';
import { CUMULATIVE, REDUCTIONS } from '../functions/reductions';
import { CHOICE_METHODS, FILLED, SELECTION } from '../functions/selection';
import { BANDS, DIMENSIONS, SHAPES } from '../functions/shapes';
import { SORTING } from '../functions/sorting';
import { become } from '../inplace';
import { NUMBER_METHODS } from '../numbers';
import { CONVERSIONS, COPIES } from './conversions';
import { OPERATOR_METHODS } from './operators';
import { ASKING, ASKING_METHODS, PROPERTIES } from './properties';

/** Functions that are methods too, and have in-place forms. */
const IN_PLACE: TensorTable = {
  ...POINTWISE,
  ...BINARY,
  ...ADDED_PRODUCTS,
  ...FILLED,
  ...BANDS,
  ...CUMULATIVE,
  ...PLACING,
};

/** Functions that are methods too. */
const SHARED: TensorTable = {
  ...IN_PLACE,
  ...DIMENSIONS,
  ...QUESTIONS,
  ...PAIRS,
  ...REDUCTIONS,
  ...SHAPES,
  ...PARTING,
  ...PRODUCTS,
  ...SELECTION,
  ...SORTING,
  ...ACTIVATIONS,
  ...LIKE_CONSTANTS,
  ...LIKE_RANDOM,
  ...COPIES,
  ...ASKING,
};

const METHODS: TensorTable = {
  ...NEW_CONSTANTS,
  ...NEW_DATA,
  ...FILLING,
  ...CONVERSIONS,
  ...CHOICE_METHODS,
  ...ASKING_METHODS,
};

/** In-place functions that the module has under their own names: `torch.relu_(x)`. */
export const IN_PLACE_FUNCTIONS = {
  ...inPlaceForms(IN_PLACE),
  ...inPlaceForms(DIMENSIONS, become),
};

/** Functions of the module `torch` that are methods too. */
export const SHARED_FUNCTIONS: Readonly<Record<string, Value>> = tensorFunctions(SHARED);

const ATTRIBUTES: Readonly<Record<string, Value>> = {
  ...PROPERTIES,
  ...SHARED_FUNCTIONS,
  ...IN_PLACE_FUNCTIONS,
  ...tensorFunctions(METHODS),
  ...NUMBER_METHODS,
  ...OPERATOR_METHODS,
  __new__: NEW_TENSOR,
};

for (const [name, value] of Object.entries(ATTRIBUTES)) TENSOR.attributes.set(name, value);
