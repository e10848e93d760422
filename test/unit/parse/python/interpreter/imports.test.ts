// Imports: modules of the library, files of the workspace, and modules that are not there.
import { describe, expect, it } from 'vitest';
import { native } from '../../../../../src/core/parse/python/native';
import type { Library, NativeModule } from '../../../../../src/core/parse/python/interpreter';
import { runToEnd } from '../../../../../src/core/parse/python/steps';
import { Unknown } from '../../../../../src/core/parse/python/values';
import { find, runPython, sourceOf } from '../../../../support/python';

const modules: Record<string, NativeModule> = {
  box: {
    attributes: { one: 1n, twice: native('twice(n)', (b) => (b.get('n') as bigint) * 2n) },
    source: 'def thrice(n): return n + twice(n)\nLATE = one + 4\n',
  },
  'box.inner': { find: (name) => (name === 'deep' ? 'found' : undefined) },
  half: { attributes: { a: 1n }, open: true },
};
const library: Library = { module: (name) => modules[name] };

function run(text: string, files: Record<string, string> = {}) {
  const result = runPython(text, { files, library });
  expect(result.failures).toEqual([]);
  return result.repr('x');
}

describe('modules of the library', () => {
  it.each([
    ['import box\nx = box.one', '1'],
    ['import box as b\nx = b.twice(4)', '8'],
    ['from box import twice as t, one\nx = t(one)', '2'],
    ['from box import thrice, LATE\nx = thrice(LATE)', '15'],
    ['import box\nx = box.inner.deep', "'found'"],
    ['import box.inner\nx = box.inner.deep', "'found'"],
    ['import box.inner as i\nx = i.deep', "'found'"],
    ['from box.inner import deep as x', "'found'"],
    ['from box import inner\nx = inner.deep', "'found'"],
    ['from box import *\nx = twice(one)', '2'],
    ['x = __import__("box").one', '1'],
    ['import half\nx = half.a', '1'],
    ['import box\nbox.new = 3\nimport box as again\nx = again.new', '3'],
    ['from __future__ import annotations\nx = 1', '1'],
  ])('%s', (text, expected) => {
    expect(run(text)).toBe(expected);
  });

  it('raise what they lack, unless they are open', () => {
    const { failures, globals } = runPython(
      'import box, half\nbox.nothing\nfrom box import nothing\nx = half.b',
      { library },
    );
    expect(failures).toEqual([
      "AttributeError: module 'box' has no attribute 'nothing' @ box.nothing",
      "ImportError: cannot import name 'nothing' from 'box' @ from box import nothing",
    ]);
    expect(globals.get('x')).toBeInstanceOf(Unknown);
  });

  it('are made anew for each run', () => {
    run('import box\nbox.new = 3\nx = 1');
    expect(runPython('import box\nbox.new', { library }).failures).toHaveLength(1);
  });
});

describe('files of the workspace', () => {
  const files = {
    'blocks.py': 'from .util import add\nclass Block:\n  size = add(2)\n',
    'util.py': 'def add(n): return n + 1\n_hidden = 5\nSHOWN = 6\n',
    'pkg/__init__.py': 'from .a import A\nversion = 1\n',
    'pkg/a.py': 'from ..util import add\nfrom . import b\nclass A:\n  v = add(b.B)\n',
    'pkg/b.py': 'B = 10\n',
    'pkg/deep/c.py': 'from ...util import SHOWN\nfrom ..b import B\nC = B + SHOWN\n',
    'one.py': 'import two\nx = 1\ndef f(): return two.y\n',
    'two.py': 'import one\ny = 2\ndef g(): return one.x\n',
    'stars.py': '__all__ = ["_hidden2", "pub"]\n_hidden2 = 1\npub = 2\nother = 3\n',
    'broken.py': 'a = 1\nb = missing\nc = a + 1\nd = b\n',
  };
  it.each([
    ['from blocks import Block\nx = Block.size', '3'],
    ['import util\nx = util.SHOWN', '6'],
    ['from util import *\nx = add(SHOWN)', '7'],
    ['from pkg import A\nx = A.v', '11'],
    ['import pkg\nx = pkg.A.v, pkg.version', '(11, 1)'],
    ['from pkg.deep.c import C\nx = C', '16'],
    ['import pkg.deep.c\nx = pkg.deep.c.C, pkg.version', '(16, 1)'],
    ['from pkg import b\nx = b.B', '10'],
    ['from pkg.a import A\nfrom pkg import A as again\nx = A is again', 'True'],
    ['import one, two\nx = one.f(), two.g()', '(2, 1)'],
    ['from stars import *\nx = _hidden2 + pub, "other" in globals()', '(3, False)'],
    ['def f():\n  from util import SHOWN\n  return SHOWN\nx = f()', '6'],
    ['import util\nx = util.__name__, util.add.__module__', "('util', 'util')"],
    ['from .util import SHOWN as x', '6'],
  ])('%s', (text, expected) => {
    expect(run(text, files)).toBe(expected);
  });

  it('go on behind a statement that fails, which is reported in its own file', () => {
    const { run: done, repr, globals } = runPython('from broken import c, d\nx = c', { files });
    expect(repr('x')).toBe('2');
    expect(globals.get('d')).toBeInstanceOf(Unknown);
    expect(done.failures.map(({ file, message }) => [file.uri, message])).toEqual([
      ['/broken.py', "NameError: name 'missing' is not defined"],
    ]);
  });

  it('are read once and no more than 64 of them', () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`m${i}.py`, `from m${i + 1} import n\nv = ${i}\n`]),
    );
    const { repr, notes } = runPython('import m0, m99\nx = m0.v', { files: many });
    expect(repr('x')).toBe('0');
    expect(notes.map(({ code }) => code)).toContain('too-many-files');
  });

  it('are asked for beside the asking file, in the folders above and in the workspace', () => {
    const text = 'import a.b\nfrom .c import d\nfrom ..e import f';
    const step = runPython('', {}).run.module(sourceOf(text), 'asking');
    const asked: string[] = [];
    runToEnd(step, (request) => {
      asked.push(
        request.candidates
          .map(({ path, base }) => `${base === 'workspace' ? base : base.up}:${path}`)
          .join(' '),
      );
      return find({}, request);
    });
    expect(asked[0]).toBe(
      '0:a/b.py 0:a/b/__init__.py 1:a/b.py 1:a/b/__init__.py 2:a/b.py 2:a/b/__init__.py 3:a/b.py 3:a/b/__init__.py workspace:a/b.py workspace:a/b/__init__.py',
    );
    expect(asked).toContain('0:c.py 0:c/__init__.py');
    expect(asked).toContain('1:e.py 1:e/__init__.py');
  });
});

describe('modules that are not there', () => {
  it('are open', () => {
    const { globals, failures } = runPython('import apex.amp\nx = apex.amp.init()');
    expect(failures).toEqual([]);
    expect((globals.get('x') as Unknown).reason).toBe(
      'amp comes from the module apex, which is not known here.',
    );
  });

  it.each(['ImportError', 'ModuleNotFoundError', 'Exception', '(ValueError, ImportError)', ''])(
    'are missing where `except %s` waits for it',
    (type) => {
      const text = `try:\n  import apex\n  x = 'there'\nexcept ${type}:\n  x = 'gone'`;
      expect(run(text)).toBe("'gone'");
      expect(run(text.replace('import apex', 'from apex.amp import init'))).toBe("'gone'");
    },
  );

  it('are open inside a try that waits for something else', () => {
    expect(run("try:\n  import apex\n  x = 'there'\nexcept KeyError:\n  x = 'gone'")).toBe(
      "'there'",
    );
  });
});
