/** What layers put on the tape: the operation from their attributes at that moment, the layer itself, its weights by role. */
import { describe, expect, it } from 'vitest';
import { valueOf } from '../../../../../src/core/parse/pytorch/nn/fields';
import { Tensor, type Recorded } from '../../../../../src/core/parse/pytorch/tape';
import type { PyInstance } from '../../../../../src/core/parse/python/values';
import { runTorch } from '../../../../support/pytorch';

/** Operations of a text without failures. */
function tapeOf(text: string): readonly Recorded[] {
  const { torch, failures } = runTorch(`import torch\nfrom torch import nn\n${text}`);
  expect(failures).toEqual([]);
  return torch.tape;
}

describe('a layer', () => {
  it('is one operation with its parameters and buffers by their roles', () => {
    const { torch, globals } = runTorch(`
import torch
from torch import nn
layer = nn.BatchNorm2d(3, momentum=None)
layer(torch.randn(2, 3, 4, 4))
`);
    const [{ op, layer, weights, word }] = torch.tape as [Recorded];
    expect(op).toEqual({
      type: 'batch_norm',
      features: 3,
      eps: 1e-5,
      momentum: null,
      affine: true,
      trackRunningStats: true,
    });
    expect(word).toBe('BatchNorm2d');
    expect(layer).toBe(globals.get('layer'));
    for (const [role, ref] of weights) {
      const tensor = valueOf(layer as PyInstance, role);
      expect(tensor).toBeInstanceOf(Tensor);
      expect((tensor as Tensor).ref.source).toBe(ref.source);
    }
    expect([...weights.keys()]).toEqual([
      'weight',
      'bias',
      'running_mean',
      'running_var',
      'num_batches_tracked',
    ]);
  });

  it('computes with the attributes that it has by then', () => {
    const [, op] = tapeOf(`
conv = nn.Conv2d(2, 4, 3)
conv.stride = (2, 2)
conv.bias = None
conv.weight = nn.Parameter(torch.zeros(6, 2, 1, 1))
conv(torch.randn(1, 2, 9, 9))
`);
    expect(op).toMatchObject({
      op: { type: 'conv', outChannels: 6, kernel: [1, 1], stride: [2, 2], bias: false },
      shape: [1, 6, 5, 5],
    });
    expect([...op!.weights.keys()]).toEqual(['weight']);
  });

  it('changes its input where it works in place', () => {
    const { repr } = runTorch(`
import torch
from torch import nn
x = torch.randn(3)
y = nn.ReLU(inplace=True)(x)
same = [y is x, x._version]
`);
    expect(repr('same')).toBe('[True, 1]');
  });

  it('is called by its subclass’s name', () => {
    const tape = tapeOf(`
class Mine(nn.Linear):
    def forward(self, x):
        return super().forward(x) + nn.functional.relu(x)
Mine(3, 3)(torch.zeros(1, 3))
`);
    expect(tape.slice(1).map(({ word, layer }) => [word, layer?.cls.name])).toEqual([
      ['Mine', 'Mine'],
      ['relu', undefined],
      ['+', undefined],
    ]);
  });

  it('may come without a batch', () => {
    const shapes = tapeOf('nn.MaxPool2d(2)(nn.Conv2d(1, 2, 3)(torch.zeros(1, 6, 6)))');
    expect(shapes.at(-1)!.shape).toEqual([2, 2, 2]);
  });

  it('reads a weight that is computed', () => {
    const tape = tapeOf(`
import torch.nn.utils.parametrize as parametrize
class Symmetric(nn.Module):
    def forward(self, w):
        return w + w.T
layer = nn.Linear(3, 3)
parametrize.register_parametrization(layer, 'weight', Symmetric())
names = [n for n, _ in layer.named_parameters()]
layer(torch.zeros(1, 3))
`);
    const { weights, op } = tape.at(-1)!;
    expect(op).toMatchObject({ type: 'linear', inFeatures: 3, outFeatures: 3 });
    const { source } = weights.get('weight')!;
    expect(source.kind === 'output' && source.of.word).toBe('+');
  });
});

