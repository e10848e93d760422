/** Python that the grammar of the parser library reads otherwise, or not at all, is read as Python reads it. */
import { describe, expect, test } from 'vitest';
import type { Module } from '../../../../../src/core/parse/python/syntax/ast';
import { readPython } from '../../../../../src/core/parse/python/syntax/parse';
import { printModule } from '../../../../support/python-tree';

function read(text: string): string {
  const module = readPython(text);
  expect(module.errors).toEqual([]);
  return printModule(module);
}

describe('numbers that end with a point', () => {
  test.each([
    ['f(1., 2.e3, 0., 1.j, -1.)', 'f(1.0, 2000.0, 0.0, 1j, (-1.0))'],
    ['a = 1.if b else 0.', 'a = (1.0 if b else 0.0)'],
    ['x1.y', 'x1.y'],
    ['a[1.:]', 'a[1.0:]'],
    ['"1." "2."', '"1.2."'],
  ])('%s', (text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

describe('words', () => {
  test.each([
    ['print\nx = print\nprint.a\nprint -1', 'print\nx = print\nprint.a\n(print - 1)'],
    ['def f():\n  yield\n  x = yield\n  g((yield), yield_)', null],
    ['lambda a, /, b, *, c: 0', '(lambda a, /, b, *, c: 0)'],
    ['lambda a, b,: 0', '(lambda a, b: 0)'],
    ['def f(a, # b\n  /,\n  c): pass', 'def f(a, /, c):\n  pass'],
    ['[x for x in y if z := x]', '[x for x in y if (z := x)]'],
    ['{x := 1, 2}', '{(x := 1), 2}'],
    ['[a for a, *b in c]', '[a for (a, *b) in c]'],
    ['x[*a]; x[0, *a, 1]', 'x[*a]\nx[0, *a, 1]'],
    ['def f(*a: *T): pass', null],
    ['await a ** 2', '((await a) ** 2)'],
    ['not a in b and not c', '((not (a in b)) and (not c))'],
  ])('%s', (text, tree) => {
    const found = read(text);
    if (tree !== null) expect(found).toBe(tree);
  });

  test('a yield without a value, and a type with a star', () => {
    expect(read('def f():\n  yield\n  x = yield\n')).toBe('def f():\n  (yield)\n  x = (yield)');
    expect(readPython('def f(*a: *T): pass').body[0]).toMatchObject({
      parameters: [{ kind: 'rest', annotation: { kind: 'starred', value: { id: 'T' } } }],
    });
  });
});

describe('with', () => {
  test.each([
    ['with a as self.b, c as (d, e): f', 'with a as self.b, c as (d, e):\n  f'],
    ['with (\n  a(1) as b,  # as c\n  d as e.f,\n):\n  g', 'with a(1) as b, d as e.f:\n  g'],
    ['with (a(1), b(2)):\n  c', 'with a(1), b(2):\n  c'],
    ['with (a), (b) as c[0]: d', 'with a, b as c[0]:\n  d'],
  ])('%s', (text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

test.each([
  ['a() | b() as c', '((a() | b()) as c)'],
  ['[a | b as c, {}, ()]', '[((a | b) as c), {}, []]'],
  ['x.Y() if f() == g(1)[0]', 'x.Y() if (f() == g(1)[0])'],
])('case %s', (text, tree) => {
  const lines = `match x:\n  case ${text}: h()\n  case {"a": b}:\n    h()\n`;
  expect(read(lines)).toBe(`match x:\n  case ${tree}:\n    h()\n  case {"a": b}:\n    h()`);
});

test('decorators are any expressions', () => {
  expect(read('@a\n@b[0].c(1)\n@(lambda f: f)\ndef f(): pass\n')).toBe(
    '@a\n@b[0].c(1)\n@(lambda f: f)\ndef f():\n  pass',
  );
});

test('line breaks of every kind, form feeds and a mark at the start', () => {
  const trees = ['\n', '\r\n', '\r'].map((end) =>
    read(['\ufeffif a:', '  b = c + \\', '    d', '\f', '\fe = """', 'f"""'].join(end)),
  );
  expect(new Set(trees)).toEqual(new Set(['if a:\n  b = (c + d)\ne = "\\nf"']));
});

test('escaped braces in f-strings are fields all the same', () => {
  expect(read(String.raw`f'\{a} \\{b} \N{DASH}'`)).toBe(String.raw`f"\\{a} \\{b} �"`);
});

test('what stands in such places is where it was', () => {
  const text = 'with (a as b.c,\n      d as e):\n  x[0, *f]\n';
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { kind, start, end } = value as { kind?: string; start?: number; end?: number };
    if (kind === 'name' || kind === 'starred') found.push(text.slice(start, end));
    Object.values(value).forEach(visit);
  };
  visit((readPython(text) satisfies Module).body);
  expect(found).toEqual(['a', 'b', 'd', 'e', 'x', '*f', 'f']);
});
