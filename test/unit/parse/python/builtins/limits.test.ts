// What would take too much memory or time is refused before it is made.
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../../../src/core/parse/python/steps';
import { runPython, sourceOf } from '../../../../support/python';

describe('limits', () => {
  it.each([
    '[0] * 10**9',
    '(0,) * 10**9',
    "'a' * 10**9",
    "'a'.center(10**9)",
    "'a'.zfill(10**12)",
    "'\\t'.expandtabs(10**9)",
    "'%1000000000d' % 1",
    "'%.*f' % (10**9, 1.5)",
    "'{:>1000000000}'.format(1)",
    "f'{1.5:.1000000000f}'",
    "('a' * 10**6).replace('a', 'b' * 10**6)",
    "('a' * 10**6).join(['b'] * 1000)",
    'bytes(10**9)',
    '(5).to_bytes(10**9)',
    '10 ** 10**9',
    '1 << 10**9',
    '(10**2000) * (10**2000)',
    'list(range(10**6))[:] + [0] * 4_500_000',
  ])('%s is too large', (expression) => {
    const { run } = runPython(`x = ${expression}\n`);
    expect(run.halt?.code).toBe('too-large');
  });

  it.each([
    'sum(range(10**12))',
    'max(range(10**12))',
    'all(x >= 0 for x in range(10**12))',
    'list(zip(range(10**12), range(10**12)))',
    "('a' * 10**6).find('b' + 'a' * 10**5)",
    't = (1,)\nfor _ in range(60): t = (t, t)\nx = {t: 1}',
    't = u = 1\nfor _ in range(60): t, u = [t, t], [u, u]\nx = t == u',
  ])('%s takes too long', (expression) => {
    const code = expression.includes('\n') ? expression : `x = ${expression}`;
    const { run } = runPython(code, { limits: { operations: 100_000 } });
    expect(run.halt?.code).toBe('too-many-steps');
  });

  it('ends in an exception that Python has too', () => {
    const { failures } = runPython('a = []; a.append(a)\nb = []; b.append(b)\nc = a == b\n');
    expect(failures).toEqual([
      'RecursionError: maximum recursion depth exceeded in comparison @ a == b',
    ]);
  });

  it.each([
    ['sum(x)', 'x = [1.5] * 100_000'],
    ['7 in x', 'x = [1.5] * 100_000'],
    ['repr(x)', 'x = [1.5] * 100_000'],
    ['x == y', 'x = [1.5] * 100_000; y = [1.5] * 100_000'],
    ['sorted(x, key=str)', 'x = [1.5] * 10_000'],
  ])('%s pauses meanwhile', (expression, before) => {
    const { run } = runPython(before);
    const step = run.module(sourceOf(`r = ${expression}`), '__main__');
    let pauses = 0;
    while (!step.next(undefined).done) pauses += 1;
    expect(pauses).toBeGreaterThan(1);
    expect(run.halt).toBeNull();
  });

  it('keeps texts that grow by little', () => {
    const { run, globals } = runPython("s = ''\nfor i in range(5000): s += 'x'\nn = len(s)");
    expect(run.halt).toBeNull();
    expect(globals.get('n')).toBe(5000n);
    expect(runToEnd(run.repr(globals.get('s')!))).toHaveLength(5002);
  });
});
