/** The classes whose objects give elements one after the other: enumerate, zip, map, filter, reversed. */
import * as l10n from '@vscode/l10n';
import type { Interpreter, PyCursor } from '../../interpreter';
import { PyIterator } from '../../iterator';
import type { Bound } from '../../native';
import { ready, type Step } from '../../steps';
import { classOf, ITERATOR, PyClass, PyTuple, Unknown, type Value } from '../../values';
import { construct } from '../methods';
import { index, known, typeName } from '../needs';

type Make = (bound: Bound, interpreter: Interpreter) => Step<PyIterator['next'] | PyIterator>;

function iteratorClass(name: string, signature: string, make: Make): PyClass {
  const cls = new PyClass(name, [ITERATOR], { module: 'builtins' });
  construct(cls, `__new__(cls, ${signature})`, function* (_, bound, interpreter) {
    const next = yield* make(bound, interpreter);
    return next instanceof PyIterator ? next : new PyIterator(next, cls);
  });
  return cls;
}

const enumerate = iteratorClass('enumerate', 'iterable, start=0', function* (bound, interpreter) {
  const cursor = yield* interpreter.iterate(known(bound.get('iterable')));
  let count = yield* index(bound.get('start'), interpreter);
  return function* () {
    const item = yield* cursor.next();
    if (item === undefined) return undefined;
    count += 1n;
    return new PyTuple([count - 1n, item]);
  };
});

const zip = iteratorClass('zip', '*iterables, strict=False', function* (bound, interpreter) {
  const cursors = yield* cursorsOf(bound.rest, interpreter);
  const strict = (yield* interpreter.truth(bound.get('strict'))) === true;
  return function* () {
    if (cursors.length === 0) return undefined;
    const items: Value[] = [];
    for (const [i, cursor] of cursors.entries()) {
      const item = yield* cursor.next();
      if (item !== undefined) items.push(item);
      else {
        if (strict) yield* checkEnd(cursors, i, interpreter);
        return undefined;
      }
    }
    return new PyTuple(items);
  };
});

/** What is gone through together; an unknown one is as long as the others. */
function* cursorsOf(iterables: readonly Value[], interpreter: Interpreter): Step<PyCursor[]> {
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
  const cursors: PyCursor[] = [];
  for (const each of iterables) {
    cursors.push(each instanceof Unknown ? always(each) : yield* interpreter.iterate(each));
  }
  return cursors;
}

const always = (value: Value): PyCursor => ({ next: () => ready(value) });

function* checkEnd(
  cursors: readonly PyCursor[],
  ended: number,
  interpreter: Interpreter,
): Step<void> {
  const plural = (count: number) => (count === 1 ? 'argument 1' : `arguments 1-${count}`);
  if (ended > 0) {
    const message = `zip() argument ${ended + 1} is shorter than ${plural(ended)}`;
    interpreter.raise('ValueError', message);
  }
  for (const [i, cursor] of cursors.entries()) {
    if (i === 0 || (yield* cursor.next()) === undefined) continue;
    interpreter.raise('ValueError', `zip() argument ${i + 1} is longer than ${plural(i)}`);
  }
}

const map = iteratorClass('map', '*args', function* (bound, interpreter) {
  const [fn, ...iterables] = bound.rest;
  if (fn === undefined || iterables.length === 0) {
    return interpreter.raise('TypeError', 'map() must have at least two arguments.');
  }
  const cursors = yield* cursorsOf(iterables, interpreter);
  return function* () {
    const items: Value[] = [];
    for (const cursor of cursors) {
      const item = yield* cursor.next();
      if (item === undefined) return undefined;
      items.push(item);
    }
    return yield* interpreter.call(fn, items);
  };
});

const filter = iteratorClass('filter', 'function, iterable', function* (bound, interpreter) {
  const fn = bound.get('function');
  const cursor = yield* interpreter.iterate(known(bound.get('iterable')));
  return function* () {
    for (;;) {
      const item = yield* cursor.next();
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
    const cursor = yield* interpreter.iterate(made);
    return () => cursor.next();
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
