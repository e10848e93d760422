/** torch.autograd: functions with a backward of their own, and what is asked of gradients. */
import { expect, it } from 'vitest';
import { computeOutput } from '../../../../../src/core/autodiff/compute';
import { prepare, runStep } from '../../../../../src/core/autodiff';
import { readPython } from '../../../../../src/core/parse/pytorch/read-python';
import { runToEnd } from '../../../../../src/core/parse/python/steps';
import { Unknown } from '../../../../../src/core/parse/python/values';
import { runWell } from './evaluate';

/** The gradient of the one parameter of a model, (1, −2, 3), after its only operation. */
function gradient(definition: string, call: string): readonly number[] {
  const text = `
import torch
from torch import nn
from torch.autograd import Function
${definition}
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.tensor([1., -2., 0.5]))
    def forward(self, x):
        return ${call} * x
net = Net()
loss = net(torch.tensor([1., 2., 3.])).sum()
loss.backward()
`;
  const { models } = runToEnd(
    readPython({ cells: [{ uri: null, text }] }, { compute: computeOutput }),
  );
  const { program, state, data } = prepare(models.at(-1)!);
  const trace = runStep(program, state, data, 0);
  return Array.from(trace.values[program.gradientOf[program.parameters[0]!]!]!);
}

const REVERSAL = `
class Reverse(Function):
    @staticmethod
    def forward(ctx, x, alpha):
        ctx.alpha = alpha
        return x.view_as(x)
    @staticmethod
    def backward(ctx, grad):
        return grad.neg() * ctx.alpha, None
`;
const STRAIGHT = `
class Sign(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.sign()
    @staticmethod
    def backward(ctx, grad):
        x, = ctx.saved_tensors
        grad = grad.clone()
        grad[x.abs() > 1.5] = 0
        return grad
`;
const APART = `
class Times(Function):
    @staticmethod
    def forward(x, k):
        return x * k
    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.k = inputs[1]
    @staticmethod
    def backward(ctx, grad):
        return grad * ctx.k * 3, None
`;

const SAME = REVERSAL.replace('x.view_as(x)', 'x');

it('obeys a backward function that multiplies', () => {
  expect(gradient(SAME, 'Reverse.apply(self.w, 0.5)')).toEqual([-0.5, -1, -1.5]);
  expect(gradient(REVERSAL, 'Reverse.apply(self.w, 0.5)')).toEqual([-0.5, -1, -1.5]);
  expect(gradient(STRAIGHT, 'Sign.apply(self.w)')).toEqual([1, 0, 3]);
  expect(gradient(APART, 'Times.apply(self.w, 2.)')).toEqual([6, 12, 18]);
});

it('leaves the value as forward gives it', () => {
  const { globals } = runWell(`
from torch.autograd import Function
${STRAIGHT}
y = Sign.apply(torch.tensor([1., -2., 0.5])).tolist()
right = y == [1., -1., 1.]
`);
  expect(globals.get('right')).toBe(true);
});

it('says that another backward function is not obeyed, and uses that of the forward function', () => {
  const text = `
class Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w):
        ctx.save_for_backward(x, w)
        return x @ w
    @staticmethod
    def backward(ctx, grad):
        x, w = ctx.saved_tensors
        return grad @ w.T, x.T @ grad
y = Product.apply(t(2, 3), nn.Parameter(t(3, 4)))
learns = y.requires_grad
`;
  const { notes, globals, torch } = runWell(text);
  expect(notes.map(({ code }) => code)).toEqual(['custom-backward']);
  expect(globals.get('learns')).toBe(true);
  expect(torch.tape.at(-1)).toMatchObject({ op: { type: 'matmul' }, grad: true });
});

it('does not know gradients while the model is read', () => {
  const { globals } = runWell('g = torch.autograd.grad(t(3).sum(), t(3))');
  expect(globals.get('g')).toBeInstanceOf(Unknown);
});

it('keeps what backward is called on', () => {
  const { torch } = runWell('x = t(3).sum()\ntorch.autograd.backward([x])');
  expect(torch.backwards).toHaveLength(1);
});

it('knows Variable as the tensor itself', () => {
  const { globals } = runWell(
    'from torch.autograd import Variable\nx = t(3)\nsame = Variable(x, requires_grad=True) is x\nlearns = x.requires_grad',
  );
  expect([globals.get('same'), globals.get('learns')]).toEqual([true, true]);
});
