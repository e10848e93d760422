/** What a script's training does beside what is shown: right where it can be, else said among the assumptions. */
import { describe, expect, it } from 'vitest';
import type { ModelGraph } from '../../../../../src/core/model/graph';
import { readTorch } from '../../../../support/models';

const HEAD = `import torch
import torch.nn as nn
import torch.nn.functional as F
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)
        self.norm = nn.BatchNorm1d(3)
    def forward(self, x):
        return self.norm(self.fc(x))
torch.manual_seed(1)
net = Net()
x = torch.randn(6, 4)
`;
const first = (script: string): ModelGraph => readTorch(HEAD + script).models[0]!;
/** Codes of what was assumed, and the lines of the script that they are about, from 0. */
const assumed = (script: string): string[] =>
  first(script).assumptions.map(({ code, range }) =>
    range ? `${code} ${range.startLine - 13}` : code,
  );

const SGD = 'optimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n';

describe('several backward passes before a step', () => {
  it('are one loss, their sum', () => {
    const { nodes, loss } = first(`${SGD}a = net(x).sum()
b = net(x + 1).abs().mean()
a.backward()
b.backward()
optimizer.step()
`);
    expect(loss.kind).toBe('output');
    expect(nodes.at(-1)).toMatchObject({ op: { type: 'add' }, inputs: ['sum', 'mean'] });
    expect(nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(['fc', 'fc@2', 'norm@2']));
  });

  it.each([
    ['the optimizer', 'optimizer.zero_grad()'],
    ['the model', 'net.zero_grad()'],
    ['hand', 'for p in net.parameters(): p.grad = None'],
  ])('do not count those that %s forgot', (_, clear) => {
    const script = `${SGD}net(x).sum().backward()
${clear}
F.l1_loss(net(x), torch.zeros(6, 3)).backward()
optimizer.step()
net(x).mean().backward()
`;
    expect(first(script).loss.kind).toBe('l1');
    expect(assumed(script)).toEqual([]);
  });

  it('are only the first of many, and that is said', () => {
    const script = `${SGD}losses = [(net(x) * k).sum() for k in range(1, 7)]
_ = [loss.backward() for loss in losses]
optimizer.step()
`;
    expect(first(script).nodes.at(-1)!.type).toBe('sum');
    expect(assumed(script)).toEqual(['passes 2']);
  });

  it('of a loop that steps now and then are those of its first round, and that is said', () => {
    expect(
      assumed(`${SGD}for i in range(8):
    net(x).sum().backward()
    if (i + 1) % 4 == 0:
        optimizer.step()
`),
    ).toEqual(['passes 3']);
  });

  it('take the gradient that they are given as a factor', () => {
    const { nodes } = first('net(x).backward(torch.full((6, 3), 2.0))\n');
    expect(nodes.slice(-2).map(({ op }) => op.type)).toEqual(['binary', 'reduce']);
    const plain = first('net(x).mean().backward(torch.tensor(1.0))\n');
    expect(plain.nodes.at(-1)!.type).toBe('mean');
  });
});

