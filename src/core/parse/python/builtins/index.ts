/** Python's built-in functions and classes; importing this gives the classes of values.ts their methods. */
import {
  BOOL,
  BYTES,
  CLASS_METHOD,
  COMPLEX,
  DICT,
  ELLIPSIS,
  FLOAT,
  FROZENSET,
  INT,
  LIST,
  NOT_IMPLEMENTED,
  OBJECT,
  PROPERTY,
  RANGE,
  SET,
  SLICE,
  STATIC_METHOD,
  STR,
  TUPLE,
  TYPE,
  type PyClass,
  type Value,
} from '../values';
import './bytes';
import './dict';
import { EXCEPTIONS } from './exceptions';
import './float';
import { INERT_FUNCTIONS } from './functions/inert';
import { ITERATION_FUNCTIONS } from './functions/iteration';
import { ITERATOR_CLASSES } from './functions/iterators';
import { NUMBER_FUNCTIONS } from './functions/numbers';
import { OBJECT_FUNCTIONS } from './functions/objects';
import { TEXT_FUNCTIONS } from './functions/texts';
import './int';
import './list';
import './object';
import './range';
import './set';
import './str';
import './str-case';
import './str-search';
import './tuple';
import './type';
import './views';

const CLASSES: readonly PyClass[] = [
  OBJECT,
  TYPE,
  INT,
  BOOL,
  FLOAT,
  COMPLEX,
  STR,
  BYTES,
  LIST,
  TUPLE,
  DICT,
  SET,
  FROZENSET,
  RANGE,
  SLICE,
  PROPERTY,
  STATIC_METHOD,
  CLASS_METHOD,
];

/** What every module sees without importing it. */
export const BUILTINS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...CLASSES.map((cls): [string, Value] => [cls.name, cls]),
  ...EXCEPTIONS,
  ...Object.entries({
    ...OBJECT_FUNCTIONS,
    ...NUMBER_FUNCTIONS,
    ...TEXT_FUNCTIONS,
    ...ITERATION_FUNCTIONS,
    ...ITERATOR_CLASSES,
    ...INERT_FUNCTIONS,
  }),
  ['NotImplemented', NOT_IMPLEMENTED],
  ['Ellipsis', ELLIPSIS],
  ['__debug__', true],
]);
