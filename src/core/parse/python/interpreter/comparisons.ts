/** Comparisons, membership and truth. */
import type { CompareOperator } from '../syntax/ast';
import { compareReals, isReal } from '../builtins/arithmetic';
import type { Step } from '../steps';
import {
  classOf,
  DICT,
  OBJECT,
  PyDict,
  PyInstance,
  PyList,
  PySet,
  PyTuple,
  Unknown,
  type Value,
} from '../values';
import { NO_KEYWORDS, type Engine } from './engine';
import { refuseUnhashable } from './items';
import { after, pending, type Maybe } from './maybe';
import { openBase } from './open-class';
import { tryAll } from './operators';

/** `a operator b` */
export function compare(engine: Engine, operator: string, a: Value, b: Value): Maybe<Value> {
  const symbol = operator as CompareOperator;
  switch (symbol) {
    case 'is':
      return is(a, b);
    case 'is not':
      return not(is(a, b));
    case '==':
      return equal(engine, a, b);
    case '!=':
      return unequal(engine, a, b);
    case 'in':
      return contains(engine, b, a);
    case 'not in':
      return after(contains(engine, b, a), (found) =>
        after(truthOf(engine, found), (truth) => (truth === null ? found : !truth)),
      );
    default:
      return order(engine, symbol, a, b);
  }
}

function is(a: Value, b: Value): Value {
  if (a instanceof Unknown) return a;
  if (b instanceof Unknown) return b;
  return Object.is(a, b);
}

function not(value: Value): Value {
  return typeof value === 'boolean' ? !value : value;
}

function equal(engine: Engine, a: Value, b: Value): Maybe<Value> {
  if (isReal(a) && isReal(b)) return compareReals(a, b) === 0;
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  if (a instanceof Unknown) return a;
  if (b instanceof Unknown) return b;
  return tryAll(engine, attempts('__eq__', '__eq__', a, b), 0, () => Object.is(a, b));
}

function unequal(engine: Engine, a: Value, b: Value): Maybe<Value> {
  const defined = attempts('__ne__', '__ne__', a, b);
  const opposite = () =>
    after(equal(engine, a, b), (same) =>
      after(truthOf(engine, same), (truth) => (truth === null ? same : !truth)),
    );
  if (a instanceof Unknown || b instanceof Unknown) return opposite();
  return tryAll(engine, defined, 0, opposite);
}

const MIRROR = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const ORDER = { '<': '__lt__', '<=': '__le__', '>': '__gt__', '>=': '__ge__' } as const;

function order(engine: Engine, operator: keyof typeof ORDER, a: Value, b: Value): Maybe<Value> {
  if (isReal(a) && isReal(b)) return holds(operator, compareReals(a, b));
  if (typeof a === 'string' && typeof b === 'string') return holds(operator, compareText(a, b));
  if (a instanceof Unknown) return a;
  if (b instanceof Unknown) return b;
  return tryAll(engine, attempts(ORDER[operator], ORDER[MIRROR[operator]], a, b), 0, () => {
    const open = openBase(classOf(a)) ?? openBase(classOf(b));
    if (open !== undefined) return open;
    const types = `'${classOf(a).name}' and '${classOf(b).name}'`;
    return engine.raise('TypeError', `'${operator}' not supported between instances of ${types}`);
  });
}

function holds(operator: keyof typeof ORDER, sign: number): boolean {
  if (operator === '<') return sign < 0;
  if (operator === '<=') return sign <= 0;
  return operator === '>' ? sign > 0 : sign >= 0;
}

/** Strings are ordered by code points. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    if (a[i] === b[i]) continue;
    const [left, right] = [a.codePointAt(i)!, b.codePointAt(i)!];
    return left - right;
  }
  return a.length - b.length;
}

/** Methods of both sides, those that object has for everything left out; the more special class goes first. */
function attempts(forward: string, backward: string, a: Value, b: Value) {
  const left = classOf(a);
  const right = classOf(b);
  const own = (value: Value, other: Value, name: string) => {
    const method = classOf(value).lookup(name);
    if (method === undefined || method === null || method === OBJECT.attributes.get(name))
      return [];
    return [{ method, self: value, other }];
  };
  const both = [own(a, b, forward), own(b, a, backward)];
  if (left !== right && right.isSubclassOf(left)) both.reverse();
  return both.flat();
}

function contains(engine: Engine, container: Value, item: Value): Maybe<Value> {
  if (container instanceof Unknown) return container;
  if (container instanceof PyDict && container.cls === DICT) {
    if (item instanceof Unknown) return item;
    refuseUnhashable(engine, item);
    return container.has(item);
  }
  if (container instanceof PySet) {
    if (item instanceof Unknown) return item;
    return container.has(item);
  }
  const method = classOf(container).lookup('__contains__');
  if (method !== undefined && !(container instanceof PyList || container instanceof PyTuple)) {
    return engine.invoke(method, [container, item], NO_KEYWORDS);
  }
  if (classOf(container).lookup('__iter__') === undefined && !(container instanceof PyList)) {
    const name = classOf(container).name;
    if (classOf(container).lookup('__getitem__') === undefined) {
      const open = openBase(classOf(container));
      if (open !== undefined) return open;
      engine.raise('TypeError', `argument of type '${name}' is not iterable`);
    }
  }
  return search(engine, container, item);
}

/** Looks through the elements; unknown when it is not found and some could not be compared. */
function* search(engine: Engine, container: Value, item: Value): Step<Value> {
  const made = engine.iterator(container);
  const iterator = pending(made) ? yield* made : made;
  let unsure: Value | undefined;
  for (;;) {
    if (engine.tick()) yield* engine.rest();
    const pulled = iterator.next();
    const element = pending(pulled) ? yield* pulled : pulled;
    if (element === undefined) return unsure ?? false;
    if (Object.is(element, item)) return true;
    const compared = equal(engine, element, item);
    const same = pending(compared) ? yield* compared : compared;
    const tested = truthOf(engine, same);
    const truth = pending(tested) ? yield* tested : tested;
    if (truth) return true;
    if (truth === null) unsure ??= same;
  }
}

/** Truth of a value; null where it is unknown. */
export function truthOf(engine: Engine, value: Value): Maybe<boolean | null> {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'bigint':
      return value !== 0n;
    case 'number':
      return value !== 0;
    case 'string':
      return value !== '';
    default:
  }
  if (value === null) return false;
  if (value instanceof Unknown) return null;
  const cls = value.cls;
  const method = cls.lookup('__bool__');
  if (method !== undefined) {
    return after(engine.invoke(method, [value], NO_KEYWORDS), (answer) => {
      if (typeof answer === 'boolean') return answer;
      if (answer instanceof Unknown) return null;
      const { name } = classOf(answer);
      return engine.raise('TypeError', `__bool__ should return bool, returned ${name}`);
    });
  }
  if (value instanceof PyInstance || !isPlain(value)) {
    const length = cls.lookup('__len__');
    if (length === undefined) return openBase(cls) === undefined ? true : null;
    return after(engine.invoke(length, [value], NO_KEYWORDS), (answer) =>
      answer instanceof Unknown ? null : answer !== 0n,
    );
  }
  return sizeOf(value) > 0;
}

type Plain = PyList | PyTuple | PyDict | PySet;

function isPlain(value: Value): value is Plain {
  return (
    (value instanceof PyList ||
      value instanceof PyTuple ||
      value instanceof PyDict ||
      value instanceof PySet) &&
    value.cls.native
  );
}

function sizeOf(value: Plain): number {
  return value instanceof PyList || value instanceof PyTuple ? value.items.length : value.size;
}
