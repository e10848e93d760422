/** nn.init: what is drawn, in which order, between which bounds. */
import { describe, expect, it } from 'vitest';
import { runWell, shown } from './evaluate';

function draws(text: string) {
  return runWell(text).torch.draws.map(({ initializer }) => initializer);
}

describe('rules', () => {
  // Bounds as PyTorch computes them for these shapes.
  it.each([
    ['init.uniform_(w, -2, 3)', { kind: 'uniform', low: -2, high: 3 }],
    ['init.normal_(w, std=0.02)', { kind: 'normal', mean: 0, std: 0.02 }],
    [
      'init.xavier_uniform_(w)',
      { kind: 'uniform', low: -0.30860669992418377, high: 0.30860669992418377 },
    ],
    [
      "init.xavier_uniform_(w, gain=init.calculate_gain('relu'))",
      { kind: 'uniform', low: -0.43643578047198484, high: 0.43643578047198484 },
    ],
    ['init.xavier_normal_(w)', { kind: 'normal', mean: 0, std: 0.1781741612749496 }],
    [
      'init.kaiming_uniform_(w, a=5**0.5)',
      { kind: 'uniform', low: -0.1924500897298752, high: 0.1924500897298752 },
    ],
    [
      "init.kaiming_normal_(w, mode='fan_out', nonlinearity='relu')",
      { kind: 'normal', mean: 0, std: 0.23570226039551587 },
    ],
    [
      'init.trunc_normal_(w, std=.02)',
      { kind: 'trunc_normal', mean: 0, std: 0.02, low: -2, high: 2 },
    ],
    ['init.orthogonal_(w, 2)', { kind: 'orthogonal', gain: 2 }],
    ['init.dirac_(w, groups=2)', { kind: 'dirac', groups: 2 }],
    ['init.constant_(w, 0.5)', { kind: 'constant', value: 0.5 }],
    ['init.ones_(w.data)', { kind: 'constant', value: 1 }],
    ['init.kaiming_normal(w)', { kind: 'normal', mean: 0, std: 0.2721655269759087 }],
  ])('%s', (call, wanted) => {
    const [made] = draws(
      `from torch.nn import init\nw = nn.Parameter(torch.empty(4, 3, 3, 3))\nresult = ${call}`,
    );
    expect(Object.keys(made!)).toEqual(Object.keys(wanted));
    for (const [name, value] of Object.entries(wanted)) {
      const own = (made as unknown as Record<string, unknown>)[name];
      if (typeof value === 'number') expect(own).toBeCloseTo(value, 15);
      else expect(own).toBe(value);
    }
  });
});

it('fills the parameter itself, after what its layer drew', () => {
  const { torch, globals } = runWell(
    'l = nn.Linear(3, 4)\nr = nn.init.xavier_uniform_(l.weight) is l.weight\nnn.init.zeros_(l.bias)',
  );
  expect(globals.get('r')).toBe(true);
  const [weight, bias, again, zero] = torch.draws;
  expect(torch.draws).toHaveLength(4);
  expect(again!.slot).toBe(weight!.slot);
  expect(zero!.slot).toBe(bias!.slot);
});

it('draws the places of zeros of sparse_, and says that they are not there', () => {
  const { torch, notes } = runWell('nn.init.sparse_(torch.empty(4, 3), 0.5)');
  expect(torch.draws.map(({ initializer }) => initializer.kind)).toEqual([
    'normal',
    'permutation',
    'permutation',
    'permutation',
  ]);
  expect(notes.map(({ code }) => code)).toEqual(['sparse-init']);
});

it.each([
  ["nn.init.calculate_gain('linear')", '1'],
  ["nn.init.calculate_gain('tanh')", '1.6666666666666667'],
  ["nn.init.calculate_gain('leaky_relu', 0.2)", '1.3867504905630728'],
  ["nn.init.calculate_gain('gelu')", 'ValueError: Unsupported nonlinearity gelu'],
  ['nn.init._calculate_fan_in_and_fan_out(t(3,4,5))', '(20, 15)'],
  [
    'nn.init.kaiming_normal_(t(3))',
    'ValueError: Fan in and fan out can not be computed for tensor with fewer than 2 dimensions',
  ],
  [
    "nn.init.kaiming_normal_(t(3,3), mode='x')",
    "ValueError: Mode x not supported, please use one of ['fan_in', 'fan_out']",
  ],
  ['nn.init.eye_(t(3))', 'ValueError: Only tensors with 2 dimensions are supported'],
])('%s', (expression, wanted) => {
  expect(shown(expression)).toBe(wanted);
});
