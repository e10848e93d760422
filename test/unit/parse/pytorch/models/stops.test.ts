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

  it('names shapes once that its reason names', () => {
    const text = net('self.a = nn.Linear(3, 4)', 'return self.a(x)') + 'Net()(torch.randn(2, 5))\n';
    expect(readTorch(text).models[0]!.stoppedAt!.reason).toBe(
      'RuntimeError: Linear: It reads 3 features, but its input is [2, 5], whose last dimension is different.',
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
    expect(models).toMatchObject([
      {
        name: 'Net',
        nodes: [],
        invocation: 'Net()',
        stoppedAt: { reason: "NameError: name 'width' is not defined", range: { startLine: 6 } },
      },
    ]);
    expect(found).toMatchObject([
      {
        severity: 'error',
        code: 'not-made',
        message: "Net cannot be made: NameError: name 'width' is not defined.",
      },
    ]);
  });
});

describe('a model whose arguments cannot be guessed', () => {
  const text = `${HEAD}class Head(nn.Module):
    def __init__(self, backbone, cfg):
        super().__init__()
        self.backbone = backbone
        self.fc = nn.Linear(backbone.out_dim, cfg['classes'])
    def forward(self, x):
        return self.fc(self.backbone(x))
`;
  const reason =
    "Nothing says what backbone, cfg are, and the guess Head(backbone=torch.nn.Identity(), cfg={'classes': 10}) fails: AttributeError: 'Identity' object has no attribute 'out_dim'";

  it('is one of the file, with what is missing and the guess, which can be changed', () => {
    expect(readTorch(text).models).toMatchObject([
      {
        name: 'Head',
        nodes: [],
        invocation: "Head(backbone=torch.nn.Identity(), cfg={'classes': 10})",
        stoppedAt: { reason },
        range: { startLine: 3 },
      },
    ]);
  });

  it('has its parameters marked, not the code on which our guess fails', () => {
    expect(readTorch(text).problems).toMatchObject([
      {
        severity: 'information',
        code: 'not-made',
        message: `Head cannot be made: ${reason}.`,
        range: { startLine: 4, startColumn: 23, endColumn: 31 },
      },
    ]);
  });

  it('says of a single one that nothing says what it is', () => {
    const one = text.replace('backbone, cfg', 'backbone').replace("cfg['classes']", '3');
    expect(readTorch(one).models[0]!.stoppedAt!.reason).toMatch(/^Nothing says what backbone is, /);
  });

  it('is whole with a comment that gives them', () => {
    const body = `class Body(nn.Module):
    out_dim = 4
    def forward(self, x):
        return x
`;
    const commented = text.replace(
      'class Head',
      `${body}# backprop: Head(Body(), {'classes': 2})\nclass Head`,
    );
    expect(readTorch(commented).models).toMatchObject([
      { name: 'Body' },
      { name: 'Head', stoppedAt: null },
    ]);
  });
});

describe('a comment that does not fit', () => {
  it.each(['Net(confg)', 'Net(), input=confg(3)'])('%s is an error where it stands', (line) => {
    const text = `# backprop: ${line}\n${net('self.a = nn.Linear(3, 4)', 'return self.a(x)')}`;
    expect(readTorch(text).problems).toMatchObject([
      {
        severity: 'error',
        message: "Net cannot be made: NameError: name 'confg' is not defined.",
        range: { startLine: 0, startColumn: 0, endColumn: 12 + line.length },
      },
    ]);
  });
});

describe('a mistake of syntax', () => {
  const stop = (text: string) => {
    const { models, problems: found } = readTorch(text);
    return {
      nodes: models.map(({ nodes }) => nodes.map(({ type }) => type).join(' ')),
      stops: models.map(({ stoppedAt }) => stoppedAt && stoppedAt.range.startLine),
      reason: models[0]!.stoppedAt?.reason,
      problems: found.map(({ code, range }) => `${code} ${range.startLine}`),
    };
  };

  it('stops a half-written model where it stands, and is all that is said', () => {
    const text = `${HEAD}class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(10, 20)
        self.bn = nn.BatchNorm1d(20)
        self.fc2 = nn.Linear(20,

    def forward(self, x):
        x = self.bn(self.fc1(x)).relu()
        x = self.fc2(
`;
    expect(stop(text)).toEqual({
      nodes: ['input Linear BatchNorm1d relu'],
      stops: [8],
      reason: 'This bracket is never closed. Close it with )',
      problems: ['syntax 8', 'syntax 12'],
    });
  });

  it('is a missing comma, and not what follows from it', () => {
    const text = `${HEAD}class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 4)
        self.decoder = nn.Sequential(
            nn.Linear(4, 8)
            nn.Linear(8, 4), nn.Sigmoid(),
        )
    def forward(self, x):
        return self.decoder(self.a(x))
`;
    expect(stop(text)).toEqual({
      nodes: ['input Linear'],
      stops: [9],
      reason: 'A comma, an operator or a new line is missing before this.',
      problems: ['syntax 9'],
    });
  });

  it('silences advice, which may be its consequence', () => {
    const text = net(
      'self.a, self.b = nn.Linear(3, 4), nn.Linear(5, 2)',
      'return self.b(self.a(x))',
    );
    expect(problems(text)).toEqual(['error wrong-in-features 6']);
    expect(problems(`${text}x = (1,\n`)).toEqual(['error syntax 9']);
  });

  it('in a cell of a notebook says nothing of the cells before it', () => {
    const wrong = net(
      'self.a, self.b = nn.Linear(3, 4), nn.Linear(5, 2)',
      'return self.b(self.a(x))',
    );
    const cells = [
      { uri: 'cell:1', text: wrong },
      { uri: 'cell:2', text: 'y = (1,' },
      { uri: 'cell:3', text: wrong.slice(HEAD.length).replace('Net', 'Other') },
    ];
    const found = runToEnd(readPython({ cells, notebook: true }, { compute: computeOutput }));
    expect(found.problems.map(({ code, range }) => `${code} ${range.file}`)).toEqual([
      'wrong-in-features cell:1',
      'syntax cell:2',
    ]);
  });

  it('in a part stops the models that may have it, and no others of the file', () => {
    const part = `class Part(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 4)
    def forward(self, x):
        return self.a(x), 3 3
`;
    const whole = `class Whole(nn.Module):
    def __init__(self):
        super().__init__()
        self.part = Part()
    def forward(self, x):
        return self.part(x)
`;
    const other = part.replace('Part', 'Other');
    expect(stop(HEAD + part + whole).stops).toEqual([8]);
    expect(stop(HEAD + other + part.replace(' 3 3', '').replace('Part', 'Net')).stops).toEqual([
      8,
      null,
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
