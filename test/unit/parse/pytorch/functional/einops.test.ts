/** einops: shapes and numbers of its functions and layers, and what it raises. */
import { describe, expect, it } from 'vitest';
import { numbers, run, runWell, shown, tensor } from './evaluate';

const SHAPES: Readonly<Record<string, readonly number[]>> = {
  "rearrange(t(2,4,6,6), 'b c (h p1) (w p2) -> b (h w) (p1 p2 c)', p1=2, p2=3)": [2, 6, 24],
  "rearrange(t(2,4,6,6), 'b ... -> b (...)')": [2, 144],
  "rearrange(t(2,3), 'a b -> a 1 b ()')": [2, 1, 3, 1],
  "rearrange([t(2,3), t(2,3)], 'n a b -> a (n b)')": [2, 6],
  "reduce(t(2,4,6,6), 'b c (h 2) (w 2) -> b c h w', 'max')": [2, 4, 3, 3],
  "reduce(t(2,4,6,6), 'b c h w -> b c 1 1', 'mean')": [2, 4, 1, 1],
  "reduce(t(2,4,6,6), 'b c h w -> ', 'sum')": [],
  "repeat(t(1,1,5), '1 1 d -> b n d', b=3, n=2)": [3, 2, 5],
  "repeat(t(2,3), 'a b -> (a 2) b')": [4, 3],
  "einsum(t(2,4,6), t(6,3), 'batch chan len, len out -> batch out chan')": [2, 3, 4],
  "pack([t(2,4,5), t(2,6)], 'b *')[0]": [2, 26],
  "unpack(t(2,26), [(4,5), (-1,)], 'b *')[1]": [2, 6],
};

const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  "rearrange(torch.arange(6).reshape(2,3), 'a b -> (b a)')": [0, 3, 1, 4, 2, 5],
  "rearrange(torch.arange(8), '(a b c) -> b (c a)', a=2, b=2)": [0, 4, 1, 5, 2, 6, 3, 7],
  "reduce(torch.arange(6.).reshape(2,3), 'a b -> b', 'prod')": [0, 4, 10],
  "reduce(torch.arange(6.).reshape(2,3), 'a b -> a', lambda x, dims: x.amax(dims) * 2)": [4, 10],
  "repeat(torch.arange(2), 'a -> (r a)', r=2)": [0, 1, 0, 1],
  "repeat(torch.arange(2), 'a -> (a r)', r=2)": [0, 0, 1, 1],
};

const IMPORT = 'from einops import rearrange, reduce, repeat, einsum, pack, unpack\n';

describe('shapes', () => {
  it.each(Object.entries(SHAPES))('%s', (expression, shape) => {
    expect(tensor(`einops.${expression}`).shape).toEqual(shape);
  });
});

describe('numbers', () => {
  it.each(Object.entries(NUMBERS))('%s', (expression, wanted) => {
    expect(numbers(`einops.${expression}`)).toEqual(wanted);
  });
});

it('does nothing that is not needed', () => {
  const { torch } = runWell(`${IMPORT}x = t(2, 3)\ny = rearrange(x, 'a b -> b a')`);
  expect(torch.tape.at(-1)!.op).toEqual({ type: 'permute', dims: [1, 0] });
  expect(torch.tape.filter(({ word }) => word === 'rearrange')).toHaveLength(1);
});

it('names sizes', () => {
  expect(shown("einops.parse_shape(t(2,3,4), 'b _ w')")).toBe("{'b': 2, 'w': 4}");
});

describe('layers', () => {
  it('apply a pattern', () => {
    const text = `
from einops.layers.torch import Rearrange, Reduce
net = nn.Sequential(Rearrange('b c (h p) w -> b (h w) (p c)', p=2), Reduce('b n d -> b d', 'mean'))
result = tuple(net(t(2,4,6,6)).shape)
`;
    expect(runWell(text).repr('result')).toBe('(2, 8)');
  });

  it('mix with weights that are drawn as in einops', () => {
    const { torch, globals } = runWell(`
from einops.layers.torch import EinMix
mix = EinMix('b (c d) h -> b (o h)', weight_shape='d o', bias_shape='o', d=2, o=3)
shape = tuple(mix(t(2,4,6)).shape)
bias = tuple(mix.bias.shape)
right = shape == (2, 18) and bias == (1, 3, 1)
`);
    expect(globals.get('right')).toBe(true);
    const [weight, bias] = torch.draws.filter(({ initializer }) => initializer.kind === 'uniform');
    expect(weight).toMatchObject({ shape: [2, 3], initializer: { high: Math.sqrt(3 / 2) } });
    expect(bias).toMatchObject({ shape: [1, 3, 1], initializer: { high: Math.sqrt(1 / 2) } });
  });
});

describe('errors', () => {
  it.each([
    [
      "rearrange(t(2,3), 'a b c -> a b c')",
      'Additional info: {}.\n Wrong shape: expected 3 dims. Received 2-dim tensor.',
    ],
    [
      "rearrange(t(2,9), 'b (h w) -> b h w', w=4)",
      "Additional info: {'w': 4}.\n Shape mismatch, can't divide axis of length 9 in chunks of 4",
    ],
    [
      "rearrange(t(2,9), 'b h -> b')",
      "Identifiers only on one side of expression (should be on both): {'h'}",
    ],
    ["repeat(t(2,9), 'a b -> a b c')", "Specify sizes for new axes in repeat: {'c'}"],
    ["rearrange(t(2,9), 'a b -> (a b')", 'Imbalanced parentheses in expression: "(a b"'],
  ])('%s', (expression, text) => {
    const { failures } = run(`einops.${expression}`);
    expect(failures[0]).toContain(text);
  });
});
