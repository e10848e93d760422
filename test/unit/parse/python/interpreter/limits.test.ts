// Hostile programs: each ends with a sentence, and pauses all the time.
import { describe, expect, it } from 'vitest';
import { runPython, sourceOf } from '../../../../support/python';

const GENERATOR = 'def g():\n  while True: yield 1\n';
const ITERATOR = 'class A:\n  def __iter__(self): return self\n  def __next__(self): return 1\n';

const TOO_LONG = [
  'while True: pass',
  'def f():\n  while True:\n    x = 1\nf()',
  `${GENERATOR}x = list(g())`,
  `${GENERATOR}x = sum(g())`,
  `${GENERATOR}x = 2 in g()`,
  `${ITERATOR}x = [i for i in A()]`,
  `${ITERATOR}a, b = A()`,
  `${ITERATOR}print(*A())`,
  'x = [1]\nfor i in x: x.append(i)',
  'x = sum(range(10**12))',
  'class A:\n  def __lt__(self, o):\n    while True: pass\nsorted([A(), A()])',
  'def f():\n  while True:\n    try: return 1\n    finally: continue\nf()',
  'try:\n  while True: pass\nexcept BaseException: x = 1',
];
const TOO_DEEP = [
  'def f(n): return f(n + 1)\nf(0)',
  'def f(n):\n  for i in [1]: f(n)\nf(0)',
  'class A:\n  def __getattr__(self, n): return self.zzz\nA().x',
  'class A:\n  def __repr__(self): return repr(self)\nx = repr(A())',
  'class A:\n  def __str__(self): return f"{self}"\nx = str(A())',
  'class A:\n  def __init__(self): A()\nA()',
  'class A:\n  @property\n  def x(self): return self.x\nA().x',
  'class A:\n  def __setattr__(self, k, v): self.k = v\nA().a = 1',
  'def g(n):\n  yield n\n  yield from g(n + 1)\nx = list(g(0))',
  'def f():\n  try: f()\n  except: f()\nf()',
  'def d(f): return d(f)\n@d\ndef g(): pass',
];
const TOO_LARGE = [
  'x = [0] * 10**9',
  "x = 'a' * 10**9",
  'x = 10**10**10',
  'x = 1 << 10**9',
  'x = 2\nwhile True: x = x * x',
  'x = 2\nwhile True: x += x',
  "x = 'a'\nwhile True: x = x + x",
  'x = [1]\nwhile True: x = x + x',
  'x = (1,)\nwhile True: x *= 2',
  'x = "a"\nwhile True: x = f"{x}{x}"',
  "x = f'{1:>1000000000}'",
];

function endOf(text: string, limits = {}) {
  const { run } = runPython(text, { limits: { operations: 100_000, ...limits } });
  return { code: run.halt?.code, message: run.halt?.message, place: run.halt?.place };
}

describe('hostile programs', () => {
  it.each(TOO_LONG)('take too many steps: %j', (text) => {
    expect(endOf(text)).toMatchObject({
      code: 'too-many-steps',
      message: 'The run takes more than 100000 operations; it ends here.',
    });
  });

  it.each(TOO_DEEP)('are too deep: %j', (text) => {
    expect(endOf(text)).toMatchObject({
      code: 'too-deep',
      message: 'Functions call each other more than 150 deep here; the run ends.',
    });
  });

  it.each(TOO_LARGE)('are too large: %j', (text) => {
    const { code, message } = endOf(text);
    expect(code).toBe('too-large');
    expect(message).toMatch(/\.$/);
  });

  it('say where', () => {
    const text = 'def f(n):\n  return f(n + 1)\nf(0)';
    const { file, span } = endOf(text).place!;
    expect(file.lines.text.slice(span.start, span.end)).toBe('f(n + 1)');
  });

  it('keep what was there before', () => {
    expect(
      runPython('x = 1\nwhile True: pass\nx = 2', { limits: { operations: 5000 } }).repr('x'),
    ).toBe('1');
  });
});

describe('pauses', () => {
  it.each([
    'while True: pass',
    `${GENERATOR}sum(g())`,
    'def f(n): f(n) if n % 2 else 0\nwhile True: f(2)',
  ])('come often: %j', (text) => {
    const { run } = runPython('', { limits: { operations: 200_000 } });
    const step = run.module(sourceOf(text), 'other');
    let pauses = 0;
    for (let next = step.next(); !next.done; next = step.next()) pauses += 1;
    expect(pauses).toBeGreaterThan(100);
  });

  it('are places to give up', () => {
    const { run } = runPython('');
    const step = run.module(sourceOf('def f():\n  while True: pass\nf()'), 'other');
    step.next();
    expect(run.frames).toHaveLength(2);
    step.return(undefined as never);
    expect(run.frames).toHaveLength(0);
  });
});

describe('speed', () => {
  const time = (text: string) => {
    runPython(text);
    const start = performance.now();
    const { failures, run } = runPython(text);
    expect([...failures, run.halt]).toEqual([null]);
    return performance.now() - start;
  };

  it('makes a million rounds of a simple loop in a few seconds at most', () => {
    expect(time('def f():\n  s = 0\n  for i in range(1000000): s += i\nf()')).toBeLessThan(5000);
  });

  it('makes hundred blocks of objects in no time', () => {
    const text = `
class Layer:
    def __init__(self, n, m): self.n, self.m = n, m
    def __call__(self, x): return x + self.n
class Block:
    def __init__(self, n):
        self.layers = [Layer(n, i) for i in range(7)]
    def __call__(self, x):
        for layer in self.layers: x = layer(x)
        return x
net = [Block(i) for i in range(150)]
x = 1
for block in net: x = block(x)
`;
    expect(time(text)).toBeLessThan(300);
  });
});
