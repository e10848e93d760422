/** Python's own modules, and those that model files use beside PyTorch. */
import type { Library, NativeModule } from '../interpreter';
import { ABC_MODULE } from './abc';
import { ABSTRACT_NATIVE, COLLECTIONS_ABC, NUMBERS } from './abstract';
import { COLLECTIONS, COLLECTIONS_NATIVE } from './collections';
import { CONTEXTLIB } from './contextlib';
import { COPY } from './copy';
import { DATACLASSES } from './dataclasses';
import { ENUM } from './enum';
import { FUNCTOOLS, FUNCTOOLS_NATIVE } from './functools';
import { ITERTOOLS } from './itertools';
import { MATH } from './math';
import { OPERATOR } from './operator';
import { TYPES } from './types';
import { TYPING } from './typing';

const MODULES: ReadonlyMap<string, NativeModule> = new Map([
  ['_abstract', ABSTRACT_NATIVE],
  ['_collections', COLLECTIONS_NATIVE],
  ['_functools', FUNCTOOLS_NATIVE],
  ['abc', ABC_MODULE],
  ['collections', COLLECTIONS],
  ['collections.abc', COLLECTIONS_ABC],
  ['contextlib', CONTEXTLIB],
  ['copy', COPY],
  ['dataclasses', DATACLASSES],
  ['enum', ENUM],
  ['functools', FUNCTOOLS],
  ['itertools', ITERTOOLS],
  ['math', MATH],
  ['numbers', NUMBERS],
  ['operator', OPERATOR],
  ['types', TYPES],
  ['typing', TYPING],
  ['typing_extensions', TYPING],
]);

/** Modules by their full names. */
export const LIBRARY: Library = { module: (name) => MODULES.get(name) };
