/** How long hostile Python keeps the extension host from its other work: the longest stretch without a pause, and the share that it is of the whole reading. */
import { computeOutput } from '../../src/core/autodiff/compute';
import { readPython } from '../../src/core/parse/pytorch';
import { median, type Case } from '../measure';
import { torchFile } from '../models';

const HEAD = 'import torch\nimport torch.nn as nn\nimport numpy as np\n';

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');

const TEXTS: Readonly<Record<string, string>> = {
  'an endless loop': 'while True:\n    pass\n',
  'a recursion without end': 'def f(n):\n    return f(n + 1)\nf(0)\n',
  '[0] * 10**9': 'x = [0] * 10**9\n',
  "'a' * 10**9": "x = 'a' * 10**9\n",
  '5 MB of text': lines(500_000, () => 'x = 1 + 2'),
  '900 kB of Python': lines(45_000, (i) => `x${i} = ${i} + 2`),
  '900 kB of half statements': lines(60_000, () => 'class (x = [1,'),
  'a list of 100 000 numbers': `x = [${'1, '.repeat(100_000)}]\ny = torch.tensor(x)\n`,
  'a giant regular expression':
    'import re\nre.compile("|".join(["abc%d" % i for i in range(20000)]))\n',
  'huge whole numbers': 'x = 3 ** 10**6\nwhile True:\n    x = x * x\n',
  'numbers of a large array': 'x = np.arange(1000000) / 1000000\ny = x ** 0.3\nz = y.tolist()\n',
  'numbers of a large tensor':
    'x = torch.arange(60000).float()\nx.pow(0.3).sin().sort()[0].tolist()\n',
  'sorting 300 000 numbers': 'x = sorted(range(300000), key=lambda i: -i)\n',
  '3000 layers':
    'net = nn.Sequential(*[nn.Linear(8, 8) for _ in range(3000)])\nnet(torch.randn(2, 8))\n',
};

/** Every reading pauses at the same places: of each stretch the least time counts, in which nothing else of the machine came between. */
const REPEATS = 5;

export const cases: readonly Case[] = [
  ...Object.entries(TEXTS).map(([name, text]) => slice(name, HEAD + text)),
  slice('2000 lines of layers', torchFile(2000)),
  slice('a million blank lines', '\n'.repeat(999_999)),
];

function slice(name: string, text: string): Case {
  return {
    name: `slice: ${name}`,
    measure: () => {
      const readings = Array.from({ length: REPEATS }, () => stretches(text));
      const stretch = (i: number) => Math.min(...readings.map((each) => each[i]!));
      const longest = readings[0]!.reduce((most, _, i) => Math.max(most, stretch(i)), 0);
      const whole = median(readings.map((each) => each.reduce((sum, time) => sum + time, 0)));
      return Promise.resolve({
        median: longest,
        unit: 'ms',
        against: 'the whole reading',
        ratio: longest / whole,
      });
    },
  };
}

/** How long each stretch between two pauses takes, in milliseconds. */
function stretches(text: string): number[] {
  const steps = readPython({ cells: [{ uri: null, text }] }, { compute: computeOutput });
  const times: number[] = [];
  for (let done: boolean | undefined = false; !done;) {
    const begun = performance.now();
    ({ done } = steps.next());
    times.push(performance.now() - begun);
  }
  return times;
}
