/** Equality and order of built-in values. Elements of other classes are compared by the interpreter. */
import { Unclear } from '../errors';
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import {
  classOf,
  PyBytes,
  PyDict,
  PyInstance,
  PyList,
  PyMethod,
  PyRange,
  PySet,
  PySlice,
  PyTuple,
  TYPE,
  type Value,
} from '../values';
import { compareReals, isReal } from './arithmetic';
import { PyComplex } from './complex-value';
import { PyDictView } from './dict-view';
import { known, typeName, unbox } from './needs';
import { isDue, pause } from './pace';
import { compareStrings } from './strings';

export type OrderOperator = '<' | '<=' | '>' | '>=';

const MAX_DEPTH = 100;

/** True for values whose class is one of ours, so that no method of the file is asked; exceptions have methods of their own. */
export function isPlain(value: Value): boolean {
  const cls = classOf(value);
  if (value instanceof PyInstance) return false;
  return cls.options.module === 'builtins' || cls === TYPE;
}

/** `a == b` of built-in values; objects without a form of their own are equal to themselves only. */
export function equal(a: Value, b: Value, interpreter: Interpreter): Step<boolean> {
  return equalAt(known(a), known(b), interpreter, 0);
}

/** Equality as containers see it: what is identical is equal. */
export function* same(a: Value, b: Value, interpreter: Interpreter, depth = 0): Step<boolean> {
  if (Object.is(a, b)) return true;
  known(a);
  known(b);
  if (isPlain(a) && isPlain(b)) return yield* equalAt(a, b, interpreter, depth);
  return yield* interpreter.equal(a, b);
}

/** True when an element equals the value; unknown elements count only where no known one does. */
export function* contains(
  items: readonly Value[],
  value: Value,
  interpreter: Interpreter,
): Step<boolean> {
  return (yield* find(items, value, interpreter)) >= 0;
}

/** The position of the first element that equals the value, else -1. */
export function* find(
  items: readonly Value[],
  value: Value,
  interpreter: Interpreter,
): Step<number> {
  let unclear: Unclear | undefined;
  for (let i = 0; i < items.length; i += 1) {
    interpreter.spend(1);
    if (isDue(i)) yield* pause();
    try {
      if (yield* same(items[i]!, value, interpreter)) return i;
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      unclear ??= error;
    }
  }
  if (unclear) throw unclear;
  return -1;
}

function* equalAt(
  left: Value,
  right: Value,
  interpreter: Interpreter,
  depth: number,
): Step<boolean> {
  const a = unbox(left);
  const b = unbox(right);
  if (isReal(a)) return isReal(b) ? compareReals(a, b) === 0 : equalComplex(b, a);
  if (a === b) return true;
  if (a === null || typeof a === 'string') return false;
  if (depth > MAX_DEPTH) {
    interpreter.raise('RecursionError', 'maximum recursion depth exceeded in comparison');
  }
  if (a instanceof PyList) {
    return b instanceof PyList && (yield* equalItems(a.items, b.items, interpreter, depth));
  }
  if (a instanceof PyTuple) {
    return b instanceof PyTuple && (yield* equalItems(a.items, b.items, interpreter, depth));
  }
  if (a instanceof PyDict) {
    return b instanceof PyDict && (yield* equalDicts(a, b, interpreter, depth));
  }
  if (a instanceof PySet || a instanceof PyDictView) {
    const [ours, theirs] = [asSet(a), asSet(b)];
    if (!ours || !theirs) return false;
    interpreter.spend(ours.size);
    return ours.size === theirs.size && ours.items().every((item) => theirs.has(item));
  }
  return isComplexOrSimple(a, b);
}

function isComplexOrSimple(a: Value, b: Value): boolean {
  if (a instanceof PyComplex) return equalComplex(a, b);
  if (a instanceof PyBytes) return b instanceof PyBytes && a.text === b.text;
  if (a instanceof PyMethod) return b instanceof PyMethod && a.self === b.self && a.fn === b.fn;
  if (a instanceof PySlice) {
    return b instanceof PySlice && a.start === b.start && a.stop === b.stop && a.step === b.step;
  }
  if (!(a instanceof PyRange) || !(b instanceof PyRange) || a.length !== b.length) return false;
  return a.length === 0n || (a.start === b.start && (a.length === 1n || a.step === b.step));
}

