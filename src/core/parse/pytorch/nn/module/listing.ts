/** What a module consists of, for scripts: `parameters()`, `named_modules()`, `children()` and their relatives. */
import { PyIterator } from '../../../python/iterator';
import { native, type Bound } from '../../../python/native';
import type { Interpreter } from '../../../python/interpreter';
import { PyTuple, type Value } from '../../../python/values';
import { boolOf, textOf } from '../../read';
import { selfOf } from './arguments';
import { childrenOf } from './parts';
import { namedBuffers, namedModules, namedParameters, type Named } from './walk';

/** Gives these one after the other, as PyTorch's generators do. */
export function iteratorOver(values: readonly Value[]): PyIterator {
  let next = 0;
  return new PyIterator(() => values[next++]);
}

function pairs(named: readonly Named<Value>[]): PyIterator {
  return iteratorOver(named.map((pair) => new PyTuple(pair)));
}

function values(named: readonly Named<Value>[]): PyIterator {
  return iteratorOver(named.map(([, value]) => value));
}

function prefixOf(bound: Bound, interpreter: Interpreter): string {
  return textOf(bound.get('prefix'), 'prefix', interpreter);
}

function recurseOf(bound: Bound, interpreter: Interpreter): boolean {
  return boolOf(bound.get('recurse'), 'recurse', interpreter);
}

/** Children, each once. */
function distinctChildren(bound: Bound): Named<Value>[] {
  const children = childrenOf(selfOf(bound));
  return children.filter(([, child], i) => children.findIndex(([, each]) => each === child) === i);
}

const NAMED = "(self, prefix='', recurse=True, remove_duplicate=True)";

/** Methods that list parameters, buffers and modules. */
export const LISTING = [
  native('parameters(self, recurse=True)', (bound, interpreter) =>
    values(namedParameters(selfOf(bound), '', recurseOf(bound, interpreter))),
  ),
  native(`named_parameters${NAMED}`, (bound, interpreter) =>
    pairs(
      namedParameters(selfOf(bound), prefixOf(bound, interpreter), recurseOf(bound, interpreter)),
    ),
  ),
  native('buffers(self, recurse=True)', (bound, interpreter) =>
    values(namedBuffers(selfOf(bound), '', recurseOf(bound, interpreter))),
  ),
  native(`named_buffers${NAMED}`, (bound, interpreter) =>
    pairs(namedBuffers(selfOf(bound), prefixOf(bound, interpreter), recurseOf(bound, interpreter))),
  ),
  native('children(self)', (bound) => values(distinctChildren(bound))),
  native('named_children(self)', (bound) => pairs(distinctChildren(bound))),
  native('modules(self)', (bound) => values(namedModules(selfOf(bound)))),
  native("named_modules(self, memo=None, prefix='', remove_duplicate=True)", (bound, interpreter) =>
    pairs(namedModules(selfOf(bound), prefixOf(bound, interpreter))),
  ),
];
