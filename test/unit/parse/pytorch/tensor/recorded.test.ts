/** What functions of tensors record: operations, words, inputs, draws. */
import { describe, expect, it } from 'vitest';
import { runTorch, type TorchRun } from '../../../../support/pytorch';

/** Operations that statements record after the setup, as `word type [shape]`. */
function recorded(setup: string, text: string): string[] {
  const head = `import torch\nimport torch.nn as nn\n${setup}\n`;
  const before = runTorch(head).torch.tape.length;
  const run = runTorch(head + text);
  expect(run.failures).toEqual([]);
  return run.torch.tape
    .slice(before)
    .map(({ word, op, shape }) => `${word} ${op.type} [${shape.join(', ')}]`);
}

function draws({ torch }: TorchRun): string[] {
  return torch.draws.map(
    ({ slot, shape, initializer }) =>
      `${slot ? 'slot' : 'dropped'} [${shape.join(', ')}] ${initializer.kind}`,
  );
}

describe('words and operations', () => {
  const X = 'x = torch.randn(2, 3, 4)\ny = torch.randn(3, 4)';
  it.each([
    ['x + y', ['+ add [2, 3, 4]']],
    ['x + 1', ['+ constant [] of the number'], ['constant constant []', '+ add [2, 3, 4]']],
    ['0 + x', []],
    ['2 * x', ['* binary [2, 3, 4]']],
    ['x ** 2', ['** elementwise [2, 3, 4]']],
    ['x @ y.T', ['T permute [4, 3]', '@ matmul [2, 3, 3]']],
    ['x.view(2, -1)', ['view reshape [2, 12]']],
    ['x[:, 0]', ['[] index [2, 4]']],
    ['x.float()', []],
    ['x.to("cuda").contiguous().clone()', []],
    ['x.chunk(2, dim=-1)', ['chunk index [2, 3, 2]', 'chunk index [2, 3, 2]']],
    ['torch.cat([x, x], 1)', ['cat concat [2, 6, 4]']],
    [
      'x.masked_fill(x > 0, 1.0)',
      ['> binary [2, 3, 4]', 'constant', 'masked_fill where [2, 3, 4]'],
    ],
    ['x.topk(2)', ['topk arg_sort [2, 3, 2]', 'topk gather [2, 3, 2]']],
  ] as [string, string[], string[]?][])('%s', (text, first, second) => {
    const wanted = second ?? first;
    const made = recorded(X, text);
    expect(made.length).toBe(wanted.length);
    wanted.forEach((each, i) => expect(made[i]).toContain(each));
  });
});

describe('draws', () => {
  it('are made once outside of a forward pass, and anew in every step inside', () => {
    const run = runTorch(`
import torch, torch.nn as nn
class Net(nn.Module):
    def forward(self, x):
        return x + torch.randn(3) * torch.rand_like(x) + torch.empty(3).normal_()
y = Net()(torch.zeros(3))
z = torch.randn(4)
`);
    expect(run.failures).toEqual([]);
    expect(draws(run)).toEqual(['slot [4] normal']);
    expect(run.torch.tape.filter(({ op }) => op.type === 'random')).toHaveLength(3);
  });
  it('of a seed start anew', () => {
    const run = runTorch('import torch\ntorch.manual_seed(3)\nx = torch.rand(2)');
    expect(run.torch.seed).toBe(3);
    expect(draws(run)).toEqual(['dropped [] seed', 'slot [2] uniform']);
  });
  it('fill the same slot when a parameter is filled again, also through data', () => {
    const run = runTorch(`
import torch
w = torch.nn.Parameter(torch.empty(2, 3))
w.data.uniform_(-1, 1)
with torch.no_grad():
    w.mul_(0.5)
    w[0] = 0
w.data += 1
`);
    expect(run.failures).toEqual([]);
    expect(run.torch.draws.slice(-4).map(({ initializer }) => initializer)).toEqual([
      { kind: 'uniform', low: -1, high: 1 },
      { kind: 'scale', factor: 0.5 },
      { kind: 'part', items: [{ kind: 'at', index: 0 }], value: 0 },
      { kind: 'shift', by: 1 },
    ]);
    expect(new Set(run.torch.draws.map(({ slot }) => slot)).size).toBe(1);
  });
  it('of a parameter whose values cannot be followed leave it as it is, with a note', () => {
    const run = runTorch(`
import torch
w = torch.nn.Parameter(torch.randn(2, 3))
w.data = torch.randn(3, 2).t()
`);
    expect(run.notes.map(({ code }) => code)).toEqual(['other-values']);
  });
});

