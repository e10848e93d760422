/** Operators of expressions: arithmetic, comparisons, `and`, `or`, `not`, conditional expressions. */
import * as l10n from '@vscode/l10n';
import type { ExpressionOf } from '../../syntax/ast';
import { unaryArithmetic } from '../../builtins/arithmetic';
import type { Step } from '../../steps';
import { classOf, Unknown, type Value } from '../../values';
import { NO_KEYWORDS, type Activation, type Code } from '../engine';
import { pending, stepsOf, type Maybe } from '../maybe';
import { openBase } from '../open-class';
import type { Scope } from '../scope';
import { weighExpression } from '../weigh';
import { withOne, withTwo } from './operands';
import { noteGuess } from './tests';

const SAFE = 2n ** 200n;
const isShort = (value: bigint) => value < SAFE && value > -SAFE;

/** `left operator right` */
export function binary(node: ExpressionOf<'binary'>, scope: Scope): Code {
  const left = scope.code(node.left);
  const right = scope.code(node.right);
  const use = binaryUse(node.operator, node);
  return (f) => withTwo(f, left, right, use);
}

type Use = (f: Activation, a: Value, b: Value) => Maybe<Value>;

/** What the operator does; sums, differences and products of short numbers need no further look. */
function binaryUse(operator: string, node: ExpressionOf<'binary'>): Use {
  const general: Use = (f, a, b) => {
    f.frame.at = node;
    return f.engine.operate(operator, a, b);
  };
  switch (operator) {
    case '+':
      return (f, a, b) => {
        if (typeof a === 'number' && typeof b === 'number') return a + b;
        if (typeof a === 'bigint' && typeof b === 'bigint' && isShort(a) && isShort(b))
          return a + b;
        return general(f, a, b);
      };
    case '-':
      return (f, a, b) => {
        if (typeof a === 'number' && typeof b === 'number') return a - b;
        if (typeof a === 'bigint' && typeof b === 'bigint' && isShort(a) && isShort(b))
          return a - b;
        return general(f, a, b);
      };
    case '*':
      return (f, a, b) => {
        if (typeof a === 'number' && typeof b === 'number') return a * b;
        if (typeof a === 'bigint' && typeof b === 'bigint' && isShort(a) && isShort(b))
          return a * b;
        return general(f, a, b);
      };
    default:
      return general;
  }
}

/** `a < b <= c` */
export function compare(node: ExpressionOf<'compare'>, scope: Scope): Code {
  const first = scope.code(node.first);
  const rest = node.rest.map(({ operator, value }) => ({ operator, code: scope.code(value) }));
  const [only] = rest;
  if (only === undefined) return first;
  if (rest.length === 1) {
    const { operator, code } = only;
    const use: Use = (f, a, b) => {
      f.frame.at = node;
      return f.engine.compare(operator, a, b);
    };
    return (f) => withTwo(f, first, code, use);
  }
  return (f) => chain(f, node, first, rest);
}

function* chain(
  f: Activation,
  node: ExpressionOf<'compare'>,
  first: Code,
  rest: readonly { operator: string; code: Code }[],
): Step<Value> {
  let left = yield* stepsOf(first(f));
  let result: Value = true;
  for (const { operator, code } of rest) {
    const right: Value = yield* stepsOf(code(f));
    f.frame.at = node;
    result = yield* stepsOf(f.engine.compare(operator, left, right));
    const truth = yield* stepsOf(f.engine.test(result));
    if (truth !== true) return result;
    left = right;
  }
  return result;
}

/** `-a`, `+a`, `~a`, `not a` */
export function unary(node: ExpressionOf<'unary'>, scope: Scope): Code {
  const operand = scope.code(node.operand);
  const { operator } = node;
  if (operator === 'not') {
    return (f) => withOne(f, operand, negate);
  }
  const method = { '-': '__neg__', '+': '__pos__', '~': '__invert__' }[operator];
  return (f) =>
    withOne(f, operand, (_, value) => {
      f.frame.at = node;
      const number = unaryArithmetic(operator, value);
      if (number !== undefined) return number;
      if (value instanceof Unknown) return value;
      const cls = classOf(value);
      const found = cls.lookup(method);
      if (found !== undefined) return f.engine.invoke(found, [value], NO_KEYWORDS);
      const open = openBase(cls);
      if (open !== undefined) return open;
      const message = `bad operand type for unary ${operator}: '${cls.name}'`;
      return f.engine.raise('TypeError', message);
    });
}

function negate(f: Activation, value: Value): Maybe<Value> {
  if (typeof value === 'boolean') return !value;
  const truth = f.engine.test(value);
  if (pending(truth)) return negateLater(f, value, truth);
  return truth === null ? unsure(f, value) : !truth;
}

function* negateLater(f: Activation, value: Value, step: Step<boolean | null>): Step<Value> {
  const truth = yield* step;
  return truth === null ? unsure(f, value) : !truth;
}

/** `a and b and c`, `a or b or c`: unknown as soon as a truth is unknown. */
export function logical(node: ExpressionOf<'logical'>, scope: Scope): Code {
  const codes = node.operands.map((operand) => scope.code(operand));
  const stop = node.operator === 'or';
  const last = codes.length - 1;
  return (f) => {
    for (let i = 0; i < last; i += 1) {
      const value = codes[i]!(f);
      if (pending(value)) return logicalLater(f, codes, i, value, stop);
      const truth = f.engine.test(value);
      if (pending(truth)) return logicalLater(f, codes, i, value, stop);
      if (truth === stop) return value;
      if (truth === null) return unsure(f, value);
    }
    return codes[last]!(f);
  };
}

function* logicalLater(
  f: Activation,
  codes: readonly Code[],
  from: number,
  first: Maybe<Value>,
  stop: boolean,
): Step<Value> {
  let value = yield* stepsOf(first);
  for (let i = from; i < codes.length - 1; i += 1) {
    if (i > from) value = yield* stepsOf(codes[i]!(f));
    const truth = yield* stepsOf(f.engine.test(value));
    if (truth === stop) return value;
    if (truth === null) return unsure(f, value);
  }
  return yield* stepsOf(codes[codes.length - 1]!(f));
}

/** What an operator gives when the truth that it needs is unknown. */
function unsure(f: Activation, value: Value): Value {
  if (value instanceof Unknown) return value;
  return f.engine.unknown(l10n.t('Whether this holds depends on values that are not known here.'));
}

/** `then if test else otherwise` */
export function conditional(node: ExpressionOf<'conditional'>, scope: Scope): Code {
  const test = scope.code(node.test);
  const yes = scope.code(node.then);
  const no = scope.code(node.otherwise);
  const choose = (f: Activation, value: Value): Maybe<Value> => {
    const truth = f.engine.test(value);
    if (pending(truth)) return chooseLater(f, truth, value);
    return truth === null ? guess(f, value) : (truth ? yes : no)(f);
  };
  function* chooseLater(f: Activation, step: Step<boolean | null>, value: Value): Step<Value> {
    const truth = yield* step;
    return yield* stepsOf(truth === null ? guess(f, value) : (truth ? yes : no)(f));
  }
  function* guess(f: Activation, value: Value): Step<Value> {
    const first = weighExpression(node.then) >= weighExpression(node.otherwise);
    noteGuess(f, value, node.test);
    f.frame.uncertain += 1;
    try {
      return yield* stepsOf((first ? yes : no)(f));
    } finally {
      f.frame.uncertain -= 1;
    }
  }
  return (f) => withOne(f, test, choose);
}
