/** Containers of modules and parameters: order, names, indexing. Expectations are PyTorch's own output. */
import { describe, expect, it } from 'vitest';
import { runTorch } from '../../../../support/pytorch';

/** Reprs of expressions after a text. */
function values(text: string, ...expressions: string[]): string[] {
  const lines = expressions.map((expression, i) => `value${i} = ${expression}`);
  const { failures, repr } = runTorch(`
import torch
from torch import nn
from collections import OrderedDict
def names(module):
    return [f'{name} {type(child).__name__}' for name, child in module.named_children()]
${text}
${lines.join('\n')}
`);
  expect(failures).toEqual([]);
  return expressions.map((_, i) => repr(`value${i}`));
}

describe('Sequential', () => {
  const text = `
named = nn.Sequential(OrderedDict([('a', nn.Linear(2, 3)), ('b', nn.ReLU()), ('c', nn.Linear(3, 4))]))
named.append(nn.Tanh())
plain = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 3))
plain.insert(1, nn.Sigmoid())
plain.add_module('extra', nn.ReLU())
del plain[0]
`;
  it('keeps names, and numbers what has none', () => {
    expect(values(text, 'names(named)', 'names(plain)', 'names(plain + named)')).toEqual([
      "['a Linear', 'b ReLU', 'c Linear', '3 Tanh']",
      "['0 Sigmoid', '1 ReLU', '2 Linear', '3 ReLU']",
      "['0 Sigmoid', '1 ReLU', '2 Linear', '3 ReLU', '4 Linear', '5 ReLU', '6 Linear', '7 Tanh']",
    ]);
  });

  it('is indexed and sliced', () => {
    expect(
      values(
        text,
        'names(named[1:])',
        'names(named[0:3:2])',
        'type(named[-1]).__name__',
        'len(named)',
      ),
    ).toEqual(["['b ReLU', 'c Linear', '3 Tanh']", "['a Linear', 'c Linear']", "'Tanh'", '4']);
  });

  it('runs its modules one after the other', () => {
    const { torch } = runTorch(`
import torch
from torch import nn
nn.Sequential(nn.Conv2d(3, 4, 3), nn.Flatten(), nn.Linear(36, 2))(torch.zeros(5, 3, 5, 5))
`);
    expect(torch.tape.map(({ word, shape }) => [word, shape]).slice(1)).toEqual([
      ['Conv2d', [5, 4, 3, 3]],
      ['Flatten', [5, 36]],
      ['Linear', [5, 2]],
    ]);
  });
});

describe('lists and dicts', () => {
  it('ModuleList', () => {
    const text = `
layers = nn.ModuleList([nn.Linear(1, 1)])
layers += [nn.ReLU(), nn.Tanh()]
layers.extend([nn.GELU()])
layers.insert(0, nn.Identity())
layers[1] = nn.ELU()
`;
    expect(
      values(
        text,
        'names(layers)',
        'names(layers[1:3])',
        'len(layers)',
        'nn.ReLU in [type(l) for l in layers]',
      ),
    ).toEqual([
      "['0 Identity', '1 ELU', '2 ReLU', '3 Tanh', '4 GELU']",
      "['0 ELU', '1 ReLU']",
      '5',
      'True',
    ]);
  });

  it('ModuleDict', () => {
    const text = `
parts = nn.ModuleDict([['x', nn.ReLU()], ['y', nn.Linear(2, 2)]])
parts.update({'z': nn.Tanh()})
popped = parts.pop('x')
`;
    expect(
      values(
        text,
        'names(parts)',
        'list(parts.keys())',
        "'x' in parts",
        'type(popped).__name__',
        'len(parts)',
      ),
    ).toEqual(["['y Linear', 'z Tanh']", "['y', 'z']", 'False', "'ReLU'", '2']);
  });

  it('ParameterList and ParameterDict', () => {
    const text = `
numbers = nn.ParameterList([nn.Parameter(torch.zeros(1)), torch.ones(2)])
numbers.append(nn.Parameter(torch.zeros(3)))
table = nn.ParameterDict({'a': torch.zeros(2)})
table['b'] = nn.Parameter(torch.zeros(4))
`;
    expect(
      values(
        text,
        '[n for n, _ in numbers.named_parameters()]',
        '[list(p.shape) for p in numbers]',
        'list(numbers[-1].shape)',
        '[(k, list(v.shape)) for k, v in table.items()]',
        '[n for n, _ in table.named_parameters()]',
      ),
    ).toEqual([
      "['0', '1', '2']",
      '[[1], [2], [3]]',
      '[3]',
      "[('a', [2]), ('b', [4])]",
      "['a', 'b']",
    ]);
  });
});
