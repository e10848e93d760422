/** Files that cannot be followed to their end: how far they come, why they stop, and whom that is blamed on. */
import { describe, expect, it } from 'vitest';
import { computeOutput } from '../../../../../src/core/autodiff/compute';
import { readPython } from '../../../../../src/core/parse/pytorch';
import { runToEnd } from '../../../../../src/core/parse/python/steps';
import { readTorch } from '../../../../support/models';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';
const net = (layers: string, forward: string): string => `${HEAD}class Net(nn.Module):
    def __init__(self):
        super().__init__()
        ${layers}
    def forward(self, x):
        ${forward}
`;
const problems = (text: string): string[] =>
  readTorch(text).problems.map(
    ({ severity, code, range }) => `${severity} ${code} ${range.startLine}`,
  );

describe('a model that stops', () => {
  it('is known up to there, with the true reason', () => {
    const text = net(
      'self.a, self.b = nn.Linear(3, 4), nn.Linear(4, 2)',
      'return self.b(strange(self.a(x)))',
    ).replace(HEAD, `${HEAD}from somewhere import strange\n`);
    const { models, problems: found } = readTorch(text);
    expect(models[0]!.nodes.map(({ type }) => type)).toEqual(['input', 'Linear']);
    expect(models[0]!.stoppedAt).toMatchObject({
      reason: 'strange comes from the module somewhere, which is not known here.',
      range: { startLine: 3 },
    });
    expect(found).toMatchObject([{ severity: 'information', code: 'stopped' }]);
  });

  it('is an error where the file alone is to blame', () => {
    const text =
      net('self.a = nn.Linear(3, 4)', 'return self.a(x).foo') + 'Net()(torch.randn(1, 3))\n';
    expect(problems(text)).toEqual(['error stopped 8']);
    expect(readTorch(text).models[0]!.stoppedAt!.reason).toBe(
      "AttributeError: 'Tensor' object has no attribute 'foo'",
    );
  });

  it('is an error also with made-up inputs, where no other would help', () => {
    const text = net(
      'self.a, self.b = nn.Linear(3, 4), nn.Linear(5, 2)',
      'return self.b(self.a(x))',
    );
    expect(problems(text)).toEqual(['error wrong-in-features 6']);
  });

  it('is none where an image of another size may be meant', () => {
    const text = net(
      'self.a, self.b = nn.Conv2d(3, 4, 3), nn.Linear(777, 2)',
      'return self.b(self.a(x).flatten(1))',
    );
    expect(problems(text)).toEqual(['information stopped 8']);
  });

  it('is an error where the script feeds it', () => {
    const text = `${net(
      'self.a, self.b = nn.Conv2d(3, 4, 3), nn.Linear(777, 2)',
      'return self.b(self.a(x).flatten(1))',
    )}Net()(torch.randn(1, 3, 8, 8))\n`;
    expect(problems(text)).toEqual(['error wrong-in-features 6']);
  });

  it('cannot be made where its constructor fails', () => {
    const text = net('self.a = nn.Linear(3, width)', 'return self.a(x)');
    const { models, problems: found } = readTorch(text);
    expect(models).toEqual([]);
    expect(found).toMatchObject([
      {
        severity: 'error',
        code: 'not-made',
        message: "Net cannot be made: NameError: name 'width' is not defined.",
      },
    ]);
  });
});

describe('branches that are chosen without knowing', () => {
  it('are said where they stand in a model, and nowhere else', () => {
    const text = `${net(
      'self.a = nn.Linear(3, 4) if settings.wide else nn.Linear(3, 2)',
      'return self.a(x)',
    ).replace(HEAD, `${HEAD}import settings\n`)}if settings.verbose:\n    print('x')\n`;
    expect(problems(text)).toEqual(['information unknown-condition 7']);
  });

  it('blame nobody for what follows', () => {
    const text = `${HEAD}import settings
x = torch.randn(2, 3)
if settings.flat:
    x = x.view(-1)
y = x @ torch.randn(3, 2) + torch.randn(5)
model = nn.Sequential(nn.Linear(3, 2))
`;
    expect(problems(text)).toEqual([]);
  });
});

describe('a hostile file', () => {
  /** How many pauses there were, for files that give up at a limit. */
  const pauses = (text: string): number => {
    const steps = readPython({ cells: [{ uri: null, text }] }, { compute: computeOutput });
    let count = 0;
    for (let step = steps.next(); !step.done; step = steps.next(null)) count += 1;
    return count;
  };

  it.each([
    ['an endless loop', 'while True:\n    pass\n'],
    ['an endless recursion', 'def f():\n    return f()\nf()\n'],
    ['a huge list', 'x = [0] * 10 ** 9\n'],
    [
      'an endless loop in forward',
      `${net('self.a = nn.Linear(3, 3)', 'while True: x = self.a(x)').slice(HEAD.length)}`,
    ],
  ])('%s ends, with pauses', { timeout: 60_000 }, (_, script) => {
    expect(pauses(HEAD + script)).toBeLessThan(100_000);
  });

  it('still gives its models', () => {
    const text = `${net('self.a = nn.Linear(3, 4)', 'return self.a(x)')}while True:\n    pass\n`;
    expect(readTorch(text).models[0]!.stoppedAt).toBeNull();
  });

  it('with broken statements gives what is whole, and the errors', () => {
    const text = `${net('self.a = nn.Linear(3, 4)', 'return self.a(x)')}x = (1,\n`;
    const { models, problems: found } = readTorch(text);
    expect(models[0]!.stoppedAt).toBeNull();
    expect(found).toMatchObject([{ severity: 'error', code: 'syntax', range: { startLine: 9 } }]);
  });
});

describe('a notebook', () => {
  const cells = [
    {
      uri: 'cell:1',
      text: '!pip install torch\n%matplotlib inline\nimport torch\nfrom torch import nn',
    },
    {
      uri: 'cell:2',
      text: 'class Net(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n        self.fc = nn.Linear(n, 2)\n    def forward(self, x):\n        return self.fc(x)',
    },
    { uri: 'cell:3', text: 'net = Net(5)\nnet(torch.randn(3, 5)).sum().backward()' },
  ];

  it('is read as one file, whose places know their cell', () => {
    const { models, problems: found } = runToEnd(
      readPython({ cells, notebook: true }, { compute: computeOutput }),
    );
    expect(found).toEqual([]);
    expect(models[0]).toMatchObject({
      name: 'Net',
      range: { file: 'cell:2' },
      loss: { range: { file: 'cell:3' } },
    });
    expect(models[0]!.nodes.map(({ type }) => type)).toEqual(['input', 'Linear', 'sum']);
  });
});
