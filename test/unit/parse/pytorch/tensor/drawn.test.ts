/** Numbers that a script draws, asked for while it runs: those of PyTorch after the same seed. */
import { describe, expect, it } from 'vitest';
import { PyList, Unknown, type Value } from '../../../../../src/core/parse/python/values';
import { runTorch } from '../../../../support/pytorch';

const HEAD = 'import torch\nfrom torch import nn\n';

function resultOf(text: string): Value | undefined {
  const { globals, failures } = runTorch(HEAD + text);
  expect(failures).toEqual([]);
  return globals.get('result');
}

function numbersOf(text: string): number[] {
  const result = resultOf(text);
  expect(result).toBeInstanceOf(PyList);
  return (result as PyList).items.map(Number);
}

describe('drawn numbers', () => {
  it.each([
    [
      'whole numbers',
      'torch.manual_seed(3)\nresult = torch.randint(10, (4,)).tolist()',
      [6, 8, 7, 7],
    ],
    [
      'an order, behind other draws',
      'torch.manual_seed(3)\ntorch.randint(10, (4,))\ntorch.rand(1)\nresult = torch.randperm(5).tolist()',
      [0, 1, 4, 2, 3],
    ],
    [
      'behind first values and a mask of dropout',
      `torch.manual_seed(0)
drop, fc = nn.Dropout(0.5), nn.Linear(2, 3)
drop(fc(torch.ones(4, 2)))
result = torch.randint(100, (3,)).tolist()`,
      [60, 95, 85],
    ],
    [
      'in their turn, asked for one after another',
      `torch.manual_seed(3)
first = torch.randint(10, (2,)).tolist()
result = first + torch.randint(10, (2,)).tolist()`,
      [6, 8, 7, 7],
    ],
    [
      'without a seed, as after seed 0',
      'result = torch.rand(2).tolist()',
      [0.49625658988952637, 0.7682217955589294],
    ],
  ])('%s', (_, text, wanted) => {
    expect(numbersOf(text)).toEqual(wanted);
  });

  it('are bounds and places', () => {
    const text = `torch.manual_seed(3)
data = torch.arange(100)
parts = [data[i * 2:i * 2 + 3] for i in torch.randint(10, (4,))]
result = torch.stack(parts)[:, 0].tolist() + [data[i].item() for i in torch.tensor([6, 8])]`;
    expect(numbersOf(text)).toEqual([12, 16, 14, 14, 6, 8]);
  });

  it('decide', () => {
    const text = `torch.manual_seed(3)
x = torch.randint(10, (4,))
result = [i for i in range(4) if x[i] > 6] + [int(x.max()), bool(x[0] == 6)]`;
    expect(numbersOf(text)).toEqual([1, 2, 3, 8, 1]);
  });

  it('are computed with', () => {
    expect(resultOf('torch.manual_seed(0)\nresult = torch.randn(3).sum().item()')).toBeCloseTo(
      -0.9312222,
      6,
    );
  });

  it('are chosen by masks', () => {
    const text = `torch.manual_seed(0)
x = torch.rand(3)
x = x[x > 0.1]
result = [len(x), *x.tolist()]`;
    expect(numbersOf(text)).toEqual([2, 0.49625658988952637, 0.7682217955589294]);
  });
});

describe('numbers that are not known', () => {
  it.each([
    ['of a parameter', 'result = nn.Linear(2, 3).weight.tolist()'],
    [
      'of a parameter behind detach',
      'result = (nn.Linear(2, 3).weight.data * nn.Linear(2, 3).weight.detach()).tolist()',
    ],
    ['of what a layer gives', 'result = nn.Linear(2, 3)(torch.ones(1, 2)).tolist()'],
    [
      'of what is learned without a module',
      'w = torch.randn(3, requires_grad=True)\nresult = (w.detach() * 2 + w).tolist()',
    ],
    [
      'of what an optimizer changed',
      `fc = nn.Linear(2, 3)
optimizer = torch.optim.SGD(fc.parameters(), lr=0.1)
fc(torch.ones(1, 2)).sum().backward()
optimizer.step()
result = fc.weight.detach().tolist()`,
    ],
    [
      'of what was computed with numbers that were drawn anew since then',
      'x = torch.rand(3)\ny = x * 2\nx.uniform_()\nresult = y.tolist()',
    ],
    ['behind too many others', 'torch.rand(2001, 2000)\nresult = torch.rand(3).tolist()'],
  ])('%s', (_, text) => {
    expect(resultOf(text)).toBeInstanceOf(Unknown);
  });
});
