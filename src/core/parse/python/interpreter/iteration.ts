/** Iterators of all values that can be iterated. */
import * as l10n from '@vscode/l10n';
import { PyError } from '../errors';
import { PyIterator } from '../iterator';
import type { Step } from '../steps';
import {
  classOf,
  DICT,
  FROZENSET,
  LIST,
  PyClass,
  PyDict,
  PyList,
  PyRange,
  PySet,
  PyTuple,
  SET,
  Unknown,
  type Value,
} from '../values';
import { NO_KEYWORDS, type Engine } from './engine';
import { PyGenerator } from './generator';
import { after, pending, type Maybe } from './maybe';
import { openBase } from './open-class';

/** `iter(value)`; an unknown value has one unknown element. */
export function iteratorOf(engine: Engine, value: Value): Maybe<PyIterator> {
  if (value instanceof PyIterator) return value;
  if (value instanceof PyList && value.cls === LIST) return overList(value);
  if (value instanceof PyTuple && value.cls.native) return overItems(value.items);
  if (value instanceof PyRange) return overRange(value);
  if (typeof value === 'string') return overText(value);
  if (value instanceof PyGenerator) return new PyIterator(() => value.resume(null));
  if (value instanceof PyDict && value.cls === DICT) return overDict(engine, value);
  if (value instanceof PySet && (value.cls === SET || value.cls === FROZENSET)) {
    return overItems(value.items());
  }
  if (value instanceof Unknown) return once(engine, value);
  return byMethods(engine, value);
}

function overList(list: PyList): PyIterator {
  let i = 0;
  return new PyIterator(() => list.items[i++]);
}

function overItems(items: readonly Value[]): PyIterator {
  let i = 0;
  return new PyIterator(() => items[i++]);
}

function overRange(range: PyRange): PyIterator {
  const { start, step, length } = range;
  const last = start + step * length;
  const small = (n: bigint) => BigInt.asIntN(52, n) === n;
  if (small(start) && small(last) && small(step)) {
    const by = Number(step);
    const end = Number(last);
    let at = Number(start);
    return new PyIterator(() => {
      if (at === end) return undefined;
      const value = BigInt(at);
      at += by;
      return value;
    });
  }
  let i = 0n;
  return new PyIterator(() => {
    if (i === length) return undefined;
    i += 1n;
    return start + step * (i - 1n);
  });
}

function overText(text: string): PyIterator {
  const characters = text[Symbol.iterator]();
  return new PyIterator(() => {
    const next = characters.next();
    return next.done ? undefined : next.value;
  });
}

function overDict(engine: Engine, dict: PyDict): PyIterator {
  const keys = dict.keys();
  const { size } = dict;
  let i = 0;
  return new PyIterator(() => {
    if (dict.size !== size) {
      engine.raise('RuntimeError', 'dictionary changed size during iteration');
    }
    return keys[i++];
  });
}

/** An unknown value is gone through once. */
function once(engine: Engine, value: Unknown): PyIterator {
  engine.note(
    'unknown-iteration',
    l10n.t('How often this repeats is not known; it is done once. {0}', value.reason),
  );
  return overItems([value]);
}

function byMethods(engine: Engine, value: Value): Maybe<PyIterator> {
  const cls = classOf(value);
  const iter = cls.lookup('__iter__');
  if (iter !== undefined && iter !== null) {
    return after(engine.invoke(iter, [value], NO_KEYWORDS), (made) => fromIterator(engine, made));
  }
  const items = value instanceof PyClass ? undefined : cls.lookup('__getitem__');
  if (items !== undefined) return bySequence(engine, value, items);
  const open = openBase(cls);
  if (open !== undefined) return once(engine, open);
  return engine.raise('TypeError', `'${cls.name}' object is not iterable`);
}

/** What `__iter__` gave. */
function fromIterator(engine: Engine, made: Value): Maybe<PyIterator> {
  if (made instanceof PyIterator) return made;
  if (made instanceof PyGenerator || made instanceof Unknown) return iteratorOf(engine, made);
  const next = classOf(made).lookup('__next__');
  if (next === undefined) {
    const { name } = classOf(made);
    return openBase(classOf(made)) === undefined
      ? engine.raise('TypeError', `iter() returned non-iterator of type '${name}'`)
      : once(engine, openBase(classOf(made))!);
  }
  return new PyIterator(() =>
    untilRaised(engine, ['StopIteration'], () => engine.invoke(next, [made], NO_KEYWORDS)),
  );
}

/** The old protocol: `value[0]`, `value[1]` … until IndexError. */
function bySequence(engine: Engine, value: Value, method: Value): PyIterator {
  let i = 0n;
  return new PyIterator(() => {
    i += 1n;
    return untilRaised(engine, ['IndexError', 'StopIteration'], () =>
      engine.invoke(method, [value, i - 1n], NO_KEYWORDS),
    );
  });
}

/** The value, or undefined when one of these exceptions is raised. */
function untilRaised(
  engine: Engine,
  names: readonly string[],
  pull: () => Maybe<Value>,
): Maybe<Value | undefined> {
  try {
    const value = pull();
    return pending(value) ? untilRaisedLater(engine, names, value) : value;
  } catch (error) {
    return endOr(engine, names, error);
  }
}

function* untilRaisedLater(
  engine: Engine,
  names: readonly string[],
  step: Step<Value>,
): Step<Value | undefined> {
  try {
    return yield* step;
  } catch (error) {
    return endOr(engine, names, error);
  }
}

function endOr(engine: Engine, names: readonly string[], error: unknown): undefined {
  if (error instanceof PyError) {
    const { cls } = error.exception;
    const ends = names.some((name) => {
      const type = engine.builtins.get(name);
      return type instanceof PyClass && cls.isSubclassOf(type);
    });
    if (ends) return undefined;
  }
  throw error;
}

/** True for what `iter()` takes. */
export function canIterate(value: Value): boolean {
  const cls = classOf(value);
  const known = value instanceof Unknown || (cls.lookup('__iter__') ?? null) !== null;
  return known || cls.lookup('__getitem__') !== undefined || openBase(cls) !== undefined;
}

/** All elements; an unknown value has one. */
export function listOf(engine: Engine, value: Value): Maybe<PyList> {
  if (value instanceof PyList && value.cls === LIST) return new PyList(value.items.slice());
  if (value instanceof PyTuple && value.cls.native) return new PyList(value.items.slice());
  if (value instanceof Unknown) return new PyList([value]);
  return collect(engine, value);
}

function* collect(engine: Engine, value: Value): Step<PyList> {
  const made = engine.iterator(value);
  const iterator = pending(made) ? yield* made : made;
  const items: Value[] = [];
  for (;;) {
    if (engine.tick()) yield* engine.rest();
    const pulled = iterator.next();
    const item = pending(pulled) ? yield* pulled : pulled;
    if (item === undefined) break;
    items.push(item);
    engine.allocate(1);
  }
  return new PyList(items);
}
