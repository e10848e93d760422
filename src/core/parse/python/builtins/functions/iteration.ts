/** Built-in functions that go through elements. */
import type { Interpreter } from '../../interpreter';
import { natives } from '../../native';
import { PyIterator } from '../../iterator';
import { PyError } from '../../errors';
import { isStep, type Step } from '../../steps';
import { classOf, PyList, type Value } from '../../values';
import { arithmetic, isReal } from '../arithmetic';
import { orderedElements, type OrderOperator } from '../compare';
import { EXCEPTIONS } from '../exceptions';
import { drain, iter, nextItem, pullerOf } from '../iterators';
import { findIndex, index, known, typeName } from '../needs';
import { isDue, pause } from '../pace';
import { raiseWith } from '../raising';
import { sorted } from '../sorting';

/** `len`, `sum`, `sorted` and the like. */
export const ITERATION_FUNCTIONS = natives({
  *'len(obj)'(bound, interpreter) {
    const object = known(bound.get('obj'));
    if (!classOf(object).lookup('__len__')) {
      interpreter.raise('TypeError', `object of type '${typeName(object)}' has no len()`);
    }
    const length = known(yield* interpreter.callMethod(object, '__len__'));
    const number = yield* findIndex(length, interpreter);
    if (number === undefined) {
      const message = `'${typeName(length)}' object cannot be interpreted as an integer`;
      return interpreter.raise('TypeError', message);
    }
    if (number < 0n) interpreter.raise('ValueError', '__len__() should return >= 0');
    return number;
  },
  *'iter(object, sentinel=None)'(bound, interpreter) {
    const object = known(bound.get('object'));
    if (!bound.given('sentinel')) return yield* iter(object, interpreter);
    return untilEqual(object, bound.get('sentinel'), interpreter);
  },
  *'next(iterator, default=None)'(bound, interpreter) {
    const iterator = known(bound.get('iterator'));
    const value = yield* nextOf(iterator, interpreter, bound.given('default'));
    if (value !== undefined) return value;
    if (bound.given('default')) return bound.get('default');
    return raiseWith('StopIteration', [], interpreter);
  },
  *'sum(iterable, start=0)'(bound, interpreter) {
    const items = yield* drain(known(bound.get('iterable')), interpreter);
    let total = bound.get('start');
    if (typeof total === 'string') {
      interpreter.raise('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
    }
    for (const [i, item] of items.entries()) {
      interpreter.spend(1);
      if (isDue(i)) yield* pause();
      const plain = isReal(total) && isReal(item);
      const simple = plain ? arithmetic('+', total, item, interpreter) : undefined;
      total = simple === undefined ? yield* interpreter.binary('+', total, item) : simple;
    }
    return total;
  },
  *'min(*args, key=None, default=None)'(bound, interpreter) {
    const items = yield* candidates('min', bound.rest, interpreter);
    const given = bound.given('default') ? bound.get('default') : undefined;
    return yield* best('min', items, bound.get('key'), given, interpreter);
  },
  *'max(*args, key=None, default=None)'(bound, interpreter) {
    const items = yield* candidates('max', bound.rest, interpreter);
    const given = bound.given('default') ? bound.get('default') : undefined;
    return yield* best('max', items, bound.get('key'), given, interpreter);
  },
  *'any(iterable)'(bound, interpreter) {
    return yield* some(bound.get('iterable'), true, interpreter);
  },
  *'all(iterable)'(bound, interpreter) {
    return yield* some(bound.get('iterable'), false, interpreter);
  },
  *'sorted(iterable, *, key=None, reverse=False)'(bound, interpreter) {
    const items = yield* drain(known(bound.get('iterable')), interpreter);
    const reverse = (yield* index(bound.get('reverse'), interpreter)) !== 0n;
    return new PyList(yield* sorted(items, bound.get('key'), reverse, interpreter));
  },
});

function* nextOf(
  iterator: Value,
  interpreter: Interpreter,
  quiet: boolean,
): Step<Value | undefined> {
  if (iterator instanceof PyIterator) return yield* nextItem(iterator);
  if (!classOf(iterator).lookup('__next__')) {
    interpreter.raise('TypeError', `'${typeName(iterator)}' object is not an iterator`);
  }
  try {
    return yield* interpreter.callMethod(iterator, '__next__');
  } catch (error) {
    const end = EXCEPTIONS.get('StopIteration')!;
    if (quiet && error instanceof PyError && error.exception.cls.isSubclassOf(end)) {
      return undefined;
    }
    throw error;
  }
}

/** `iter(function, sentinel)` */
function untilEqual(callee: Value, sentinel: Value, interpreter: Interpreter): Value {
  let ended = false;
  return new PyIterator(function* () {
    if (ended) return undefined;
    const value = yield* interpreter.call(callee, []);
    ended = yield* interpreter.equal(value, sentinel);
    return ended ? undefined : value;
  });
}

function* candidates(
  name: string,
  args: readonly Value[],
  interpreter: Interpreter,
): Step<readonly Value[]> {
  if (args.length === 0) {
    interpreter.raise('TypeError', `${name} expected at least 1 argument, got 0`);
  }
  return args.length > 1 ? args : yield* drain(known(args[0]!), interpreter);
}

function* best(
  name: 'min' | 'max',
  items: readonly Value[],
  key: Value,
  otherwise: Value | undefined,
  interpreter: Interpreter,
): Step<Value> {
  if (items.length === 0) {
    if (otherwise !== undefined) return otherwise;
    interpreter.raise('ValueError', `${name}() arg is an empty sequence`);
  }
  const operator: OrderOperator = name === 'min' ? '<' : '>';
  let result: { item: Value; by: Value } | undefined;
  for (const [i, item] of items.entries()) {
    interpreter.spend(1);
    if (isDue(i)) yield* pause();
    const by = known(key === null ? item : yield* interpreter.call(key, [item]));
    const better = !result || (yield* orderedElements(operator, by, result.by, interpreter));
    if (better) result = { item, by };
  }
  return result!.item;
}

/** Whether one element has this truth; unknown when none is known to have it and some may. */
function* some(iterable: Value, wanted: boolean, interpreter: Interpreter): Step<Value> {
  const pull = yield* pullerOf(known(iterable), interpreter);
  let unclear: Value | undefined;
  for (let i = 0; ; i += 1) {
    const pulled = pull();
    const item = isStep(pulled) ? yield* pulled : pulled;
    if (item === undefined) break;
    interpreter.spend(1);
    if (isDue(i)) yield* pause();
    const truth = yield* interpreter.truth(item);
    if (truth === wanted) return wanted;
    if (truth === null) unclear ??= item;
  }
  return unclear === undefined ? !wanted : known(unclear);
}
