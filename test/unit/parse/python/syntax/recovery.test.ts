/** Text that is no Python: said once, at the right place, and the rest is read. */
import { describe, expect, test } from 'vitest';
import { readPython } from '../../../../../src/core/parse/python/syntax/parse';
import { printModule } from '../../../../support/python-tree';

/** Reads a text in which ⟦ ⟧ mark the place of its only error; gives the tree and the message. */
function read(marked: string): { tree: string; message: string } {
  const start = marked.indexOf('⟦');
  const text = marked.replace(/[⟦⟧]/g, '');
  const module = readPython(text);
  expect(module.errors).toHaveLength(1);
  expect(module.errors[0]).toMatchObject({ start, end: marked.indexOf('⟧') - 1 });
  return { tree: printModule(module), message: module.errors[0]!.message };
}

describe('brackets', () => {
  test.each([
    ['x = foo⟦(⟧\ny = 3\n', 'x = foo()\ny = 3'],
    ['x = foo⟦(⟧a, b\ny = 3\nz = 4\n', 'x = foo(a, b)\ny = 3\nz = 4'],
    [
      'class Net⟦(⟧nn.Module:\n  def f(self):\n    pass\n',
      'class Net(nn.Module):\n  def f(self):\n    pass',
    ],
    ['def f⟦(⟧self, x\n  x = a(x)\n  return x\n', 'def f(self, x):\n  x = a(x)\n  return x'],
    ['def f():\n  return ⟦{⟧\n\ndef g(): pass\n', 'def f():\n  return {}\ndef g():\n  pass'],
    ['x = [f⟦(⟧1, 2]\ny', 'x = [f(1, 2)]\ny'],
    ['x = (1, 2)⟦]⟧\ny', 'x = (1, 2)\ny'],
    ['if a⟦(⟧b:\n  c\nd', 'if a(b):\n  c\nd'],
  ])('%s', (text, tree) => {
    expect(read(text).tree).toBe(tree);
  });

  test('a line that is indented further goes on with the statement: a comma is missing', () => {
    const marked = 'x = f(\n    a(1)\n    ⟦b⟧(2), c,\n)\ny = 3\n';
    expect(read(marked).message).toMatch(/^A comma, /);
  });

  test('a line that starts further left is no error in closed brackets', () => {
    const module = readPython('  \nif a:\n    x = f(\nb,\nc=1)\n');
    expect(module.errors).toEqual([]);
    expect(printModule(module)).toBe('if a:\n  x = f(b, c=1)');
  });
});

describe('half a statement', () => {
  test.each([
    ['x = self⟦.⟧\ny = 2', 'x = <broken>\ny = 2'],
    ['x = 1 ⟦+⟧\ny = 2', 'x = (1 + <broken>)\ny = 2'],
    ['f(a,⟦,⟧ b)', 'f(a, b)'],
    ['f(a ⟦b⟧, c)', 'f(a, b, c)'],
    ['def f()⟦:⟧\nx = 1', 'def f():\n  <broken>\nx = 1'],
    ['for i in ⟦x⟧\n  a\n', 'for i in x:\n  a'],
    ['if x ⟦=⟧ 3:\n  y\n', 'if x:\n  y'],
    ['x = 5 ⟦y⟧ = 3\nz', '<broken>\nz'],
    ['x = ⟦"abc⟧\ny', 'x = "abc"\ny'],
    ['f"{⟦"⟧', ''],
    ['import ⟦⟧a b', ''],
    ['⟦@⟧\ndef f(): pass', '@<broken>\ndef f():\n  pass'],
  ])('%s', (text, tree) => {
    if (tree !== '') expect(read(text).tree).toBe(tree);
    else expect(readPython(text.replace(/[⟦⟧]/g, '')).errors).toHaveLength(1);
  });
});

describe('words', () => {
  test.each([
    ['⟦print⟧ "hi"\nx', 'This is Python 2. Write print(…) with brackets.'],
    [
      'try:\n  a\nexcept ⟦A,⟧ e:\n  b',
      'Put several exceptions in brackets, and write "as" before the name: except (A, B) as error',
    ],
    ['⟦else⟧:\n  a\nb', 'This "else" belongs to nothing above it. Check the indentation.'],
    [
      'a\n  ⟦b⟧\nc',
      'This line is indented more than the one above, but nothing there asks for it. Indent both alike.',
    ],
    [
      'if a:\n    b\n ⟦ ⟧c',
      'The indentation of this line fits no line above. Indent it as far as the line it belongs to.',
    ],
    [
      'if a:\n\tb\n       ⟦ ⟧c',
      'This line mixes tabs and spaces, so its depth is not clear. Indent with spaces only.',
    ],
    ['⟦f()⟧ = 3', 'Nothing can be assigned to this: only to names, attributes and items.'],
    ['a⟦?⟧', 'The character ? does not belong into Python code. Remove it.'],
    [
      'x = ⟦012⟧',
      'A number does not start with 0. Remove the zeros, or write 0o for an octal one.',
    ],
    ['f"a⟦{⟧b"', 'This { is never closed. Close it with }, or write {{ for the character itself.'],
    ['f"a⟦}⟧b"', 'This } closes nothing. Write }} for the character itself.'],
    [
      'class ⟦if⟧: pass',
      '"if" is a word of Python itself and cannot be a name. Choose another one.',
    ],
    ['⟦try⟧:\n  a\nb', '"except" or "finally" is missing below this "try".'],
    ['match x:\n  ⟦a⟧\nb', 'Only "case" can stand in this block.'],
    ['⟦@a⟧\nb', 'A function or class must follow below a decorator.'],
    ['⟦a, b⟧ += 1', 'Several targets at once can only be assigned to with "=".'],
  ])('%s', (text, message) => {
    expect(read(text).message).toBe(message);
  });
});

test('one error for each line, and every line after it is read', () => {
  const text = 'a = (1 2 3\nb = ]]\nc = 1 $ 2 ?\nd = 4\n';
  const { body, errors } = readPython(text);
  expect(errors).toHaveLength(3);
  expect(printModule({ body, errors: [], comments: [] })).toContain('d = 4');
});

test('every beginning of a text is read without throwing, and what stands in it is found', () => {
  const text =
    'import a\nclass N(a.M):\n  def f(self, x=(1, "t"), *y):\n    return [f"{z!r:>{w}}" for z in x if z] + {1: -2}[1]\n';
  for (let length = 0; length <= text.length; length += 1) {
    const { body, errors } = readPython(text.slice(0, length));
    if (length >= 8) expect(body[0]?.kind).toMatch(/^import$/);
    for (const { start, end } of errors) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(length);
    }
  }
  expect(readPython(text).errors).toEqual([]);
});
