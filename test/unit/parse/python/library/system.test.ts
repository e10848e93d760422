/** The modules os, sys, pathlib, argparse and small ones. Expected values are CPython's. */
import { describe, expect, test } from 'vitest';
import { runPython } from '../../../../support/python';
import { evaluate } from './evaluate';

describe('a machine that is not there', () => {
  const statements = `
import os, sys, argparse, string, bisect, heapq, statistics, textwrap, logging, warnings
from pathlib import Path
p = argparse.ArgumentParser(description='x')
p.add_argument('--lr', type=float, default='1e-3')
p.add_argument('--batch-size', '-b', type=int, default=32)
p.add_argument('--flag', action='store_true')
p.add_argument('--no-x', dest='x', action='store_false')
p.add_argument('--sizes', nargs='+', type=int, default=[1, 2])
p.add_argument('--name', choices=['a', 'b'])
p.add_argument('rest', nargs='*')
g = p.add_argument_group('g')
g.add_argument('--depth', type=int, default=3)
p.set_defaults(depth=7, extra='e')
args = p.parse_args([])
h = []
heapq.heappush(h, 3)
heapq.heappush(h, 1)
logger = logging.getLogger(__name__)
logger.info('x')
warnings.warn('x') if False else None
`;
  test.each([
    [
      "[os.path.join('a', 'b', '/c', 'd'), os.path.basename('/x/y.py'), os.path.splitext('a.tar.gz')]",
      "['/c/d', 'y.py', ('a.tar', '.gz')]",
    ],
    [
      "[os.path.dirname('/a/b/c'), os.path.normpath('a/../b//c'), os.path.split('/a'), os.path.splitext('.bashrc')]",
      "['/a/b', 'b/c', ('/', 'a'), ('.bashrc', '')]",
    ],
    [
      "[os.environ.get('NO_SUCH', 3), os.getenv('NO_SUCH'), os.path.exists('no such'), os.sep]",
      "[3, None, False, '/']",
    ],
    [
      '[args.lr, args.batch_size, args.flag, args.x, args.sizes, args.name, args.rest, args.depth, args.extra]',
      "[0.001, 32, False, True, [1, 2], None, [], 7, 'e']",
    ],
    [
      "[vars(args)['lr'], 'lr' in args, p.parse_known_args([])[0].depth, argparse.Namespace(a=1)]",
      '[0.001, True, 7, Namespace(a=1)]',
    ],
    [
      "[str(Path('a') / 'b' / 'c.txt'), Path('a/b.c').stem, Path('a/b.c').suffix, Path('a/b.c').name]",
      "['a/b/c.txt', 'b', '.c', 'b.c']",
    ],
    [
      "[str(Path('/x/y').parent), Path('a') == Path('a'), Path('a/b.c').with_suffix('.d'), Path('/a/b').parts]",
      "['/x', True, PosixPath('a/b.d'), ('/', 'a', 'b')]",
    ],
    [
      '[sys.maxsize, sys.version_info >= (3, 8), sys.platform, sys.version_info.major]',
      "[9223372036854775807, True, 'linux', 3]",
    ],
    [
      '[string.ascii_lowercase, string.digits, string.punctuation]',
      "['abcdefghijklmnopqrstuvwxyz', '0123456789', '!\"#$%&\\'()*+,-./:;<=>?@[\\\\]^_`{|}~']",
    ],
    [
      String.raw`[bisect.bisect([1, 2, 3], 2), heapq.heappop(h), h[0], statistics.mean([1, 2, 3, 4]), textwrap.dedent('  a\n   b\n')]`,
      String.raw`[2, 1, 3, 2.5, 'a\n b\n']`,
    ],
    ['[logging.INFO, logger.isEnabledFor(10)]', '[20, False]'],
  ])('%s', (expression, expected) => {
    expect(evaluate(statements, expression)).toBe(expected);
  });
});

describe('what cannot be known', () => {
  test.each([
    [
      'import os',
      "os.environ['HOME_OF_DATA']",
      'The environment variable HOME_OF_DATA is not known here.',
    ],
    ['import os', 'os.listdir("a")', 'Files are not read here.'],
    ['from pathlib import Path', 'Path("a").read_text()', 'Files are not read here.'],
    ['import time', 'time.time() - 3', 'What the clock says is not known here.'],
    ['import datetime', 'datetime.datetime.now().year', 'What the clock says is not known here.'],
    ['import random', 'random.random() * 2', 'What Python draws at random is not known here.'],
    ['import random', 'random.randint(1, 6)', 'What Python draws at random is not known here.'],
    ['import numpy as np', 'np.random.rand()', 'What NumPy draws at random is not known here.'],
    [
      'import numpy as np',
      'np.fft.fft([1])',
      'fft comes from the module numpy, which is not known here.',
    ],
    ['import os', 'os.cpu_count() // 2', 'The machine that this runs on is not known here.'],
    ['import re', "re.match('(a+)+$', 'aaaa')", 'This regular expression is not evaluated here.'],
    [
      'import re',
      "re.search('a.*b.*c', 'a' * 5000)",
      'This regular expression is not evaluated here.',
    ],
    ['import json', "json.load(open('a'))", 'Files are not read here.'],
    [
      'import jax.numpy as jnp\nimport jax',
      'jax.nn',
      'JAX is another framework than PyTorch; its models are not shown.',
    ],
    [
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("--path", required=True)',
      'p.parse_args().path',
      'The argument path has no default: it is given on the command line.',
    ],
  ])('%s: %s', (statements, expression, reason) => {
    const { globals, failures } = runPython(`${statements}\nresult = ${expression}\n`);
    expect(failures).toEqual([]);
    expect(globals.get('result')).toMatchObject({ reason });
  });

  test('what can be known in spite of it', () => {
    const statements = 'import random, os\nos.environ["A"] = "b"';
    expect(
      evaluate(statements, '[random.choice([5]), random.randrange(3, 4), os.environ["A"]]'),
    ).toBe("[5, 3, 'b']");
    expect(evaluate('from tqdm import tqdm, trange', '[list(tqdm([1, 2])), len(trange(3))]')).toBe(
      '[[1, 2], 3]',
    );
  });

  test('shuffling leaves the order and says so', () => {
    const { notes, repr } = runPython('import random\nx = [1, 2, 3]\nrandom.shuffle(x)\n');
    expect(repr('x')).toBe('[1, 2, 3]');
    expect(notes.map(({ code }) => code)).toEqual(['not-shuffled']);
  });

  test('modules of Python that models do not need are there, others are missing where that is asked', () => {
    const text =
      'try:\n  import cPickle\nexcept ImportError:\n  import pickle as cPickle\ntry:\n  import socket\n  found = True\nexcept ImportError:\n  found = False\n';
    const { repr, failures } = runPython(text);
    expect(failures).toEqual([]);
    expect(repr('found')).toBe('True');
  });
});