describe('what is not done as the script says', () => {
  const train = (before: string, between: string): string =>
    `${SGD}${before}\nnet(x).sum().backward()\n${between}\noptimizer.step()\n`;

  it.each([
    [
      'clipped gradients',
      train('', 'nn.utils.clip_grad_norm_(net.parameters(), 1.0)'),
      'not-applied 3',
    ],
    [
      'clipped values',
      train('', 'nn.utils.clip_grad_value_(net.parameters(), 1.0)'),
      'not-applied 3',
    ],
    ['schedules', train('torch.optim.lr_scheduler.StepLR(optimizer, 3)', ''), 'schedule 1'],
    ['mixed precision', train('torch.autocast("cuda")', ''), 'not-applied 1'],
    ['half precision', train('net.half()', ''), 'precision'],
    [
      'a second optimizer',
      train(
        'torch.optim.Adam(net.norm.parameters())\noptimizer.param_groups[0]["params"] = [net.fc.weight]',
        '',
      ),
      'optimizer 1',
    ],
    [
      'maximize',
      'torch.optim.SGD(net.parameters(), maximize=True)\nnet(x).sum().backward()\n',
      'optimizer 0',
    ],
    [
      'momentum of one group',
      'torch.optim.SGD([{"params": net.fc.parameters(), "momentum": 0.9}, {"params": net.norm.parameters()}], lr=0.1)\nnet(x).sum().backward()\n',
      'optimizer 0',
    ],
    [
      'a loop that is left before its end',
      `for i in range(10**6): torch.rand(2)\n${train('', '')}`,
      'loop-left 0',
    ],
    ['earlier running statistics', 'net(x)\nnet.eval()\n' + train('', ''), 'earlier-step'],
    [
      'random numbers of a generator of their own',
      'x = torch.randn(6, 4, generator=torch.Generator())\n' + train('', ''),
      'own-generator 0',
    ],
    ['changed gradients', train('', 'net.fc.weight.grad.data.clamp_(-1, 1)'), 'not-applied 3'],
    ['gradients that are set', train('', 'net.fc.weight.grad = torch.ones(3, 4)'), 'not-applied 3'],
    ['draws of another kind', 'torch.ones(2).exponential_()\n' + train('', ''), 'other-draws 0'],
    [
      'weighted samplers',
      `from torch.utils.data import *
data = TensorDataset(x)
x, = next(iter(DataLoader(data, 2, sampler=WeightedRandomSampler(torch.ones(6), 6))))
${train('', '')}`,
      'not-shuffled 2',
    ],
    [
      'data of NumPy',
      'import numpy\nx = torch.tensor(numpy.random.rand(6, 4)).float()\n' + train('', ''),
      'data',
    ],
  ])('%s: is said', (_, script, wanted) => {
    expect(assumed(script)).toEqual([wanted]);
  });

  it('leaves out what changes nothing', () => {
    expect(assumed(train('torch.autocast("cpu", enabled=False)', ''))).toEqual([]);
  });

  it('names a step of another optimizer before the loss', () => {
    const { models } = readTorch(`${HEAD}judge = nn.Sequential(nn.Linear(3, 1))
a = torch.optim.SGD(judge.parameters(), lr=0.1)
b = torch.optim.SGD(net.parameters(), lr=0.1)
made = net(x)
judge(made.detach()).sum().backward()
a.step()
judge(made).mean().backward()
b.step()
`);
    const codes = models.map(({ name, assumptions }) => [
      name,
      assumptions.map(({ code }) => code),
    ]);
    expect(codes).toEqual([
      ['Net', ['earlier-step']],
      ['judge', []],
    ]);
  });
});

describe('precision', () => {
  it('is that of the parameters; single draws keep theirs', () => {
    const { dtype, initialization } = first('net.double()\nnet(x.double()).sum().backward()\n');
    expect(dtype).toBe('float64');
    expect(initialization.find(({ tensor }) => tensor === 'fc.weight')!.dtype).toBe('float32');
    expect(first('net(x).sum().backward()\n').dtype).toBe('float32');
  });
});

describe('what stays as it is', () => {
  it('is said of packed sequences, which are computed padded', () => {
    const { assumptions } = readTorch(`import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(3, 2, batch_first=True)
    def forward(self, x, lengths):
        return self.rnn(pack_padded_sequence(x, lengths, batch_first=True))[1]
torch.manual_seed(1)
net = Net()
torch.optim.SGD(net.parameters(), lr=0.1)
net(torch.randn(2, 5, 3), torch.tensor([5, 2])).sum().backward()
`).models[0]!;
    expect(assumptions.map(({ code }) => code)).toEqual(['packed-sequence']);
  });

  it('is not that there is no optimizer, when the run stops before its step', () => {
    const { stoppedAt, optimizer, assumptions } = readTorch(`import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)
    def forward(self, x):
        return self.fc(x)
net = Net()
net(torch.randn(2, 5)).sum().backward()
torch.optim.Adam(net.parameters(), lr=0.125).step()
`).models[0]!;
    expect(stoppedAt).not.toBeNull();
    expect(optimizer).toMatchObject({ kind: 'adam', lr: 0.125 });
    expect(assumptions.map(({ code }) => code)).not.toContain('optimizer');
  });
});

describe('names', () => {
  it('of tensors that nothing registers are those of attributes and variables', () => {
    const { nodes } = readTorch(`import torch
import torch.nn as nn
FACTOR = torch.tensor([1.0, 2.0, 3.0])
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)
        self.shift = torch.rand(3)
        self.mask = torch.ones(3, 3).tril()
    def forward(self, x):
        y = self.fc(x)
        y *= FACTOR
        y -= self.shift
        y /= 2
        return y @ self.mask
Net()(torch.randn(2, 4)).sum().backward()
`).models[0]!;
    expect(nodes.map(({ id }) => id)).toEqual([
      ...['x', 'FACTOR', 'fc', 'mul', 'shift', 'sub', 'div', 'mask', 'matmul', 'sum'],
    ]);
  });

  it('of other models begin with their variables', () => {
    const { nodes } = first('other = nn.Linear(3, 2)\nother(net(x)).sum().backward()\n');
    const other = nodes.find(({ id }) => id === 'other')!;
    expect(other.parameters.map(({ name }) => name)).toEqual(['other.weight', 'other.bias']);
  });
});
