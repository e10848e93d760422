// Programs that print, held against what CPython 3.11 printed: each .txt is the output of the .py beside it, by
// `for f in *.py; do python3 -W ignore $f > ${f%.py}.txt; done`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { native } from '../../../../../src/core/parse/python/native';
import { runPython } from '../../../../support/python';

const folder = join(import.meta.dirname, 'programs');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.slice(0, -'.py'.length));

describe('built-in functions and classes give what they give in CPython', () => {
  it.each(names)('%s', (name) => {
    const printed: string[] = [];
    const print = native('print(*values)', function* (bound, interpreter) {
      const texts: string[] = [];
      for (const value of bound.rest) texts.push(yield* interpreter.text(value));
      printed.push(texts.join(' '));
      return null;
    });
    const text = readFileSync(join(folder, `${name}.py`), 'utf8');
    const { failures, run } = runPython(text, { builtins: { print } });
    expect(failures).toEqual([]);
    expect(run.halt).toBeNull();
    const expected = readFileSync(join(folder, `${name}.txt`), 'utf8').split('\n');
    expect(`${printed.join('\n')}\n`.split('\n')).toEqual(expected);
  });
});