describe('gradients', () => {
  it('stop at detach, and behind no_grad', () => {
    const run = runTorch(`
import torch
p = torch.ones(2, requires_grad=True)
with torch.no_grad():
    a = p * 2
b = p.detach() * 3
`);
    expect(run.torch.tape.map(({ op, grad }) => [op.type, grad])).toEqual([
      ['constant', true],
      ['binary', false],
      ['detach', true],
      ['binary', true],
    ]);
  });
  it('of backward are remembered, and grad is unknown then', () => {
    const run = runTorch(`
import torch
p = torch.ones(2, requires_grad=True)
before = p.grad
p.sum().backward()
after = p.grad
`);
    expect(run.repr('before')).toBe('None');
    expect(run.torch.backwards).toHaveLength(1);
    expect(run.repr('after')).toContain('unknown');
  });
});

describe('what is not known', () => {
  it.each([
    ['torch.randn(3, requires_grad=True).sum().item()', 'only known when the model runs'],
    ['torch.randn(3)[torch.randn(3, requires_grad=True) > 0]', 'How many elements a mask takes'],
    ['torch.linalg.svd(torch.eye(2))', 'svd'],
    ['torch.unique(torch.randn(3))', 'torch.unique is not available yet'],
    ['torch.load("x.pt")', 'no file is read'],
    ['torch.view_as_complex(torch.randn(3, 2)).softmax(0)', 'softmax of complex numbers'],
  ])('%s', (text, reason) => {
    const run = runTorch(`import torch\nresult = ${text}`);
    expect(run.failures).toEqual([]);
    expect(run.globals.get('result')).toMatchObject({
      reason: expect.stringContaining(reason) as string,
    });
  });
  it('is said of an assignment', () => {
    const run = runTorch('import torch\nx = torch.zeros(3)\nx[torch.load("i")] = 1');
    expect(run.notes.map(({ code }) => code)).toContain('unknown-assignment');
  });
});

it('a shape that does not fit is a finding at its place', () => {
  const text = 'import torch\nx = torch.zeros(2, 3)\ny = x @ torch.zeros(2, 3)';
  const { torch, failures } = runTorch(text);
  expect(failures).toHaveLength(1);
  expect(torch.findings).toHaveLength(1);
  const [{ code, message, place }] = torch.findings as [(typeof torch.findings)[number]];
  expect(code).toBe('shape-mismatch');
  expect(message).toContain('[2, 3] and [2, 3]');
  expect(text.slice(place.span.start, place.span.end)).toBe('x @ torch.zeros(2, 3)');
});

it('a view that would have to move numbers is a finding, and reshape its fix', () => {
  const text =
    'import torch\nx = torch.zeros(2, 3, 4)\ny = x.transpose(1, 2).view(x.view(-1).shape[0])';
  const { torch, failures } = runTorch(text);
  expect(failures[0]).toMatch(/^RuntimeError: view size is not compatible/);
  const [{ code, fixes }] = torch.findings as [(typeof torch.findings)[number]];
  expect(code).toBe('view-not-contiguous');
  const [{ edits }] = fixes as [(typeof fixes)[number]];
  const [{ place, newText }] = edits as [(typeof edits)[number]];
  const { start, end } = place.span;
  expect(text.slice(0, start) + newText + text.slice(end)).toBe(
    'import torch\nx = torch.zeros(2, 3, 4)\ny = x.transpose(1, 2).reshape(x.view(-1).shape[0])',
  );
});
