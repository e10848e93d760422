/** torch.optim: options with PyTorch's defaults, parameter groups, rates of the first step. */
import { describe, expect, it } from 'vitest';
import { runWell, shown } from './evaluate';

const MODEL = 'm = nn.Sequential(nn.Linear(3, 4), nn.Linear(4, 2))\n';

function optimizerOf(text: string) {
  const { torch } = runWell(MODEL + text);
  expect(torch.optimizers).toHaveLength(1);
  return torch.optimizers[0]!;
}

describe('options', () => {
  it('have the defaults of PyTorch', () => {
    const { name, options, groups } = optimizerOf('o = optim.AdamW(m.parameters(), 3e-4)');
    expect(name).toBe('AdamW');
    expect(options.get('lr')).toBe(3e-4);
    expect(options.get('weight_decay')).toBe(0.01);
    expect(options.get('eps')).toBe(1e-8);
    expect(options.get('amsgrad')).toBe(false);
    expect(groups[0]!.tensors).toHaveLength(4);
  });

  it('are those of each group', () => {
    const { options, groups } = optimizerOf(
      "o = optim.SGD([{'params': m[0].parameters()}, {'params': m[1].weight, 'lr': 0.5}], lr=0.1, momentum=0.9)",
    );
    expect(options.get('lr')).toBe(0.1);
    expect(groups.map(({ tensors }) => tensors.length)).toEqual([2, 1]);
    expect(groups.map((group) => group.options.get('lr'))).toEqual([0.1, 0.5]);
    expect(groups.map((group) => group.options.get('momentum'))).toEqual([0.9, 0.9]);
  });

  it('are those at the first step', () => {
    const { options } = optimizerOf(`
o = optim.SGD((p for p in m.parameters()), lr=0.1)
for group in o.param_groups:
    group['lr'] = 0.05
o.step()
for group in o.param_groups:
    group['lr'] = 0.01
`);
    expect(options.get('lr')).toBe(0.05);
  });

  it('take names with parameters, and classes of the user', () => {
    expect(optimizerOf('o = optim.Adam(m.named_parameters())').groups[0]!.tensors).toHaveLength(4);
    const { name, options } = optimizerOf(`
class Mine(optim.Optimizer):
    def __init__(self, params, lr=0.3):
        super().__init__(params, dict(lr=lr))
o = Mine(m.parameters())
`);
    expect(name).toBe('Mine');
    expect(options.get('lr')).toBe(0.3);
  });
});

describe('schedulers set the rate of the first step', () => {
  // Rates that PyTorch sets for an optimizer with lr=0.1.
  it.each([
    ['LambdaLR(o, lambda epoch: (epoch + 1) / 10)', 0.010000000000000002],
    ['StepLR(o, 3)', 0.1],
    ['ConstantLR(o)', 0.03333333333333333],
    ['LinearLR(o, start_factor=0.1)', 0.010000000000000002],
    ['CosineAnnealingLR(o, 10)', 0.1],
    ['OneCycleLR(o, max_lr=1., total_steps=100)', 0.040000000000000036],
    ['CyclicLR(o, 0.01, 0.1)', 0.01],
    ['ReduceLROnPlateau(o)', 0.1],
    ['SequentialLR(o, [S.LinearLR(o, 0.1), S.StepLR(o, 2)], [3])', 0.010000000000000002],
  ])('%s', (scheduler, lr) => {
    const { options } = optimizerOf(`
from torch.optim import lr_scheduler as S
o = optim.SGD(m.parameters(), lr=0.1, momentum=0.9)
s = S.${scheduler}
o.step()
s.step()
`);
    expect(options.get('lr')).toBe(lr);
  });

  it('of the user too', () => {
    const { options } = optimizerOf(`
class Warm(optim.lr_scheduler._LRScheduler):
    def __init__(self, optimizer, steps):
        self.steps = steps
        super().__init__(optimizer)
    def get_lr(self):
        return [lr * (self.last_epoch + 1) / self.steps for lr in self.base_lrs]
o = optim.SGD(m.parameters(), lr=0.1)
s = Warm(o, 4)
`);
    expect(options.get('lr')).toBe(0.025);
  });
});

it('leaves loops after the round of the first step', () => {
  const { globals } = runWell(
    `${MODEL}o = optim.SGD(m.parameters(), lr=0.1)
rounds = 0
for epoch in range(100):
    for batch in range(100):
        o.zero_grad()
        o.step()
        rounds += 1
`,
  );
  expect(globals.get('rounds')).toBe(1n);
});

it('calls the closure of a step once', () => {
  const { globals } = runWell(
    `${MODEL}calls = []
def closure():
    calls.append(1)
    return 7
result = optim.LBFGS(m.parameters()).step(closure)
n = len(calls)`,
  );
  expect([globals.get('result'), globals.get('n')]).toEqual([7n, 1n]);
});

it.each([
  ['optim.SGD([t(3)], lr=-0.1)', 'ValueError: Invalid learning rate: -0.1'],
  [
    'optim.SGD([t(3)], nesterov=True)',
    'ValueError: Nesterov momentum requires a momentum and zero dampening',
  ],
  ['optim.Adam([t(3)], betas=(0.9, 1.5))', 'ValueError: Invalid beta parameter at index 1: 1.5'],
  [
    'optim.Adam([t(3)], foo=1)',
    "TypeError: Adam.__init__() got an unexpected keyword argument 'foo'",
  ],
  ['optim.SGD([], lr=0.1)', 'ValueError: optimizer got an empty parameter list'],
  [
    'optim.SGD(t(3), lr=0.1)',
    'TypeError: params argument given to the optimizer should be an iterable of Tensors or dicts, but got torch.FloatTensor',
  ],
  ['optim.SGD([nn.Parameter(t(3)) * 2], lr=0.1)', "ValueError: can't optimize a non-leaf Tensor"],
])('%s', (expression, wanted) => {
  expect(shown(expression)).toBe(wanted);
});
