/** Binary operators: numbers at once, everything else through the methods of both sides. */
import type { BinaryOperator } from '../syntax/ast';
import { arithmetic } from '../builtins/arithmetic';
import { unsupported } from '../builtins/operators';
import type { Step } from '../steps';
import { classOf, NOT_IMPLEMENTED, Unknown, type PyClass, type Value } from '../values';
import { NO_KEYWORDS, type Engine } from './engine';
import { pending, type Maybe } from './maybe';
import { openBase } from './open-class';

const METHODS: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '<<': 'lshift',
  '>>': 'rshift',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
};

interface Attempt {
  readonly method: Value;
  readonly self: Value;
  readonly other: Value;
}

/** `a operator b`; with `inPlace`, `a operator= b`. */
export function operate(
  engine: Engine,
  operator: string,
  a: Value,
  b: Value,
  inPlace = false,
): Maybe<Value> {
  const symbol = operator as BinaryOperator;
  const number = arithmetic(symbol, a, b, engine);
  if (number !== undefined) return number;
  if (a instanceof Unknown) return a;
  if (b instanceof Unknown) return b;
  const attempts = attemptsOf(METHODS[symbol], classOf(a), classOf(b), a, b, inPlace);
  return tryAll(engine, attempts, 0, () => {
    const open = openBase(classOf(a)) ?? openBase(classOf(b));
    if (open !== undefined) return open;
    return engine.raise('TypeError', unsupported(inPlace ? `${operator}=` : operator, a, b));
  });
}

/** Which methods to ask, in Python's order: the right side goes first when its class is a more special one. */
function attemptsOf(
  name: string,
  left: PyClass,
  right: PyClass,
  a: Value,
  b: Value,
  inPlace: boolean,
): Attempt[] {
  const attempts: Attempt[] = [];
  const add = (method: Value | undefined, self: Value, other: Value) => {
    if (method !== undefined && method !== null) attempts.push({ method, self, other });
  };
  if (inPlace) add(left.lookup(`__i${name}__`), a, b);
  const forward = left.lookup(`__${name}__`);
  const backward = left === right ? undefined : right.lookup(`__r${name}__`);
  const special =
    backward !== undefined && right.isSubclassOf(left) && backward !== left.lookup(`__r${name}__`);
  if (special) add(backward, b, a);
  add(forward, a, b);
  if (!special) add(backward, b, a);
  return attempts;
}

/** Asks one method after the other until one answers. */
export function tryAll(
  engine: Engine,
  attempts: readonly Attempt[],
  from: number,
  otherwise: () => Maybe<Value>,
): Maybe<Value> {
  for (let i = from; i < attempts.length; i += 1) {
    const { method, self, other } = attempts[i]!;
    const result = engine.invoke(method, [self, other], NO_KEYWORDS);
    if (pending(result)) return tryLater(engine, result, attempts, i + 1, otherwise);
    if (result !== NOT_IMPLEMENTED) return result;
  }
  return otherwise();
}

function* tryLater(
  engine: Engine,
  first: Step<Value>,
  attempts: readonly Attempt[],
  next: number,
  otherwise: () => Maybe<Value>,
): Step<Value> {
  const result = yield* first;
  if (result !== NOT_IMPLEMENTED) return result;
  const rest = tryAll(engine, attempts, next, otherwise);
  return pending(rest) ? yield* rest : rest;
}
