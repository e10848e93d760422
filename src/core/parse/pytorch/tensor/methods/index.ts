/** Fills in the attributes of the class `torch.Tensor`. */
import type { Value } from '../../../python/values';
import { TENSOR } from '../../tape';
import { inPlaceForms, tensorFunctions, type TensorTable } from '../arguments';
import { LIKE_CONSTANTS, NEW_CONSTANTS } from '../factories/constants';
import { NEW_DATA, NEW_TENSOR } from '../factories/data';
import { FILLING, LIKE_RANDOM } from '../factories/random';
import { ACTIVATIONS } from '../functions/activations';
import { PART_METHODS, PARTS } from '../functions/parts';
import { BINARY, PAIRS } from '../functions/binary';
import { COMPLEX } from '../functions/complex';
import { PARTING } from '../functions/joining';
import { PLACING } from '../functions/placing';
import { POINTWISE, QUESTIONS } from '../functions/pointwise';
import { ADDED_PRODUCTS, PRODUCTS } from '../functions/products';
import { CUMULATIVE, REDUCTIONS } from '../functions/reductions';
import { CHOICE_METHODS, FILLED, SELECTION } from '../functions/selection';
import { BANDS, DIMENSIONS, SHAPE_METHODS, SHAPES } from '../functions/shapes';
import { SORTING } from '../functions/sorting';
import { become } from '../inplace';
import { NUMBER_METHODS } from '../numbers';
import { MISSING_ATTRIBUTE } from '../missing';
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
  ...PARTS,
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
  ...COMPLEX,
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
  ...SHAPE_METHODS,
  ...PART_METHODS,
  ...ASKING_METHODS,
};

const IN_PLACE_METHODS = { ...inPlaceForms(IN_PLACE), ...inPlaceForms(DIMENSIONS, become) };

/** In-place functions that the module has under their own names: `torch.relu_(x)`. */
export const IN_PLACE_FUNCTIONS = inPlaceForms(POINTWISE);

/** Functions of the module `torch` that are methods too. */
export const SHARED_FUNCTIONS: Readonly<Record<string, Value>> = tensorFunctions(SHARED);

const ATTRIBUTES: Readonly<Record<string, Value>> = {
  ...SHARED_FUNCTIONS,
  ...IN_PLACE_METHODS,
  ...tensorFunctions(METHODS),
  ...NUMBER_METHODS,
  ...OPERATOR_METHODS,
  ...PROPERTIES,
  __new__: NEW_TENSOR,
  __getattr__: MISSING_ATTRIBUTE,
};

for (const [name, value] of Object.entries(ATTRIBUTES)) TENSOR.attributes.set(name, value);
