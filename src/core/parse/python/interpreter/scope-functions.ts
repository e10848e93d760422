/** Built-in functions that look at the code which calls them: `super`, `globals`, `locals`, `__import__`. */
import { native } from '../native';
import type { Interpreter } from '../interpreter';
import { classOf, PyClass, PyDict, PyStaticMethod, SUPER, type Value } from '../values';
import type { Activation, Engine } from './engine';
import { PySuper } from './function';
import { LiveDict } from './live-dict';

/** The variables of the code that called. */
function caller(interpreter: Interpreter): Activation | null {
  return (interpreter as Engine).frames.at(-1)?.activation ?? null;
}

SUPER.attributes.set(
  '__new__',
  new PyStaticMethod(
    native('super(cls, type=None, object=None)', (b, interpreter) => {
      const type = b.get('type');
      if (type instanceof PyClass) return superOf(type, b.get('object'), interpreter);
      if (type !== null) return type;
      const f = caller(interpreter);
      const self = f?.slots[0];
      let owner: PyClass | null = null;
      for (let at = f; at && !owner; at = at.parent) ({ owner } = at);
      if (self === undefined || !owner) {
        return interpreter.raise('RuntimeError', 'super(): no arguments');
      }
      return superOf(owner, self, interpreter);
    }),
  ),
);

function superOf(start: PyClass, self: Value, interpreter: Interpreter): Value {
  if (self instanceof PyClass && self.isSubclassOf(start)) return new PySuper(start, self, self);
  const type = classOf(self);
  if (type.isSubclassOf(start)) return new PySuper(start, self, type);
  return interpreter.raise(
    'TypeError',
    'super(type, obj): obj must be an instance or subtype of type',
  );
}

/** The built-in functions by their names. */
export const SCOPE_FUNCTIONS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['super', SUPER],
  [
    'globals',
    native('globals()', (_, interpreter) => {
      const f = caller(interpreter);
      return f ? new LiveDict(f.globals) : new PyDict();
    }),
  ],
  [
    'locals',
    native('locals()', (_, interpreter) => {
      const f = caller(interpreter);
      if (!f) return new PyDict();
      if (f.layout.variables.size === 0) return new LiveDict(f.names);
      const entries = [...f.layout.variables].flatMap(([name, index]): [string, Value][] => {
        const value = f.slots[index];
        return value === undefined || name.startsWith('.') ? [] : [[name, value]];
      });
      return new PyDict(entries);
    }),
  ],
  [
    '__import__',
    native('__import__(name, *args, **kwargs)', (b, interpreter) =>
      interpreter.importModule(b.get('name') as string),
    ),
  ],
]);
