/** With which arguments a model is made, and what is said of those that nobody gives. */
import { describe, expect, it } from 'vitest';
import { computeOutput } from '../../../../../src/core/autodiff/compute';
import { readPython } from '../../../../../src/core/parse/pytorch';
import { runToEnd } from '../../../../../src/core/parse/python/steps';
import { readTorch } from '../../../../support/models';

const HEAD = `import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self, hidden, num_classes=3):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(4, hidden), nn.ReLU(), nn.Linear(hidden, num_classes))
    def forward(self, x):
        return self.net(x)
`;
/** How the first model is made, and what was assumed of its arguments. */
function made(text: string): { text: string; assumed: string[] } {
  const [model] = readTorch(text).models;
  return {
    text: model!.invocation!.replace(/, input=.*/s, ''),
    assumed: model!.assumptions
      .filter(({ code }) => code === 'arguments')
      .map(({ message }) => message),
  };
}

describe('arguments that the file gives', () => {
  it.each([
    ['an instance', 'model = Net(7)\n', 'Net(7)'],
    [
      'under main',
      'if __name__ == "__main__":\n    n = 5\n    Net(n, num_classes=2)\n',
      'Net(5, num_classes=2)',
    ],
    [
      'in main()',
      'def main():\n    Net(hidden=6)\nif __name__ == "__main__":\n    main()\n',
      'Net(hidden=6)',
    ],
    [
      'in a test that nobody calls',
      'def test_net():\n    net = Net(9)\n    net(torch.randn(1, 4))\n',
      'Net(9)',
    ],
    ['in a builder that nobody calls', 'def small():\n    return Net(2)\n', 'Net(2)'],
    ['in a dict', 'config = {"hidden": 8}\nmodel = Net(**config)\n', 'Net(hidden=8)'],
    [
      'from the command line',
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("--hidden", type=int, default=11)\nargs = p.parse_args()\nmodel = Net(args.hidden)\n',
      'Net(11)',
    ],
  ])('%s', (_, text, expected) => {
    expect(made(HEAD + text)).toEqual({ text: expected, assumed: [] });
  });

  it('prefers the instance that is trained', () => {
    const text = `small = Net(2)
big = Net(5)
loss = big(torch.randn(2, 4)).sum()
loss.backward()
`;
    expect(made(HEAD + text).text).toBe('Net(5)');
  });

  it('takes none that was never made', () => {
    const text = HEAD.replace(
      'super().__init__()',
      'super().__init__()\n        assert hidden > 2',
    );
    expect(made(`${text}model = Net(1)\nother = Net(3)\n`).text).toBe('Net(3)');
  });
});

