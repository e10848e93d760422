/** Expressions are read as Python reads them: the expected texts have all brackets. */
import { describe, expect, test } from 'vitest';
import { readPython } from '../../../../../src/core/parse/python/syntax/parse';
import { printExpression, printModule } from '../../../../support/python-tree';

/** The only expression of a text, which has no errors. */
function read(text: string): string {
  const { body, errors } = readPython(text);
  expect(errors).toEqual([]);
  expect(body).toHaveLength(1);
  const [statement] = body;
  if (statement?.kind !== 'expression') throw new Error(`not an expression: ${text}`);
  return printExpression(statement.value);
}

describe('operators', () => {
  test.each([
    ['a + b * c - d ** 3', '((a + (b * c)) - (d ** 3))'],
    ['2 ** 3 ** 2', '(2 ** (3 ** 2))'],
    ['-a ** -b * c', '((-(a ** (-b))) * c)'],
    ['a @ b // c % d', '(((a @ b) // c) % d)'],
    ['a | b ^ c & d << 1 >> 2', '(a | (b ^ (c & ((d << 1) >> 2))))'],
    ['not a and b', '((not a) and b)'],
    ['not a == b', '(not (a == b))'],
    ['not not a', '(not (not a))'],
    ['a or b and c or not d', '(a or (b and c) or (not d))'],
    ['(a or b) or c', '((a or b) or c)'],
    ['a < b <= c != d', '(a < b <= c != d)'],
    ['(a < b) < c', '((a < b) < c)'],
    ['a not in b is not c in d', '(a not in b is not c in d)'],
    ['a | b == c', '((a | b) == c)'],
    ['~a + +b', '((~a) + (+b))'],
    ['await a ** 2', '((await a) ** 2)'],
    ['-await f(x)[0]', '(-(await f(x)[0]))'],
    ['a if b else c if d else e', '(a if b else (c if d else e))'],
    ['lambda: a if b else c', '(lambda : (a if b else c))'],
    ['lambda x, *y, z=1 + 2, **k: x', '(lambda x, *y, z=(1 + 2), **k: x)'],
    ['lambda x, /, y, *, z: 0', '(lambda x, /, y, *, z: 0)'],
    ['(y := f(x)) > 0', '((y := f(x)) > 0)'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('operands', () => {
  test.each([
    ['a.b(c)[d].e', 'a.b(c)[d].e'],
    ['f(a, *b, c=1, **d)', 'f(a, *b, c=1, **d)'],
    ['f(x for x in y if x)', 'f((x for x in y if x))'],
    ['f(a := 1, b)', 'f((a := 1), b)'],
    ['x[1:, ..., ::2, None]', 'x[1:, ..., ::2, None]'],
    ['x[:]', 'x[:]'],
    ['x[a:b:c]', 'x[a:b:c]'],
    ['x[0,]', 'x[0,]'],
    ['x[*a, 1]', 'x[*a, 1]'],
    ['x[(1, 2)]', 'x[1, 2]'],
    ['()', '()'],
    ['(a)', 'a'],
    ['(a,)', '(a,)'],
    ['a, *b, c', '(a, *b, c)'],
    ['a,', '(a,)'],
    ['[a, *b,]', '[a, *b]'],
    ['{}', '{}'],
    ['{a, *b}', '{a, *b}'],
    ['{a: 1, **b, "c": lambda: 2,}', '{a: 1, **b, "c": (lambda : 2)}'],
    [
      '[i + 1 for i, j in x if i if j for k in i]',
      '[(i + 1) for (i, j) in x if i if j for k in i]',
    ],
    ['{k: v for k, v in x}', '{k: v for (k, v) in x}'],
    ['{a async for a in b}', '{a for a in b}'],
    ['[x for x, in y]', '[x for (x,) in y]'],
    ['print', 'print'],
    ['print(a).b', 'print(a).b'],
    ['match(x)', 'match(x)'],
    ['type(x)', 'type(x)'],
    ['α.β', 'α.β'],
    ['True is not None', '(True is not None)'],
    ['...', '...'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('lines go on in brackets and behind a backslash', () => {
    expect(read('f(\n  a,  # one\n\n  # two\n  b\n)')).toBe('f(a, b)');
    expect(read('a + \\\n b')).toBe('(a + b)');
    expect(read('a + \\\r\n b')).toBe('(a + b)');
    expect(read('[\r\n a\r\n]')).toBe('[a]');
  });
});

describe('numbers', () => {
  test.each([
    ['0', '0'],
    ['1_000_000', '1000000'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['0xFF_ff', '65535'],
    ['0o17', '15'],
    ['0B101', '5'],
    ['1.', '1.0'],
    ['.5', '0.5'],
    ['1.e-5', '0.00001'],
    ['1e3', '1000.0'],
    ['1_0.5_0E+1_0', '105000000000.0'],
    ['1e999', 'Infinity'],
    ['2j', '2j'],
    ['1.5J', '1.5j'],
    ['1.real', '1.0'],
  ])('%s', (text, expected) => {
    if (text === '1.real') expect(readPython(text).errors).toHaveLength(1);
    else expect(read(text)).toBe(expected);
  });

  test('whole numbers are bigints, the others numbers', () => {
    const { body } = readPython('1; 1.0');
    const values = body.map((each) => each.kind === 'expression' && each.value);
    expect(values).toMatchObject([{ value: 1n }, { value: 1 }]);
  });
});

describe('texts', () => {
  test.each([
    [String.raw`'a\n\t\\\'\x41\u0042\U00000043\101\q'`, String.raw`"a\n\t\\'ABCA\\q"`],
    [String.raw`r'\n' R"\""`, String.raw`"\\n\\\""`],
    [`"a" 'b' """c"""`, `"abc"`],
    [`'''a\r\nb'''`, String.raw`"a\nb"`],
    [`'a\\\nb'`, `"ab"`],
    [`u'a'`, `"a"`],
    [String.raw`b'a\xff\u0041' rb'\n'`, String.raw`b"aÿ\\u0041\\n"`],
    [`f'a{b}c'`, `f"a{b}c"`],
    [`f'{a!r:>{w}.{p}f}'`, `f"{a!r:>{w}.{p}f}"`],
    [`f'{{}}{a}}}'`, `f"{}{a}}"`],
    [`f"{x["a"]}" f'{y}'`, `f"{x["a"]}{y}"`],
    [`f'{a=}'`, `f"a={a!r}"`],
    [`f'{ a = :.2f}'`, `f" a = {a:.2f}"`],
    [`f'{a == b}{c != d}{e <= f}'`, `f"{(a == b)}{(c != d)}{(e <= f)}"`],
    [`f'{f"{1}"}' 'b'`, `f"{f"{1}"}b"`],
    [`f'{ {1: 2}[1] }'`, `f"{{1: 2}[1]}"`],
    [`f'{x:%Y-%m}'`, `f"{x:%Y-%m}"`],
    [`f'{(lambda x: x)(1)}'`, `f"{(lambda x: x)(1)}"`],
    [`f'''{\na +\nb}'''`, `f"{(a + b)}"`],
    [`f'{*a, b}'`, `f"{(*a, b)}"`],
    [String.raw`f'\x41{a}\{b}'`, String.raw`f"A{a}\\{b}"`],
    [String.raw`rf'\n{a}'`, String.raw`f"\\n{a}"`],
    [`f''`, `f""`],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

test('every expression knows its place', () => {
  const text = 'x = f((a + b).c[0], *d, k="t") if not e else f"{g!r}"';
  const { body } = readPython(text);
  const places: string[] = [];
  JSON.stringify(body, (_, value: unknown) => {
    if (typeof value === 'bigint') return Number(value);
    if (value && typeof value === 'object' && 'kind' in value && 'start' in value) {
      places.push(text.slice(value.start as number, (value as unknown as { end: number }).end));
    }
    return value;
  });
  expect(places).toEqual([
    text,
    'x',
    'f((a + b).c[0], *d, k="t") if not e else f"{g!r}"',
    'not e',
    'e',
    'f((a + b).c[0], *d, k="t")',
    'f',
    '(a + b).c[0]',
    '(a + b).c[0]',
    '(a + b).c',
    'a + b',
    'a',
    'b',
    '0',
    '*d',
    'd',
    'k="t"',
    '"t"',
    'f"{g!r}"',
    'g',
  ]);
  expect(printModule(readPython(text))).toContain('if (not e) else');
});
