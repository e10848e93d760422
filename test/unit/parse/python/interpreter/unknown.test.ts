// Values that cannot be known: they spread, and conditions on them choose the branch with more of the model.
import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../../../src/core/parse/python/values';
import { runPython } from '../../../../support/python';

const START = 'from somewhere import thing\n';

function valueOf(text: string) {
  const { globals, failures } = runPython(START + text);
  expect(failures).toEqual([]);
  return globals.get('x');
}

describe('an unknown value', () => {
  it.each([
    'x = thing',
    'x = thing.attribute.of[3]',
    'x = thing(1, 2, k=3).y',
    'x = thing + 1',
    'x = 1 - thing',
    'x = [1] * thing',
    'x = -thing',
    'x = not thing',
    'x = thing < 3',
    'x = 3 < thing <= 4',
    'x = thing == 3',
    'x = thing is None',
    'x = 3 in thing',
    'x = thing and 1',
    'x = thing or 1',
    "x = f'{thing}!'",
    "x = '%s' % thing",
    'a, x = thing',
    'a, *x = [1, thing][1]',
    'x = {1: 2}[thing]',
    'x = [1, 2][thing]',
    'x = thing\nx += 1',
    'for x in thing: pass',
    'with thing as x: pass',
    'class A(thing): pass\nx = A().missing',
    'class A(thing): pass\nx = A() + 1',
    'class A(thing): pass\nx = A()[0]',
    'class A(thing):\n  def f(self): return super().f()\nx = A().f()',
    'class A(thing): pass\nx = A.missing',
    'import elsewhere.deep as e\nx = e.f(1)',
  ])('spreads: %s', (text) => {
    const value = valueOf(text);
    expect(value).toBeInstanceOf(Unknown);
    expect((value as Unknown).reason).toMatch(/comes from the module (somewhere|elsewhere.deep)/);
  });

  it('keeps the place where it came from', () => {
    const { file, span } = (valueOf('x = thing + 1') as Unknown).place!;
    expect(file.lines.text.slice(span.start, span.end)).toBe('from somewhere import thing');
  });

  it('leaves known parts known', () => {
    expect(runPython(`${START}x = [thing, 2][1]`).repr('x')).toBe('2');
    expect(runPython(`${START}x = 1 if True else thing`).repr('x')).toBe('1');
    expect(runPython(`${START}x = 0 and thing`).repr('x')).toBe('0');
    expect(runPython(`${START}x = 2 in [thing, 2]`).repr('x')).toBe('True');
    expect(runPython(`${START}def f(a, b): return b\nx = f(thing, 3)`).repr('x')).toBe('3');
    expect(
      runPython(`${START}x = 'a' if thing.y is not thing.y or True else 1`).notes,
    ).toHaveLength(1);
  });

  it('has attributes and elements that can be set, without effect', () => {
    const { failures } = runPython(`${START}thing.a = 1\nthing[0] = 2\ndel thing.a, thing[0]`);
    expect(failures).toEqual([]);
  });
});

describe('an unknown condition', () => {
  const chosen = (text: string) => {
    const { repr, notes, globals } = runPython(START + text);
    return { x: globals.has('x') ? repr('x') : null, codes: notes.map(({ code }) => code) };
  };

  it('takes the branch with more of the model, and says so', () => {
    const body = (first: string, second: string) =>
      `class M:\n  def f(self):\n    global x\n    if thing:\n      ${first}\n    else:\n      ${second}\nM().f()`;
    const layer = 'x = (self.g(1), 1)[1]';
    const setup = (text: string) =>
      text.replace('class M:', 'class M:\n  def g(self, a): return a');
    expect(chosen(setup(body(layer, 'x = 2')))).toEqual({ x: '1', codes: ['unknown-condition'] });
    expect(chosen(setup(body('x = 2', layer)))).toEqual({ x: '1', codes: ['unknown-condition'] });
  });

  it('prefers what goes on to what only raises', () => {
    expect(chosen('if thing:\n  raise ValueError(f(1, 2))\nx = 3').x).toBe('3');
    expect(chosen('if thing:\n  x = 4\nelse:\n  raise ValueError("a")').x).toBe('4');
    expect(chosen('assert thing, "no"\nx = 5').x).toBe('5');
  });

  it('names the reason at the place of the condition', () => {
    const { notes } = runPython(`${START}if thing > 2:\n  x = 1`);
    expect(notes[0]!.message).toContain('thing comes from the module somewhere');
    const { file, span } = notes[0]!.place;
    expect(file.lines.text.slice(span.start, span.end)).toBe('thing > 2');
  });

  it('runs loops once', () => {
    expect(chosen('x = 0\nfor i in thing:\n  x += 1')).toEqual({
      x: '1',
      codes: ['unknown-iteration'],
    });
    expect(chosen('x = 0\nwhile thing:\n  x += 1')).toEqual({
      x: '1',
      codes: ['unknown-condition'],
    });
    expect(chosen('x = len([1 for i in thing])').x).toBe('1');
  });

  it('makes exceptions uncertain', () => {
    const text = `${START}def f():\n  if thing:\n    return [][1]\nf()\n[][2]`;
    expect(runPython(text).run.failures.map(({ error }) => error.uncertain)).toEqual([true, false]);
  });

  it('picks a case', () => {
    expect(chosen('match thing:\n  case 1: x = 1\n  case 2: x = nn.f(1) if 0 else 2').x).toBe('2');
  });
});

describe('what is unknown around classes and functions', () => {
  it('leaves out decorators', () => {
    const { repr, notes } = runPython(`${START}@thing.register(1)\ndef f(): return 7\nx = f()`);
    expect(repr('x')).toBe('7');
    expect(notes.map(({ code }) => code)).toEqual(['unknown-decorator']);
  });

  it('keeps the methods of a class whose base is unknown', () => {
    const text = `${START}class A(thing):\n  def __init__(self, n):\n    super().__init__()\n    self.n = n\n  def f(self): return self.n\nx = A(3).f()`;
    expect(runPython(text).repr('x')).toBe('3');
  });

  it('takes names from an unknown module that gives all its names', () => {
    const { globals, failures } = runPython('from somewhere import *\nx = Net(3)\ny = len([1])');
    expect(failures).toEqual([]);
    expect(globals.get('x')).toBeInstanceOf(Unknown);
    expect(globals.get('y')).toBe(1n);
  });
});
