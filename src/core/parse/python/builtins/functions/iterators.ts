/** The classes whose objects give elements one after the other: enumerate, zip, map, filter, reversed. */
import * as l10n from '@vscode/l10n';
import type { Interpreter } from '../../interpreter';
import { PyIterator } from '../../iterator';
import type { Bound } from '../../native';
import { isStep, type Step } from '../../steps';
import { classOf, ITERATOR, PyClass, PyTuple, Unknown, type Value } from '../../values';
import { pullerOf, type Next } from '../iterators';
import { construct } from '../methods';
import { index, known, typeName } from '../needs';

type Make = (bound: Bound, interpreter: Interpreter) => Step<Next | PyIterator>;

function iteratorClass(name: string, signature: string, make: Make): PyClass {
  const cls = new PyClass(name, [ITERATOR], { module: 'builtins' });
  construct(cls, `__new__(cls, ${signature})`, function* (_, bound, interpreter) {
    const next = yield* make(bound, interpreter);
    return next instanceof PyIterator ? next : new PyIterator(next, cls);
  });
  return cls;
}

const enumerate = iteratorClass('enumerate', 'iterable, start=0', function* (bound, interpreter) {
  const pull = yield* pullerOf(known(bound.get('iterable')), interpreter);
  let count = yield* index(bound.get('start'), interpreter);
  const numbered = (item: Value | undefined) => {
    if (item === undefined) return undefined;
    count += 1n;
    return new PyTuple([count - 1n, item]);
  };
  return () => {
    const item = pull();
    return isStep(item) ? numberedLater(item) : numbered(item);
  };
  function* numberedLater(item: Step<Value | undefined>): Step<Value | undefined> {
    return numbered(yield* item);
  }
});

const zip = iteratorClass('zip', '*iterables, strict=False', function* (bound, interpreter) {
  const pulls = yield* pullersOf(bound.rest, interpreter);
  const strict = (yield* interpreter.truth(bound.get('strict'))) === true;
  return function* () {
    if (pulls.length === 0) return undefined;
    const items: Value[] = [];
    for (const pull of pulls) {
      const pulled = pull();
      const item = isStep(pulled) ? yield* pulled : pulled;
      if (item !== undefined) items.push(item);
      else {
        if (strict) yield* checkEnd(pulls, items.length, interpreter);
        return undefined;
      }
    }
    return new PyTuple(items);
  };
});

/** What is gone through together; an unknown one is as long as the others. */
function* pullersOf(iterables: readonly Value[], interpreter: Interpreter): Step<Next[]> {
  const unknown = iterables.find((each) => each instanceof Unknown);
  if (unknown && iterables.every((each) => each instanceof Unknown)) known(unknown);
  if (unknown instanceof Unknown) {
    interpreter.note(
      'unknown-iteration',
      l10n.t(
        'How many elements one of these has is not known; as many as the others have are taken. {0}',
        unknown.reason,
      ),
    );
  }
  const pulls: Next[] = [];
  for (const each of iterables) {
    pulls.push(each instanceof Unknown ? () => each : yield* pullerOf(each, interpreter));
  }
  return pulls;
}

function* checkEnd(pulls: readonly Next[], ended: number, interpreter: Interpreter): Step<void> {
  const plural = (count: number) => (count === 1 ? 'argument 1' : `arguments 1-${count}`);
  if (ended > 0) {
    const message = `zip() argument ${ended + 1} is shorter than ${plural(ended)}`;
    interpreter.raise('ValueError', message);
  }
  for (const [i, pull] of pulls.entries()) {
    if (i === 0) continue;
    const pulled = pull();
    if ((isStep(pulled) ? yield* pulled : pulled) === undefined) continue;
    interpreter.raise('ValueError', `zip() argument ${i + 1} is longer than ${plural(i)}`);
  }
}

const map = iteratorClass('map', '*args', function* (bound, interpreter) {
  const [fn, ...iterables] = bound.rest;
  if (fn === undefined || iterables.length === 0) {
    return interpreter.raise('TypeError', 'map() must have at least two arguments.');
  }
  const pulls = yield* pullersOf(iterables, interpreter);
  return function* () {
    const items: Value[] = [];
    for (const pull of pulls) {
      const pulled = pull();
      const item = isStep(pulled) ? yield* pulled : pulled;
      if (item === undefined) return undefined;
      items.push(item);
    }
    return yield* interpreter.call(fn, items);
  };
});

const filter = iteratorClass('filter', 'function, iterable', function* (bound, interpreter) {
  const fn = bound.get('function');
  const pull = yield* pullerOf(known(bound.get('iterable')), interpreter);
  return function* () {
    for (;;) {
      const pulled = pull();
      const item = isStep(pulled) ? yield* pulled : pulled;
      if (item === undefined) return undefined;
      interpreter.spend(1);
      const verdict = fn === null ? item : yield* interpreter.call(fn, [item]);
      // What may or may not be left out stays.
      if ((yield* interpreter.truth(verdict)) !== false) return item;
    }
  };
});

const reversed = iteratorClass('reversed', 'sequence', function* (bound, interpreter) {
  const sequence = known(bound.get('sequence'));
  const cls = classOf(sequence);
  if (cls.lookup('__reversed__')) {
    const made = yield* interpreter.callMethod(sequence, '__reversed__');
    if (made instanceof PyIterator) return made;
    return yield* pullerOf(made, interpreter);
  }
  if (!cls.lookup('__len__') || !cls.lookup('__getitem__')) {
    interpreter.raise('TypeError', `'${typeName(sequence)}' object is not reversible`);
  }
  const length = known(yield* interpreter.callMethod(sequence, '__len__'));
  let left = yield* index(length, interpreter);
  return function* () {
    if (left === 0n) return undefined;
    left -= 1n;
    return yield* interpreter.getItem(sequence, left);
  };
});

/** The classes by their names. */
export const ITERATOR_CLASSES = { enumerate, zip, map, filter, reversed };
