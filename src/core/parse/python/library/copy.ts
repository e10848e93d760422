/** The module copy. */
import { bareObject } from '../builtins/containers';
import { isDue, pause } from '../builtins/pace';
import type { Interpreter, NativeModule } from '../interpreter';
import { natives } from '../native';
import type { Step } from '../steps';
import {
  classOf,
  identity,
  PyBoxed,
  PyClass,
  PyDict,
  PyInstance,
  PyList,
  PyObject,
  PySet,
  PyTuple,
  type Value,
} from '../values';

/** Copies that were made already, by what they were made of. */
type Memo = PyDict;

const keyOf = (value: PyObject) => BigInt(identity(value));

/** A new object with the same attributes. */
function bareCopy(value: PyObject): PyObject {
  if (value instanceof PyBoxed) return new PyBoxed(value.cls, value.value);
  return bareObject(value.cls);
}

function* deep(value: Value, memo: Memo, interpreter: Interpreter): Step<Value> {
  if (!(value instanceof PyObject) || value instanceof PyClass) return value;
  const known = memo.get(keyOf(value));
  if (known !== undefined) return known;
  interpreter.spend(1);
  if (isDue(memo.size)) yield* pause();
  const hook = classOf(value).lookup('__deepcopy__');
  if (hook !== undefined) return yield* remember(value, hook, memo, interpreter);
  if (value instanceof PyTuple) return yield* deepTuple(value, memo, interpreter);
  const isContainer = value instanceof PyList || value instanceof PyDict || value instanceof PySet;
  if (!isContainer && !(value instanceof PyInstance)) return value;
  const copy = bareCopy(value);
  memo.set(keyOf(value), copy);
  if (value instanceof PyList && copy instanceof PyList) {
    interpreter.allocate(value.items.length);
    for (const item of [...value.items]) copy.items.push(yield* deep(item, memo, interpreter));
  } else if (value instanceof PyDict && copy instanceof PyDict) {
    copy.factory = value.factory;
    interpreter.allocate(2 * value.size);
    for (const [key, item] of value.entries()) {
      copy.set(yield* deep(key, memo, interpreter), yield* deep(item, memo, interpreter));
    }
  } else if (value instanceof PySet && copy instanceof PySet) {
    interpreter.allocate(value.size);
    for (const item of value.items()) copy.add(yield* deep(item, memo, interpreter));
  }
  const [from, to] = [attributesOf(value), attributesOf(copy)];
  for (const [name, item] of from ?? []) to?.set(name, yield* deep(item, memo, interpreter));
  return copy;
}

function* remember(
  value: PyObject,
  hook: Value,
  memo: Memo,
  interpreter: Interpreter,
): Step<Value> {
  const copy = yield* interpreter.call(hook, [value, memo]);
  memo.set(keyOf(value), copy);
  return copy;
}

/** A tuple whose elements are all their own copies is its own copy too. */
function* deepTuple(value: PyTuple, memo: Memo, interpreter: Interpreter): Step<Value> {
  const items: Value[] = [];
  for (const item of value.items) items.push(yield* deep(item, memo, interpreter));
  if (items.every((item, i) => Object.is(item, value.items[i]))) return value;
  interpreter.allocate(items.length);
  const copy = tupleLike(value, items);
  memo.set(keyOf(value), copy);
  return copy;
}

function tupleLike(value: PyTuple, items: readonly Value[]): PyTuple {
  const copy = new PyTuple(items, value.cls);
  copy.names = value.names;
  return copy;
}

function* shallow(value: Value, interpreter: Interpreter): Step<Value> {
  if (!(value instanceof PyObject) || value instanceof PyClass) return value;
  const hook = classOf(value).lookup('__copy__');
  if (hook !== undefined) return yield* interpreter.call(hook, [value]);
  if (value instanceof PyTuple) return value;
  const isContainer = value instanceof PyList || value instanceof PyDict || value instanceof PySet;
  if (!isContainer && !(value instanceof PyInstance)) return value;
  const copy = bareCopy(value);
  if (value instanceof PyList && copy instanceof PyList) {
    interpreter.allocate(value.items.length);
    copy.items = [...value.items];
  } else if (value instanceof PyDict && copy instanceof PyDict) {
    copy.factory = value.factory;
    interpreter.allocate(2 * value.size);
    for (const [key, item] of value.entries()) copy.set(key, item);
  } else if (value instanceof PySet && copy instanceof PySet) {
    interpreter.allocate(value.size);
    for (const item of value.items()) copy.add(item);
  }
  const to = attributesOf(copy);
  for (const [name, item] of attributesOf(value) ?? []) to?.set(name, item);
  return copy;
}

/** Attributes of an object's own: of instances, and of objects of the file's subclasses of list and the like. */
function attributesOf(value: PyObject): Map<string, Value> | undefined {
  if (value instanceof PyInstance) return value.attributes;
  const holder = value as PyObject & { attributes?: Map<string, Value> };
  if (!value.cls.native) holder.attributes ??= new Map();
  return holder.attributes;
}

/** `copy` */
export const COPY: NativeModule = {
  attributes: natives({
    'copy(x)': (bound, interpreter) => shallow(bound.get('x'), interpreter),
    *'deepcopy(x, memo=None)'(bound, interpreter) {
      const given = bound.get('memo');
      const memo = given instanceof PyDict ? given : new PyDict();
      return yield* deep(bound.get('x'), memo, interpreter);
    },
  }),
};
