/** Python's own modules, and those that model files use beside PyTorch. */
import type { Library, NativeModule } from '../interpreter';
import { ABC_MODULE } from './abc';
import { COLLECTIONS_ABC, NUMBERS } from './abstract';
import { ARGPARSE } from './argparse';
import { COLLECTIONS, COLLECTIONS_NATIVE } from './collections';
import { CONTEXTLIB } from './contextlib';
import { COPY } from './copy';
import { DATACLASSES } from './dataclasses';
import { ENUM } from './enum';
import { foreignModule } from './foreign';
import { FUNCTOOLS, FUNCTOOLS_NATIVE } from './functools';
import { INERT_MODULES } from './inert';
import { INSPECT, INSPECT_NATIVE } from './inspect';
import { ITERTOOLS } from './itertools';
import { JSON_MODULE } from './json';
import { MATH } from './math';
import { NUMPY_MODULES } from './numpy';
import { OPERATOR } from './operator';
import { PATHLIB } from './pathlib';
import { RE } from './re';
import { SMALL_MODULES } from './small';
import { SYSTEM_MODULES } from './system';
import { TYPES } from './types';
import { TYPING } from './typing';
import { UNKNOWN_MODULES } from './unknown-modules';
import { UNKNOWNS } from './unknowns';

const MODULES: ReadonlyMap<string, NativeModule> = new Map([
  ['_collections', COLLECTIONS_NATIVE],
  ['_functools', FUNCTOOLS_NATIVE],
  ['_inspect', INSPECT_NATIVE],
  ['_unknown', UNKNOWNS],
  ['abc', ABC_MODULE],
  ['argparse', ARGPARSE],
  ['collections', COLLECTIONS],
  ['collections.abc', COLLECTIONS_ABC],
  ['contextlib', CONTEXTLIB],
  ['copy', COPY],
  ['dataclasses', DATACLASSES],
  ['enum', ENUM],
  ['functools', FUNCTOOLS],
  ['inspect', INSPECT],
  ['itertools', ITERTOOLS],
  ['json', JSON_MODULE],
  ['math', MATH],
  ['numbers', NUMBERS],
  ['operator', OPERATOR],
  ['pathlib', PATHLIB],
  ['re', RE],
  ['types', TYPES],
  ['typing', TYPING],
  ['typing_extensions', TYPING],
  ...INERT_MODULES,
  ...NUMPY_MODULES,
  ...SMALL_MODULES,
  ...SYSTEM_MODULES,
  ...UNKNOWN_MODULES,
]);

/** Modules by their full names. */
export const LIBRARY: Library = {
  module: (name) => MODULES.get(name) ?? foreignModule(name),
};
