/** Texts made to break a reader: it neither throws nor hangs, and it pauses. */
import { describe, expect, test } from 'vitest';
import type { Module } from '../../../../../src/core/parse/python/syntax/ast';
import { parsePython, readPython } from '../../../../../src/core/parse/python/syntax/parse';

const MANY = 60_000;
const TOO_DEEP = 'This expression is nested too deeply to be read.';
const TOO_LONG = 'This statement is too long to be read: it has more than 100000 characters.';

const messages = ({ errors }: Module): string[] => errors.map(({ message }) => message);

/** How deep a tree is, found without calling itself. */
function depthOf(module: Module): number {
  let depth = 0;
  let level: unknown[] = [module];
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((node) =>
      typeof node === 'object' && node !== null ? (Object.values(node) as unknown[]) : [],
    );
  }
  return depth;
}

describe.each([
  ['brackets', (n: number) => `x = ${'('.repeat(n)}1${')'.repeat(n)}`],
  ['attributes', (n: number) => `a${'.b'.repeat(n)}`],
  ['calls', (n: number) => `a${'()'.repeat(n)}`],
  ['sums', (n: number) => `1${' + 1'.repeat(n)}`],
  ['powers', (n: number) => `1${' ** 1'.repeat(n)}`],
  ['signs', (n: number) => `${'-'.repeat(n)}1`],
  ['not', (n: number) => `${'not '.repeat(n)}a`],
  ['lambdas', (n: number) => `${'lambda: '.repeat(n)}1`],
  ['conditions', (n: number) => `${'1 if a else '.repeat(n)}1`],
  ['patterns', (n: number) => `match x:\n  case ${'['.repeat(n)}a${']'.repeat(n)}:\n    pass`],
])('%s', (_, text) => {
  test('nested moderately are read', () => {
    expect(messages(readPython(text(60)))).toEqual([]);
  });

  test('nested deeply are a broken statement, and the next one is read', () => {
    const module = readPython(`${text(3000)}\ny = 2\n`);
    expect(messages(module)).toContain(TOO_DEEP);
    expect(module.body.at(-1)).toMatchObject({ kind: 'assign', value: { value: 2n } });
    expect(depthOf(module)).toBeLessThan(1000);
  });

  test('in masses are given up', () => {
    const module = readPython(`${text(MANY)}\ny = 2\n`);
    expect([[TOO_LONG], [TOO_DEEP]]).toContainEqual(messages(module));
    expect(module.body.at(-1)).toMatchObject({ kind: 'assign', value: { value: 2n } });
  });
});

test('a chain of elif is read as far as a tree may be deep', () => {
  const module = readPython(`if a:\n  b\n${'elif c:\n  d\n'.repeat(10_000)}else:\n  e\nf = 1\n`);
  expect(messages(module)).toEqual([
    'This "if" has more than 200 branches; those from here on are not read.',
  ]);
  expect(module.body).toHaveLength(2);
  expect(depthOf(module)).toBeLessThan(1000);
});

test('blocks are read a hundred levels deep', () => {
  const levels = (n: number) =>
    Array.from({ length: n }, (_, i) => `${' '.repeat(i)}if a:`).join('\n');
  expect(messages(readPython(`${levels(99)}\n${' '.repeat(99)}b\nc = 1`))).toEqual([]);
  const module = readPython(`${levels(1000)}\n${' '.repeat(1000)}b\nc = 1\n`);
  expect(messages(module)).toEqual(['Blocks are nested too deeply here to be read.']);
  expect(module.body.at(-1)?.kind).toBe('assign');
});

test('a text that is too long is not read', () => {
  const module = readPython('a\n'.repeat(500_001));
  expect(messages(module)).toEqual([
    'This file is too long to be read: it has more than 1000000 characters.',
  ]);
});

test.each([
  ['statements', 'x = f(a, b)\n'],
  ['opened brackets', 'x = foo(\n'],
  ['garbage', '$?!) '],
  ['texts without an end', 'x = f"{\n'],
  ['nested texts', 'f"{'],
  ['comments', '# a\n'],
  ['blank lines', '\n \n'],
])('reading %s pauses often', (_, part) => {
  const reading = parsePython(part.repeat(20_000));
  let pauses = 0;
  let step = reading.next();
  for (; !step.done; step = reading.next()) pauses += 1;
  expect(pauses).toBeGreaterThanOrEqual(9);
  expect(step.value.errors.length).toBeLessThanOrEqual(200);
});

test('a long list is read, with pauses', () => {
  const reading = parsePython(`x = [${'1, 2, 3, '.repeat(10_000)}]`);
  let pauses = 0;
  let step = reading.next();
  for (; !step.done; step = reading.next()) pauses += 1;
  expect(pauses).toBeGreaterThanOrEqual(9);
  const [statement] = step.value.body;
  if (statement?.kind !== 'assign' || statement.value.kind !== 'list') throw new Error('a list');
  expect(statement.value.items).toHaveLength(30_000);
});

test('reading can be given up at a pause', () => {
  const reading = parsePython('x = 1\n'.repeat(10_000));
  expect(reading.next().done).toBe(false);
  expect(reading.return({ body: [], comments: [], errors: [] }).done).toBe(true);
  expect(reading.next().done).toBe(true);
});
