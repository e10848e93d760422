/** The modules math, functools, itertools and operator. Expected values are CPython's. */
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate';

describe('math', () => {
  const statements = `import math`;
  test.each([
    ['[math.floor(2.7), math.ceil(-2.1), math.trunc(-2.5)]', '[2, -2, -2]'],
    ['math.sqrt(2)', '1.4142135623730951'],
    [
      '[math.log(8, 2), math.log2(1024), math.log10(1000), math.log(10 ** 400) > 921]',
      '[3.0, 10.0, 3.0, True]',
    ],
    [
      '[math.gcd(12, 18), math.lcm(4, 6), math.factorial(20), math.comb(10, 3), math.perm(5, 2)]',
      '[6, 12, 2432902008176640000, 120, 20]',
    ],
    ['math.isqrt(10 ** 20 + 7)', '10000000000'],
    ['[math.prod([2, 3, 4]), math.prod([1.5, 2], start=2)]', '[24, 6.0]'],
    [
      '[math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf)]',
      '[True, True, True]',
    ],
    ['[math.pi, math.e, math.tau]', '[3.141592653589793, 2.718281828459045, 6.283185307179586]'],
    [
      '[round(math.erf(0.5), 12), round(math.erf(2.0), 12), round(math.erfc(3.0) * 1e5, 9)]',
      '[0.520499877813, 0.995322265019, 2.2090497]',
    ],
    [
      '[round(math.gamma(4.5), 10), round(math.lgamma(10.3), 10), math.gamma(5)]',
      '[11.6317283966, 13.4820367861, 24.0]',
    ],
    ['[math.frexp(10.0), math.modf(-2.5), math.ldexp(0.5, 3)]', '[(0.625, 4), (-0.5, -2.0), 4.0]'],
    [
      '[math.fmod(-7, 3), math.remainder(7, 4), math.copysign(3, -0.0), math.hypot(3, 4)]',
      '[-1.0, -1.0, -3.0, 5.0]',
    ],
    [
      '[math.fsum([0.1] * 10), math.dist([0, 0], [3, 4]), math.degrees(math.pi)]',
      '[1.0, 5.0, 180.0]',
    ],
  ])('%s', (expression, expected) => {
    expect(evaluate(statements, expression)).toBe(expected);
  });
});

describe('functions and iterators', () => {
  const statements = `
import functools, itertools, operator
from functools import partial, reduce, lru_cache, wraps, cached_property
calls = []
@lru_cache(maxsize=None)
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)
class C:
    @cached_property
    def x(self):
        calls.append('x')
        return 5
    @lru_cache
    def y(self, k):
        calls.append(k)
        return k
c = C()
def deco(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs) + 1
    return wrapper
@deco
def plus(x):
    "doc"
    return x
@functools.total_ordering
class V:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __eq__(self, o): return self.n == o.n
@functools.singledispatch
def kind(x): return 'object'
@kind.register(int)
def _(x): return 'int'
`;
  test.each([
    ['[reduce(operator.mul, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 7)]', '[24, 7]'],
    [
      "[partial(pow, 2)(5), partial(int, base=2)('101'), partial(partial(max, 3), 5)(4)]",
      '[32, 5, 5]',
    ],
    ['[fib(20), len(calls), fib.__name__]', "[6765, 21, 'fib']"],
    ['[c.x, c.x, c.y(3), c.y(3), calls]', "[5, 5, 3, 3, ['x', 3]]"],
    ['[plus(1), plus.__name__, plus.__doc__, plus.__wrapped__(1)]', "[2, 'plus', 'doc', 1]"],
    ['[V(1) <= V(2), V(3) > V(2), V(1) >= V(2)]', '[True, True, False]'],
    ["[kind(1), kind('a'), kind(True)]", "['int', 'object', 'int']"],
    ['sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a))', '[3, 2, 1]'],
    [
      "[operator.itemgetter(1, 2)([5, 6, 7]), operator.attrgetter('real')(3), operator.methodcaller('upper')('a')]",
      "[(6, 7), 3, 'A']",
    ],
    ['list(itertools.islice(itertools.count(3, 2), 4))', '[3, 5, 7, 9]'],
    [
      "[list(itertools.chain([1], [2, 3])), list(itertools.chain.from_iterable(['ab', 'c']))]",
      "[[1, 2, 3], ['a', 'b', 'c']]",
    ],
    ["list(itertools.product('ab', [1, 2]))", "[('a', 1), ('a', 2), ('b', 1), ('b', 2)]"],
    [
      '[list(itertools.permutations([1, 2, 3], 2)), list(itertools.combinations(range(4), 2))]',
      '[[(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)], [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]]',
    ],
    ['list(itertools.combinations_with_replacement([1, 2], 2))', '[(1, 1), (1, 2), (2, 2)]'],
    [
      '[list(itertools.accumulate([1, 2, 3])), list(itertools.accumulate([1, 2], operator.mul, initial=5))]',
      '[[1, 3, 6], [5, 5, 10]]',
    ],
    ['list(itertools.zip_longest([1, 2, 3], [4], fillvalue=0))', '[(1, 4), (2, 0), (3, 0)]'],
    [
      '[(key, list(group)) for key, group in itertools.groupby([1, 1, 2, 3, 3])]',
      '[(1, [1, 1]), (2, [2]), (3, [3, 3])]',
    ],
    [
      '[list(itertools.repeat(7, 3)), list(itertools.pairwise([1, 2, 3])), list(itertools.starmap(pow, [(2, 3)]))]',
      '[[7, 7, 7], [(1, 2), (2, 3)], [8]]',
    ],
    [
      '[list(itertools.takewhile(lambda x: x < 3, [1, 3, 1])), list(itertools.dropwhile(lambda x: x < 3, [1, 3, 1]))]',
      '[[1], [3, 1]]',
    ],
    [
      '[list(itertools.islice([1, 2, 3, 4, 5], 1, None, 2)), list(itertools.islice(itertools.cycle([1, 2]), 5))]',
      '[[2, 4], [1, 2, 1, 2, 1]]',
    ],
    ['[list(t) for t in itertools.tee(iter([1, 2]))]', '[[1, 2], [1, 2]]'],
  ])('%s', (expression, expected) => {
    expect(evaluate(statements, expression)).toBe(expected);
  });
});
