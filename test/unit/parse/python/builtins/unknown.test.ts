// What built-in functions do with values that are not known.
import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../../../src/core/parse/python/values';
import { runPython } from '../../../../support/python';

/** The text of an expression's value, in which `u` is not known. */
function valueOf(expression: string): string {
  const ran = runPython(`from nowhere_known import u\nx = ${expression}\n`);
  expect(ran.failures).toEqual([]);
  return ran.globals.get('x') instanceof Unknown ? 'unknown' : ran.repr('x');
}

describe('unknown values', () => {
  it.each([
    'len(u)',
    'str(u)',
    'repr([1, u])',
    'str(Exception(u))',
    'u + 1',
    '1 - u',
    'abs(u)',
    'round(2.5, u)',
    'divmod(u, 2)',
    'pow(2, u)',
    'int(u)',
    'float(u)',
    'bool(u)',
    'range(u)',
    'list(u)',
    'tuple(u)',
    'set(u)',
    'dict(u)',
    '[1, 2][u]',
    '[1, 2][u:]',
    "'ab'[u]",
    "{'a': 1}[u]",
    "{'a': 1}.get(u)",
    '[1] * u',
    "'a' * u",
    "'%d' % u",
    "'%r' % [u]",
    "'{}'.format(u)",
    "'{!r}'.format([u])",
    'format(1.5, u)',
    "', '.join(['a', u])",
    "'a'.replace('a', u)",
    'str.lower(u)',
    'sorted([2, u, 1])',
    'sorted([2, 1], key=lambda x: u)',
    'max(1, u)',
    'sum([1, u])',
    'list(zip(u, u))',
    'list(map(str, u))',
    'enumerate(u)',
    'next(u)',
    'isinstance(u, int)',
    'isinstance(1, u)',
    'isinstance(1, (str, u))',
    'issubclass(u, int)',
    'type(u)',
    "hasattr(u, 'a')",
    "getattr(u, 'a', 1)",
    'callable(u)',
    'vars(u)',
    '1 in [2, u]',
    '[1, u] == [1, 2]',
    '(1, u) < (1, 2)',
    '[u, 1].count(1)',
    'any([0, u])',
    'all([1, u])',
    "open('file')",
    'input()',
    "hash('text')",
  ])('%s is unknown', (expression) => {
    expect(valueOf(expression)).toBe('unknown');
  });

  it.each([
    ['print(u)', 'None'],
    ['len([u, u])', '2'],
    ['[u, 5][1]', '5'],
    ["{'a': u, 'b': 2}['b']", '2'],
    ['1 in [u, 1]', 'True'],
    ['[1, u] == [2, 2]', 'False'],
    ['[1, u] == [1]', 'False'],
    ['[u, 3].index(3)', '1'],
    ['(1, u) < (2, 2)', 'True'],
    ['isinstance(1, (u, int))', 'True'],
    ['isinstance([u], list)', 'True'],
    ['any([u, 1])', 'True'],
    ['all([u, 0])', 'False'],
    ['len(list(zip(u, [1, 2, 3])))', '3'],
    ['[b for a, b in zip(u, [1, 2])]', '[1, 2]'],
    ['list(filter(lambda x: u, [1, 2]))', '[1, 2]'],
    ['len(dict(a=u))', '1'],
  ])('%s is %s', (expression, expected) => {
    expect(valueOf(expression)).toBe(expected);
  });

  it('keeps the reason', () => {
    const { globals } = runPython('x = len(open("weights.txt")) + 1');
    expect((globals.get('x') as Unknown).reason).toBe('Files are not opened here.');
  });

  it('says that the length of what is gone through together is a guess', () => {
    const { notes } = runPython('from nowhere_known import u\nx = list(zip([1, 2], u))');
    expect(notes.map(({ code }) => code)).toContain('unknown-iteration');
  });

  it('does not know whether an object of an unknown base is of a class', () => {
    const ran = runPython(
      [
        'from nowhere_known import Base',
        'class Mine(Base): pass',
        'a = isinstance(Mine(), dict)',
        'b = isinstance(Mine(), Mine)',
      ].join('\n'),
    );
    expect(ran.globals.get('a')).toBeInstanceOf(Unknown);
    expect(ran.globals.get('b')).toBe(true);
  });
});
