/** Which models a file holds, and what they are called. */
import { describe, expect, it } from 'vitest';
import { readTorch } from '../../../../support/models';

const HEAD = 'import torch\nimport torch.nn as nn\n';
/** A class whose only layer is linear. */
const net = (name: string, base = 'nn.Module'): string =>
  `class ${name}(${base}):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4)
    def forward(self, x):
        return self.fc(x)
`;
const namesOf = (text: string): string[] =>
  readTorch(HEAD + text).models.map(({ name, range }) => `${name} ${range.startLine - 1}`);

describe('classes', () => {
  it('are models in the order of the file, where they are', () => {
    expect(namesOf(net('A') + net('B'))).toEqual(['A 1', 'B 7']);
  });

  it('are none when others make them, or functions that others call', () => {
    const user = `def block():
    return Part()
class Whole(nn.Module):
    def __init__(self):
        super().__init__()
        self.part = block()
    def forward(self, x):
        return self.part(x)
`;
    expect(namesOf(net('Part') + user)).toEqual(['Whole 9']);
  });

  it('are none when they are given to others as classes or instances', () => {
    const whole = `class Whole(nn.Module):
    def __init__(self, block, other):
        super().__init__()
        self.a = block()
        self.b = other
    def forward(self, x):
        return self.b(self.a(x))
def build():
    return Whole(A, B())
`;
    expect(namesOf(net('A') + net('B') + whole)).toEqual(['Whole 13']);
  });

  it('are models all the same when the script calls them by themselves', () => {
    const whole = `class Whole(nn.Module):
    def __init__(self):
        super().__init__()
        self.part = Part()
    def forward(self, x):
        return self.part(x)
part = Part()
part(torch.randn(2, 4))
`;
    expect(namesOf(net('Part') + whole)).toEqual(['Part 1', 'Whole 7']);
  });

  it('are none when others derive from them', () => {
    expect(namesOf(net('Base') + net('Net', 'Base'))).toEqual(['Net 7']);
  });

  it('are none when they are losses or lack forward', () => {
    const loss =
      'class FocalLoss(nn.Module):\n    def forward(self, x, y):\n        return (x - y).mean()\n';
    const config = 'class Base(nn.Module):\n    pass\n';
    expect(namesOf(loss + config + net('Net'))).toEqual(['Net 6']);
  });
});

describe('modules without a class of the file', () => {
  it('are models when they are bound to a name', () => {
    expect(namesOf('a = 1\nnet = nn.Sequential(nn.Linear(2, 3), nn.ReLU())\n')).toEqual(['net 2']);
  });

  it('are models when a function that nobody calls builds them', () => {
    expect(namesOf('def make_net(n=3):\n    return nn.Sequential(nn.Linear(2, n))\n')).toEqual([
      'make_net 1',
    ]);
  });

  it('are models when an optimizer trains them', () => {
    const train = `line = nn.Linear(1, 1)
optimizer = torch.optim.SGD(line.parameters(), lr=0.1)
loss = nn.functional.mse_loss(line(torch.ones(3, 1)), torch.zeros(3, 1))
loss.backward()
`;
    expect(namesOf(train)).toEqual(['line 1']);
  });

  it('are none when they are losses, activations or only tried out', () => {
    expect(
      namesOf(
        'm = nn.Linear(2, 3)\ny = m(torch.randn(1, 2))\nact = nn.ReLU()\ncriterion = nn.MSELoss()\n',
      ),
    ).toEqual([]);
  });
});

describe('files without a model', () => {
  it('give nothing', () => {
    expect(readTorch('print("hello")\n')).toEqual({ models: [], problems: [] });
  });

  it('are named when another library makes their models', () => {
    const { models, problems } = readTorch('import numpy\nfrom flax import linen as nn\n');
    expect(models).toEqual([]);
    expect(problems).toMatchObject([
      {
        severity: 'information',
        code: 'other-library',
        range: { startLine: 1, startColumn: 5, endColumn: 9 },
      },
    ]);
  });

  it('are those of the library that stands on another one', () => {
    const text = 'import jax\nimport jax.numpy as jnp\nfrom flax import linen as nn\n';
    expect(readTorch(text).problems).toMatchObject([
      {
        message: 'This file makes its models with flax; only those of PyTorch are read.',
        range: { startLine: 2, startColumn: 5, endColumn: 9 },
      },
    ]);
    expect(readTorch('import jax\n').problems[0]!.message).toContain('with jax;');
  });
});
