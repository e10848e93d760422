/** The functions of math that give exact whole numbers. */
import { arithmetic, isReal } from '../builtins/arithmetic';
import { drain } from '../builtins/iterators';
import { index, known } from '../builtins/needs';
import { limited } from '../builtins/integers';
import type { Interpreter } from '../interpreter';
import { natives } from '../native';
import type { Step } from '../steps';
import type { Value } from '../values';

const size = (n: bigint): bigint => (n < 0n ? -n : n);

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [size(a), size(b)];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

/** The product of the whole numbers from one to another. */
function range(from: bigint, to: bigint, interpreter: Interpreter): bigint {
  let product = 1n;
  for (let n = from; n <= to; n += 1n) {
    interpreter.spend(1);
    product = limited(product * n, interpreter);
  }
  return product;
}

function* natural(value: Value, name: string, interpreter: Interpreter): Step<bigint> {
  const n = yield* index(value, interpreter);
  if (n < 0n) interpreter.raise('ValueError', `${name} must be a non-negative integer`);
  return n;
}

/** `math.factorial`, `gcd`, `comb` and the like. */
export const WHOLE_FUNCTIONS = natives({
  *'gcd(*args)'(bound, interpreter) {
    let result = 0n;
    for (const each of bound.rest) result = commonDivisor(result, yield* index(each, interpreter));
    return result;
  },
  *'lcm(*args)'(bound, interpreter) {
    let result = 1n;
    for (const each of bound.rest) {
      const n = size(yield* index(each, interpreter));
      if (n === 0n) return 0n;
      result = limited((result / commonDivisor(result, n)) * n, interpreter);
    }
    return result;
  },
  *'factorial(n)'(bound, interpreter) {
    const n = yield* index(bound.get('n'), interpreter);
    if (n < 0n) interpreter.raise('ValueError', 'factorial() not defined for negative values');
    return range(2n, n, interpreter);
  },
  *'comb(n, k)'(bound, interpreter) {
    const n = yield* natural(bound.get('n'), 'n', interpreter);
    const k = yield* natural(bound.get('k'), 'k', interpreter);
    if (k > n) return 0n;
    const few = k < n - k ? k : n - k;
    return range(n - few + 1n, n, interpreter) / range(2n, few, interpreter);
  },
  *'perm(n, k=None)'(bound, interpreter) {
    const n = yield* natural(bound.get('n'), 'n', interpreter);
    const given = bound.get('k');
    const k = given === null ? n : yield* natural(given, 'k', interpreter);
    return k > n ? 0n : range(n - k + 1n, n, interpreter);
  },
  *'isqrt(n)'(bound, interpreter) {
    const n = yield* index(bound.get('n'), interpreter);
    if (n < 0n) interpreter.raise('ValueError', 'isqrt() argument must be nonnegative');
    if (n === 0n) return 0n;
    let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
    for (;;) {
      const next = (root + n / root) >> 1n;
      if (next >= root) return root;
      root = next;
    }
  },
  *'prod(iterable, *, start=1)'(bound, interpreter) {
    const items = yield* drain(known(bound.get('iterable')), interpreter);
    let product = bound.get('start');
    for (const item of items) {
      interpreter.spend(1);
      const plain = isReal(product) && isReal(item);
      const simple = plain ? arithmetic('*', product, item, interpreter) : undefined;
      product = simple ?? (yield* interpreter.binary('*', product, item));
    }
    return product;
  },
});
