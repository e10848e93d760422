/** Modules that are kept under the names '0', '1' …: what Sequential and ModuleList have in common. */
import type { Interpreter } from '../../../python/interpreter';
import { native, type Bound } from '../../../python/native';
import type { Step } from '../../../python/steps';
import { PySlice, type PyInstance, type Value } from '../../../python/values';
import { stretchOf, taken } from '../../../python/builtins/subscripts';
import { intOf } from '../../read';
import { selfOf } from '../module/arguments';
import { iteratorOver } from '../module/listing';
import { bareModule, nameOf, parts } from '../module/parts';
import { register } from '../module/register';

/** The modules of a container; unknown ones included. */
export function elementsOf(module: PyInstance): Value[] {
  return parts(module, '_modules').values();
}

/** Puts a module behind the others. */
export function append(module: PyInstance, value: Value, interpreter: Interpreter): void {
  register(module, '_modules', String(parts(module, '_modules').size), value, interpreter);
}

/** Puts other modules in the place of those that are there. */
function replaceAll(module: PyInstance, values: readonly Value[], interpreter: Interpreter): void {
  parts(module, '_modules').clear();
  for (const value of values) append(module, value, interpreter);
}

/** The position that an index means, counted from the end when it is negative. */
function positionIn(module: PyInstance, index: Value, interpreter: Interpreter): number {
  const { length } = elementsOf(module);
  const at = intOf(index, 'index', interpreter);
  if (at < -length || at >= length) {
    interpreter.raise('IndexError', `index ${at} is out of range`);
  }
  return at < 0 ? at + length : at;
}

/** A container of the same class with some of the entries, under their names or numbered anew. */
function* part(
  module: PyInstance,
  slice: PySlice,
  keepNames: boolean,
  interpreter: Interpreter,
): Step<PyInstance> {
  const entries = parts(module, '_modules').entries();
  const chosen = taken(entries, yield* stretchOf(slice, entries.length, interpreter));
  const made = bareModule(module.cls);
  chosen.forEach(([name, value], i) =>
    register(made, '_modules', keepNames ? nameOf(name) : String(i), value, interpreter),
  );
  return made;
}

function extended(bound: Bound, name: string, interpreter: Interpreter): Step<Value> {
  const module = selfOf(bound);
  return (function* () {
    for (const value of yield* interpreter.listOf(bound.get(name))) {
      append(module, value, interpreter);
    }
    return module;
  })();
}

/** Methods of numbered containers; slices of Sequential keep the names. */
export function numbered({ keepNames }: { keepNames: boolean }) {
  return [
    native('__len__(self)', (bound) => BigInt(elementsOf(selfOf(bound)).length)),
    native('__iter__(self)', (bound) => iteratorOver(elementsOf(selfOf(bound)))),
    native('__getitem__(self, idx)', (bound, interpreter) => {
      const module = selfOf(bound);
      const index = bound.get('idx');
      if (index instanceof PySlice) return part(module, index, keepNames, interpreter);
      return elementsOf(module)[positionIn(module, index, interpreter)]!;
    }),
    native('__setitem__(self, idx, module)', (bound, interpreter) => {
      const module = selfOf(bound);
      const at = positionIn(module, bound.get('idx'), interpreter);
      const name = parts(module, '_modules').keys()[at]!;
      register(module, '_modules', nameOf(name), bound.get('module'), interpreter);
      return null;
    }),
    native('__delitem__(self, idx)', function* (bound, interpreter) {
      const module = selfOf(bound);
      const index = bound.get('idx');
      const values = elementsOf(module);
      const gone =
        index instanceof PySlice
          ? taken(
              values.map((_, i) => i),
              yield* stretchOf(index, values.length, interpreter),
            )
          : [positionIn(module, index, interpreter)];
      replaceAll(
        module,
        values.filter((_, i) => !gone.includes(i)),
        interpreter,
      );
      return null;
    }),
    native('append(self, module)', (bound, interpreter) => {
      append(selfOf(bound), bound.get('module'), interpreter);
      return selfOf(bound);
    }),
    native('insert(self, index, module)', (bound, interpreter) => {
      const module = selfOf(bound);
      const values = elementsOf(module);
      const at = intOf(bound.get('index'), 'index', interpreter);
      values.splice(at, 0, bound.get('module'));
      replaceAll(module, values, interpreter);
      return module;
    }),
    native('extend(self, modules)', (bound, interpreter) =>
      extended(bound, 'modules', interpreter),
    ),
    native('__iadd__(self, modules)', (bound, interpreter) =>
      extended(bound, 'modules', interpreter),
    ),
    native('__add__(self, other)', function* (bound, interpreter) {
      const values = elementsOf(selfOf(bound));
      const made = bareModule(selfOf(bound).cls);
      values.push(...(yield* interpreter.listOf(bound.get('other'))));
      replaceAll(made, values, interpreter);
      return made;
    }),
    native('pop(self, key)', (bound, interpreter) => {
      const module = selfOf(bound);
      const values = elementsOf(module);
      const at = positionIn(module, bound.get('key'), interpreter);
      const [popped] = values.splice(at, 1);
      replaceAll(module, values, interpreter);
      return popped!;
    }),
  ];
}