describe('modes', () => {
  const text = (mode: string) => `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(3)
        self.drop = nn.Dropout(0.5)
    def forward(self, x):
        return self.drop(self.norm(x))
net = Net()
${mode}
net(torch.zeros(4, 3))
`;
  const types = (mode: string) => tapeOf(text(mode)).map(({ op }) => op.type);

  it('of the whole model are the graph’s', () => {
    expect(types('')).toEqual(['constant', 'batch_norm', 'dropout']);
    expect(types('net.eval()')).toEqual(['constant', 'batch_norm', 'dropout']);
  });

  it('of a part are those of its layers', () => {
    const tape = tapeOf(text('net.norm.eval(); net.drop.eval()'));
    expect(tape.map(({ op, evaluated }) => [op.type, evaluated])).toEqual([
      ['constant', false],
      ['batch_norm', true],
    ]);
  });
});

describe('sequences', () => {
  it('give states, start from given ones, and pass packed ones through', () => {
    const { repr, failures, torch, notes } = runTorch(`
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
x = torch.randn(2, 5, 3)
lstm = nn.LSTM(3, 4, num_layers=2, bidirectional=True, batch_first=True)
out, (h, c) = lstm(pack_padded_sequence(x, [5, 3], batch_first=True))
padded, lengths = pad_packed_sequence(out)
gru = nn.GRU(3, 4)
last, _ = gru(x, torch.zeros(1, 5, 4))
shapes = [list(t.shape) for t in (padded, h, c, last)], lengths
`);
    expect(failures).toEqual([]);
    expect(repr('shapes')).toBe('([[5, 2, 8], [4, 2, 4], [4, 2, 4], [2, 5, 4]], [5, 3])');
    expect(notes.map(({ code }) => code)).toEqual(['packed-sequence']);
    const given = torch.tape.filter(({ op }) => op.type === 'recurrent').at(-1)!;
    expect(given.inputs.map(({ shape }) => shape)).toEqual([
      [2, 5, 3],
      [1, 5, 4],
    ]);
  });

  it('of one step are a recurrent layer of one place', () => {
    const { torch, repr } = runTorch(`
import torch
from torch import nn
cell = nn.LSTMCell(3, 4)
h, c = cell(torch.randn(2, 3))
h, c = cell(torch.randn(2, 3), (h, c))
shapes = [list(h.shape), list(c.shape)]
`);
    expect(repr('shapes')).toBe('[[2, 4], [2, 4]]');
    const steps = torch.tape.filter(({ op }) => op.type === 'recurrent');
    expect(steps.map(({ inputs }) => inputs.length)).toEqual([1, 3]);
    expect([...steps[0]!.weights.keys()]).toEqual([
      'weight_ih_l0',
      'weight_hh_l0',
      'bias_ih_l0',
      'bias_hh_l0',
    ]);
  });
});

describe('attention', () => {
  it('adds masks of truth values to the scores', () => {
    const tape = tapeOf(`
attend = nn.MultiheadAttention(8, 2, batch_first=True)
x = torch.randn(2, 5, 8)
mask = torch.ones(5, 5).triu(1).bool()
y, w = attend(x, x, x, attn_mask=mask, key_padding_mask=torch.zeros(2, 5).bool())
z, none = attend(x, x, x, need_weights=False)
`);
    const [masked, plain] = tape.filter(({ op }) => op.type === 'multihead_attention');
    expect(masked!.inputs.map(({ shape }) => shape)).toEqual([
      [2, 5, 8],
      [2, 5, 8],
      [2, 5, 8],
      [2, 1, 5, 5],
    ]);
    expect(plain!.inputs).toHaveLength(1);
    expect([...plain!.weights.keys()]).toEqual([
      'in_proj_weight',
      'in_proj_bias',
      'out_proj.weight',
      'out_proj.bias',
    ]);
  });
});

describe('losses', () => {
  it('are one operation with their options', () => {
    const tape = tapeOf(`
x, classes = torch.randn(4, 3), torch.tensor([0, 1, 2, 0])
nn.CrossEntropyLoss(weight=torch.tensor([1., 2., 3.]), ignore_index=1, label_smoothing=0.1)(x, classes)
nn.MSELoss(size_average=False)(x, torch.randn(4, 3))
`);
    expect(tape.flatMap(({ op }) => (op.type === 'loss' ? [op.spec] : []))).toMatchObject([
      {
        kind: 'cross_entropy',
        reduction: 'mean',
        weight: [1, 2, 3],
        ignoreIndex: 1,
        labelSmoothing: 0.1,
      },
      { kind: 'mse', reduction: 'sum' },
    ]);
    expect(tape.filter(({ op }) => op.type === 'loss').map(({ word }) => word)).toEqual([
      'CrossEntropyLoss',
      'MSELoss',
    ]);
  });
});
