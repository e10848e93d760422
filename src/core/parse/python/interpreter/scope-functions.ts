/** Built-in functions that look at the code which calls them: `super`, `globals`, `locals`, `eval`, `__import__`. */
import { native } from '../native';
import type { Interpreter } from '../interpreter';
import { Lines } from '../../lines';
import type { SourceFile } from '../place';
import type { Step } from '../steps';
import { readPython } from '../syntax/parse';
import { classOf, PyClass, PyDict, PyStaticMethod, SUPER, Unknown, type Value } from '../values';
import { COMPILER } from './compile';
import { Activation, CallFrame, leaveTo, type Engine } from './engine';
import { PySuper } from './function';
import { LiveDict } from './live-dict';
import { stepsOf } from './maybe';
import { Scope } from './scope';

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

/** `locals()` */
function localsOf(f: Activation): PyDict {
  if (f.layout.variables.size === 0) return new LiveDict(f.names);
  const entries = [...f.layout.variables].flatMap(([name, index]): [string, Value][] => {
    const value = f.slots[index];
    return value === undefined || name.startsWith('.') ? [] : [[name, value]];
  });
  return new PyDict(entries);
}

/** `eval(text)`: an expression among these names and the globals of the caller. */
function* evaluate(f: Activation, text: string, names: Map<string, Value>): Step<Value> {
  const { engine, home } = f;
  const tree = readPython(text.trim());
  const [statement] = tree.body;
  if (tree.body.length !== 1 || statement?.kind !== 'expression') {
    return engine.raise('SyntaxError', 'invalid syntax');
  }
  const file: SourceFile = { uri: home.file.uri, library: true, lines: new Lines(text), tree };
  const frame = new CallFrame('<eval>', file, statement.value);
  const bindings = { bound: new Set<string>() };
  const module = new Scope('module', null, COMPILER, '', bindings, true);
  const scope = module.inner('class', '', bindings);
  const own = new Activation(engine, { ...home, file }, null, frame, scope);
  own.names = names;
  frame.activation = own;
  const depth = engine.frames.length;
  engine.frames.push(frame);
  try {
    return yield* stepsOf(scope.code(statement.value)(own));
  } finally {
    leaveTo(engine.frames, depth);
  }
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
      return f ? localsOf(f) : new PyDict();
    }),
  ],
  [
    'eval',
    native('eval(source, globals=None, locals=None)', (b, interpreter) => {
      const [source, f] = [b.get('source'), caller(interpreter)];
      if (source instanceof Unknown) return source;
      if (typeof source !== 'string' || !f) {
        return interpreter.raise(
          'TypeError',
          'eval() arg 1 must be a string, bytes or code object',
        );
      }
      const names = new Map<string, Value>();
      const given = [b.get('globals'), b.get('locals')].filter((each) => each instanceof PyDict);
      for (const each of given.length > 0 ? given : [localsOf(f)]) {
        for (const [name, value] of each.entries())
          if (typeof name === 'string') names.set(name, value);
      }
      return evaluate(f, source, names);
    }),
  ],
  [
    '__import__',
    native('__import__(name, *args, **kwargs)', (b, interpreter) =>
      interpreter.importModule(b.get('name') as string),
    ),
  ],
]);
