// How a file is run: what fails is recorded, the rest goes on; `__main__` comes last; training steps end loops.
import { describe, expect, it } from 'vitest';
import { native } from '../../../../../src/core/parse/python/native';
import { runToEnd } from '../../../../../src/core/parse/python/steps';
import type { Unknown } from '../../../../../src/core/parse/python/values';
import { runPython, sourceOf } from '../../../../support/python';

describe('statements that fail', () => {
  it('are recorded with their place, and the rest goes on', () => {
    const { failures, repr } = runPython('a = 1\nb = a.zz + 1\nprint(undefined)\nc = a + 1');
    expect(failures).toEqual([
      "AttributeError: 'int' object has no attribute 'zz' @ a.zz",
      "NameError: name 'undefined' is not defined @ undefined",
    ]);
    expect(repr('c')).toBe('2');
  });

  it('leave their names unknown, so that nothing else is blamed', () => {
    const { globals, failures } = runPython('a = b = missing\nc = a.x(b)\nd = e');
    expect(failures).toHaveLength(2);
    expect((globals.get('c') as Unknown).reason).toBe(
      "a could not be evaluated: NameError: name 'missing' is not defined",
    );
  });

  it('keep what a name was before', () => {
    expect(runPython('a = 1\na = missing').repr('a')).toBe('1');
  });

  it('inside an `if` are single statements', () => {
    const { repr, failures } = runPython('if True:\n  missing\n  x = 1\nelse:\n  x = 2');
    expect(failures).toHaveLength(1);
    expect(repr('x')).toBe('1');
  });

  it('end the functions that they stand in', () => {
    const { failures, run } = runPython('def f():\n  g()\ndef g():\n  return [][3]\nf()');
    expect(failures).toEqual(['IndexError: list index out of range @ [][3]']);
    const text = 'def f():\n  g()\ndef g():\n  return [][3]\nf()';
    expect(
      run.failures[0]!.error.stack_.map(({ span }) => text.slice(span.start, span.end)),
    ).toEqual(['f()', 'g()', '[][3]']);
  });

  it('do not include the end of the script', () => {
    const { failures, repr } = runPython('if 1:\n  raise SystemExit(2)\nx = 1');
    expect(failures).toEqual([]);
    expect(repr('x')).toBe('1');
  });

  it('are those that cannot be read, too', () => {
    const { failures, repr } = runPython('a = 1\nb = = 2\nc = 3');
    expect(failures).toHaveLength(1);
    expect(repr('c')).toBe('3');
  });
});

describe('the script', () => {
  it('runs `if __name__ == "__main__"` when everything else is known', () => {
    const text = 'if __name__ == "__main__":\n  x = late()\ndef late(): return 5';
    expect(runPython(text).repr('x')).toBe('5');
    expect(runPython(text.replace('==', '!=')).repr('x')).toBe('undefined');
  });

  it('can come in cells that share their names', () => {
    const { run } = runPython('a = 1\nundefined');
    const module = runToEnd(run.module(sourceOf('b = a + 1'), '__main__'));
    expect(module.attributes.get('b')).toBe(2n);
    expect(run.failures).toHaveLength(1);
  });
});

describe('training loops', () => {
  const step = native('step()', (_, interpreter) => {
    interpreter.leaveLoops += 1;
    return null;
  });
  const rounds = (text: string) => {
    const { repr, failures } = runPython(text, { builtins: { step } });
    expect(failures).toEqual([]);
    return repr('x');
  };

  it('end after the round in which a step was taken', () => {
    expect(rounds('x = 0\nfor i in range(10):\n  step()\n  x += 1')).toBe('1');
    expect(rounds('x = 0\nfor i in range(10):\n  x += 1\n  if i == 3: step()')).toBe('4');
    expect(rounds('x = 0\nwhile True:\n  step()\n  x += 1')).toBe('1');
    expect(
      rounds('x = []\nfor e in range(3):\n  for b in range(4):\n    step()\n    x.append(b)'),
    ).toBe('[0]');
  });

  it('end also when a function takes the step', () => {
    const text = 'def train():\n  global x\n  for b in range(9):\n    step()\n    x += 1\n';
    expect(rounds(`x = 0\n${text}for e in range(9): train()`)).toBe('1');
  });

  it('are no other loops', () => {
    expect(rounds('step()\nx = 0\nfor i in range(3): x += 1')).toBe('3');
    expect(rounds('x = [step() or i for i in range(3)]')).toBe('[0, 1, 2]');
  });
});