describe('arguments that nobody gives', () => {
  it('are guessed by their names, and that is said', () => {
    expect(made(HEAD)).toEqual({
      text: 'Net(hidden=64)',
      assumed: ['Nothing says with which arguments Net is made: hidden = 64.'],
    });
  });

  it('are classes of blocks and numbers of them', () => {
    const text = `import torch.nn as nn
class Block(nn.Module):
    def __init__(self, a, b):
        super().__init__()
        self.fc = nn.Linear(4, 4)
    def forward(self, x):
        return x + self.fc(x)
class Net(nn.Module):
    def __init__(self, block, layers):
        super().__init__()
        self.a = nn.Sequential(*[block(4, 4) for _ in range(layers[0])])
        self.b = nn.Sequential(*[block(4, 4) for _ in range(layers[1])])
    def forward(self, x):
        return self.b(self.a(x))
def net(n):
    return Net(Block, [n, n])
`;
    expect(made(text).text).toBe('Net(block=Block, layers=[2, 2])');
  });

  it('are a dataclass of the file where they are a configuration', () => {
    const text = `from dataclasses import dataclass
import torch.nn as nn
@dataclass
class Config:
    width: int = 6
class Net(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.fc = nn.Linear(4, config.width)
    def forward(self, x):
        return self.fc(x)
`;
    expect(made(text).text).toBe('Net(config=Config())');
  });

  it('are a namespace of what is read from them where the file has no such class', () => {
    const text = `import torch.nn as nn
class Net(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.fc = nn.Linear(cfg.in_features, cfg.num_classes)
    def forward(self, x):
        return self.fc(x)
`;
    expect(made(text).text).toBe('Net(cfg=SimpleNamespace(in_features=16, num_classes=10))');
  });

  it('are modules of the file that are called like them', () => {
    const text = `import torch.nn as nn
class Encoder(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.fc = nn.Linear(4, 8)
    def forward(self, x):
        return self.fc(x)
class Model(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
    def forward(self, x):
        return self.encoder(x)
def build(size):
    return Model(Encoder(size))
`;
    expect(made(text).text).toBe('Model(encoder=Encoder(size=32))');
  });

  it('are compared with texts, of which the first is taken', () => {
    const text = `import torch.nn as nn
class Net(nn.Module):
    def __init__(self, kind):
        super().__init__()
        if kind == 'wide':
            self.fc = nn.Linear(4, 8)
        else:
            raise ValueError(kind)
    def forward(self, x):
        return self.fc(x)
`;
    expect(made(text).text).toBe("Net(kind='wide')");
  });

  it('are guessed in the place of what the script does not know', () => {
    const text = `${HEAD}import pandas
model = Net(pandas.read_csv('x.csv').shape[1])
`;
    expect(made(text)).toEqual({
      text: 'Net(64)',
      assumed: ['Nothing says with which arguments Net is made: hidden = 64.'],
    });
  });

  it('are the same number wherever the same size is not known', () => {
    const text = `import gym
import torch.nn as nn
N_STATES = gym.make('CartPole-v1').observation_space.shape[0]
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(N_STATES, 5)
        self.b = nn.Linear(5, N_STATES)
    def forward(self, x):
        return self.b(self.a(x))
net = Net()
`;
    const [model] = readTorch(text).models;
    expect(model!.stoppedAt).toBeNull();
    expect(model!.nodes[0]!.outputShape).toEqual([1, 8]);
    expect(model!.nodes.at(-1)!.outputShape).toEqual([1, 8]);
    expect(model!.assumptions.map(({ message }) => message)).toContain(
      'N_STATES of Linear is not known here: 8.',
    );
  });
});

describe('arguments that were answered', () => {
  const read = (text: string, invocations: Record<string, string> = {}) =>
    runToEnd(readPython({ cells: [{ uri: null, text }] }, { compute: computeOutput, invocations }))
      .models[0]!;

  it('are those of the comment', () => {
    const model = read(`# backprop: Net(hidden=5), input=(2, 4), seed=9\n${HEAD}`);
    expect(model.invocation).toBe('Net(hidden=5), input=(2, 4), seed=9');
    expect(model.seed).toBe(9);
    expect(model.nodes[0]!.outputShape).toEqual([2, 4]);
    expect(model.assumptions.map(({ code }) => code)).toEqual(['loss', 'optimizer']);
  });

  it('are those of the comment in the class, which needs not name it', () => {
    const model = read(
      HEAD.replace('    def forward', '    # backprop: input=(3, 4)\n    def forward'),
    );
    expect(model.invocation).toBe('Net(hidden=64), input=(3, 4)');
  });

  it('are those that are remembered, before those of the comment', () => {
    const model = read(`# backprop: Net(hidden=5)\n${HEAD}`, {
      Net: 'Net(3), batch=4, loss=nn.L1Loss()',
    });
    expect(model.invocation).toBe('Net(3), input=(4, 4), loss=nn.L1Loss()');
    expect(model.loss.kind).toBe('l1');
  });

  it('may name an optimizer', () => {
    const model = read(HEAD, { Net: 'Net(3), optimizer=Adam(lr=0.25)' });
    expect(model.optimizer).toMatchObject({ kind: 'adam', lr: 0.25 });
    expect(model.assumptions.map(({ code }) => code)).toEqual(['input', 'loss', 'seed']);
  });

  it('say so where a loss or an optimizer cannot be used', () => {
    const model = read(HEAD, { Net: 'Net(3), optimizer=Foo(lr=1), loss=Bar()' });
    expect(model.assumptions.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'Foo(lr=1) cannot be used for this model.',
        'Bar() cannot be used for this model.',
      ]),
    );
  });
});