function equalComplex(a: Value, b: Value): boolean {
  const [left, right] = [a, b].map((value) => {
    if (value instanceof PyComplex) return value;
    return isReal(value) ? new PyComplex(Number(value), 0) : undefined;
  });
  if (!left || !right) return false;
  return left.real === right.real && left.imaginary === right.imaginary;
}

function* equalItems(
  a: readonly Value[],
  b: readonly Value[],
  interpreter: Interpreter,
  depth: number,
): Step<boolean> {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    interpreter.spend(1);
    if (isDue(i)) yield* pause();
    if (!(yield* same(a[i]!, b[i]!, interpreter, depth + 1))) return false;
  }
  return true;
}

function* equalDicts(a: PyDict, b: PyDict, interpreter: Interpreter, depth: number): Step<boolean> {
  if (a.size !== b.size) return false;
  for (const [i, [key, value]] of a.entries().entries()) {
    interpreter.spend(1);
    if (isDue(i)) yield* pause();
    const other = b.get(key);
    if (other === undefined || !(yield* same(value, other, interpreter, depth + 1))) return false;
  }
  return true;
}

/** The elements of a set, or of a view of keys or entries. */
export function asSet(value: Value): PySet | undefined {
  if (value instanceof PySet) return value;
  const view = value instanceof PyDictView && value.shows !== 'values';
  return view ? new PySet(value.items()) : undefined;
}

/** `a < b`, `a <= b`, `a > b` or `a >= b` of built-in values; undefined where they have no order. */
export function ordered(
  operator: OrderOperator,
  a: Value,
  b: Value,
  interpreter: Interpreter,
): Step<boolean | undefined> {
  return orderedAt(operator, known(a), known(b), interpreter, 0);
}

function* orderedAt(
  operator: OrderOperator,
  left: Value,
  right: Value,
  interpreter: Interpreter,
  depth: number,
): Step<boolean | undefined> {
  const a = unbox(left);
  const b = unbox(right);
  if (isReal(a) && isReal(b)) return holds(operator, compareReals(a, b));
  if (typeof a === 'string' && typeof b === 'string') {
    return holds(operator, compareStrings(a, b));
  }
  if (a instanceof PyBytes && b instanceof PyBytes) {
    return holds(operator, compareStrings(a.text, b.text));
  }
  const lists = a instanceof PyList && b instanceof PyList;
  if (lists) return yield* orderedItems(operator, a.items, b.items, interpreter, depth);
  if (a instanceof PyTuple && b instanceof PyTuple) {
    return yield* orderedItems(operator, a.items, b.items, interpreter, depth);
  }
  const [ours, theirs] = [asSet(a), asSet(b)];
  if (!ours || !theirs) return undefined;
  interpreter.spend(ours.size + theirs.size);
  return orderedSets(operator, ours, theirs);
}

function holds(operator: OrderOperator, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function* orderedItems(
  operator: OrderOperator,
  a: readonly Value[],
  b: readonly Value[],
  interpreter: Interpreter,
  depth: number,
): Step<boolean> {
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    interpreter.spend(1);
    if (yield* same(a[i]!, b[i]!, interpreter, depth + 1)) continue;
    return yield* orderedElements(operator, a[i]!, b[i]!, interpreter, depth + 1);
  }
  return holds(operator, a.length - b.length);
}

/** The order of values of any class; raises TypeError where they have none. */
export function* orderedElements(
  operator: OrderOperator,
  a: Value,
  b: Value,
  interpreter: Interpreter,
  depth = 0,
): Step<boolean> {
  if (isPlain(known(a)) && isPlain(known(b))) {
    const order = yield* orderedAt(operator, a, b, interpreter, depth);
    return order ?? refuse(operator, a, b, interpreter);
  }
  const turned = operator === '>' || operator === '<=';
  const smaller = yield* turned ? interpreter.less(b, a) : interpreter.less(a, b);
  return operator.endsWith('=') ? !smaller : smaller;
}

/** `<` of sets: all of one are in the other, which has more. */
function orderedSets(operator: OrderOperator, a: PySet, b: PySet): boolean {
  const within = (small: PySet, large: PySet) => small.items().every((item) => large.has(item));
  switch (operator) {
    case '<':
      return a.size < b.size && within(a, b);
    case '<=':
      return within(a, b);
    case '>':
      return a.size > b.size && within(b, a);
    case '>=':
      return within(b, a);
  }
}

function refuse(operator: string, a: Value, b: Value, interpreter: Interpreter): never {
  return interpreter.raise(
    'TypeError',
    `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}
