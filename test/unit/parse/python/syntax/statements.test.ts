/** Statements are read as Python reads them. */
import { describe, expect, test } from 'vitest';
import { readPython } from '../../../../../src/core/parse/python/syntax/parse';
import { printModule } from '../../../../support/python-tree';

function read(text: string): string {
  const module = readPython(text);
  expect(module.errors).toEqual([]);
  return printModule(module);
}

describe('of one line', () => {
  test.each([
    ['a = b = c', 'a = b = c'],
    ['a, *b = c[0], d.e = f', '(a, *b) = (c[0], d.e) = f'],
    ['a: int', 'a: int'],
    ['a.b: Dict[str, int] = {}', 'a.b: Dict[str, int] = {}'],
    ['a += 1, 2', 'a += (1, 2)'],
    ['a @= b; c //= d; e **= f; g >>= h;', 'a @= b\nc //= d\ne **= f\ng >>= h'],
    ['x = yield', 'x = (yield)'],
    ['x = y = yield a, b', 'x = y = (yield (a, b))'],
    ['yield from a', '(yield from a)'],
    ['return', 'return'],
    ['return *a, b', 'return (*a, b)'],
    ['raise', 'raise'],
    ['raise A(b) from c', 'raise A(b) from c'],
    ['assert a, "b"', 'assert a, "b"'],
    ['del a, b[0]', 'del a, b[0]'],
    ['global a, b', 'global a, b'],
    ['nonlocal c', 'nonlocal c'],
    ['import a.b as c, d.e', 'import a.b as c, d.e'],
    ['from . import a', 'from . import a'],
    ['from ...a.b import (c as d,\n  e,)', 'from ...a.b import c as d, e'],
    ['from .... import *', 'from .... import *'],
    ['pass; break; continue', 'pass\nbreak\ncontinue'],
    ['type Point[T] = tuple[T, T]', 'Point = tuple[T, T]'],
    ['type = 1; match = 2; case = 3; print = 4', 'type = 1\nmatch = 2\ncase = 3\nprint = 4'],
    ['match[0].a = 1', 'match[0].a = 1'],
    ['print(a, file=b)', 'print(a, file=b)'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('with blocks', () => {
  test('if, elif, else', () => {
    expect(read('if a: b; c\nelif (d := e):\n\tf\n\n# g\nelse:\n  h\n')).toBe(
      'if a:\n  b\n  c\nelse:\n  if (d := e):\n    f\n  else:\n    h',
    );
  });

  test('loops', () => {
    expect(read('for a, (b, c) in d, e:\n  f\nelse:\n  g\nwhile a: b\n')).toBe(
      'for (a, (b, c)) in (d, e):\n  f\nelse:\n  g\nwhile a:\n  b',
    );
    expect(read('async for x in y:\n  z\n')).toBe('for x in y:\n  z');
  });

  test('try', () => {
    const text =
      'try:\n  a\nexcept (B, C) as d:\n  e\nexcept* F:\n  g\nexcept:\n  h\nelse:\n  i\nfinally:\n  j\n';
    expect(read(text)).toBe(
      'try:\n  a\nexcept (B, C) as d:\n  e\nexcept F:\n  g\nexcept:\n  h\nelse:\n  i\nfinally:\n  j',
    );
  });

  test.each([
    ['with a as b, c as d.e, f: g', 'with a as b, c as d.e, f:\n  g'],
    ['with (a as b, c as (d, e),):\n  g', 'with a as b, c as (d, e):\n  g'],
    ['with (a).b as c:\n  g', 'with a.b as c:\n  g'],
    ['with (a, b) as c:\n  g', 'with (a, b) as c:\n  g'],
    ['async with a: b', 'with a:\n  b'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('functions', () => {
    const text =
      '@a.b\n@c(d)[0]\nasync def f[T](x, /, y: int = 1, *z: str, k, **w) -> Tuple[int, str]:\n  """doc"""\n  return x\n';
    expect(read(text)).toBe(
      '@a.b\n@c(d)[0]\nasync def f(x, /, y: int=1, *z: str, k, **w) -> Tuple[int, str]:\n  "doc"\n  return x',
    );
    expect(read('def f(a, *, b=2,): pass')).toBe('def f(a, *, b=2):\n  pass');
  });

  test('a function that yields is a generator, one that holds a generator is not', () => {
    const { body } = readPython(
      'def f():\n  def g():\n    if a: x = yield 1\n  return lambda: (yield)\nasync def h():\n  await f()\n',
    );
    const [f, h] = body;
    if (f?.kind !== 'function' || h?.kind !== 'function') throw new Error('functions expected');
    expect(f).toMatchObject({
      yields: false,
      async: false,
      body: [{ name: 'g', yields: true }, {}],
    });
    expect(h).toMatchObject({ yields: false, async: true });
  });

  test('classes', () => {
    expect(
      read(
        'class A: pass\nclass B[T](A, nn.Module, metaclass=M):\n  x = 1\n\n  def f(self): ...\n',
      ),
    ).toBe(
      'class A():\n  pass\nclass B(A, nn.Module, metaclass=M):\n  x = 1\n  def f(self):\n    ...',
    );
  });

  test.each([
    ['1 | -2 | "a" "b"', '(1 | (-2) | "ab")'],
    ['None | True', '(None | True)'],
    ['_', '_'],
    ['x if x > 1', 'x if (x > 1)'],
    ['a.B.c', 'a.B.c'],
    ['Point()', 'Point()'],
    ['a.Point(0, [x, *_], z=(1 | 2) as w)', 'a.Point(0, [x, *_], z=((1 | 2) as w))'],
    ['[]', '[]'],
    ['(a)', 'a'],
    ['(a,)', '[a]'],
    ['a, *rest', '[a, *rest]'],
    ['*rest,', '[*rest]'],
    ['{}', '{}'],
    ['{"k": v, A.b: 1, **rest}', '{"k": v, A.b: 1, **rest}'],
    ['1 + 2j', '(1 + 2j)'],
    ['str() as s', '(str() as s)'],
  ])('case %s', (text, expected) => {
    expect(read(`match x, y:\n  case ${text}:\n    pass\n`)).toBe(
      `match (x, y):\n  case ${expected}:\n    pass`,
    );
  });

  test('match is a name where it starts no block', () => {
    expect(read('match(x)\nmatch * a\nmatch: int\nmatch -x:\n  case _: pass\n')).toBe(
      'match(x)\n(match * a)\nmatch: int\nmatch (-x):\n  case _:\n    pass',
    );
  });

  test('indentation by tabs, form feeds and a mark at the start', () => {
    expect(read('\ufeffif a:\n\tb\n\tif c:\n\t\td\n\f\nif e:\n        f\n')).toBe(
      'if a:\n  b\n  if c:\n    d\nif e:\n  f',
    );
  });
});

test('comments are kept, with their places', () => {
  const text = '# a\nx = [ # b\n 1] # c\n\n    # d\ns = "# no"';
  const { comments } = readPython(text);
  expect(comments.map(({ text: words }) => words)).toEqual(['# a', '# b', '# c', '# d']);
  for (const { start, end, text: words } of comments) expect(text.slice(start, end)).toBe(words);
});

test('statements know their places', () => {
  const text = 'class A(B):\n  def f(self):\n    if a:\n      b\n    # end\n\nc = 1\n';
  const [cls, assign] = readPython(text).body;
  expect(text.slice(cls!.start, cls!.end)).toBe('class A(B):\n  def f(self):\n    if a:\n      b');
  expect(cls).toMatchObject({ nameSpan: { start: 6, end: 7 } });
  expect(text.slice(assign!.start, assign!.end)).toBe('c = 1');
});
