/** Arithmetic as layers: what becomes of it, and what cannot be. */
import { describe, expect, test } from 'vitest';
import { parseModelFile } from '../../../src/core/parse';
import { modelOf } from './marked';

const ops = (layers: string, input = '[3, 4]') =>
  modelOf(`input: ${input}\nlayers: [${layers}]\nloss: mse`)
    .nodes.slice(1)
    .map(({ op, outputShape }) => ({ ...op, outputShape }));

const problemOf = (layers: string) => {
  const text = `input: [3, 4]\nlayers: [${layers}]\nloss: mse`;
  return parseModelFile(text, 'a.yaml').problems.map(({ code, message }) => `${code}: ${message}`);
};

describe('a layer and a number', () => {
  test.each(['mul', 'sub', 'div', 'maximum', 'minimum'])('%s', (name) => {
    expect(ops(`{ ${name}: 0.5 }`)).toEqual([
      { type: 'binary', function: name, scalar: 0.5, outputShape: [4, 3, 4] },
    ]);
  });

  test('a power is a function of one number', () => {
    expect(ops('{ pow: 3 }')).toMatchObject([
      { function: { fn: 'power', options: { exponent: 3 } } },
    ]);
  });
});

test('two layers are broadcast', () => {
  const layers = '{ mean: { dim: 1, keepdim: true }, name: m }, { sub: { from: [input, m] } }';
  expect(ops(layers)).toMatchObject([
    { type: 'reduce', outputShape: [4, 1, 4] },
    { type: 'binary', function: 'sub', outputShape: [4, 3, 4] },
  ]);
});

describe('along dimensions', () => {
  test.each([
    ['mean', [1, 2], [4]],
    ['{ sum: -1 }', [2], [4, 3]],
    ['{ std: [1, 2], keepdim: true }', [1, 2], [4, 1, 1]],
    ['{ norm: 1 }', [1], [4, 4]],
  ])('%s', (layer, dims, outputShape) => {
    expect(ops(layer)).toMatchObject([{ dims, outputShape }]);
  });

  test('several of them share the gradient of a maximum', () => {
    expect(ops('{ max: 1 }')).toMatchObject([{ function: 'max' }]);
    expect(ops('{ max: [1, 2] }')).toMatchObject([{ function: 'amax' }]);
  });
});

test.each([
  ['mul', 'missing-option: "mul" needs a number, such as mul: 2, or two layers after "from".'],
  [
    'tanh, { mul: 2, from: [input, "0"] }',
    'too-many: "mul" reads two layers here, so the number has no place. Remove it.',
  ],
  [
    '{ sum: 0 }',
    'bad-dim: Dimension 0 is the batch: samples would be mixed with each other. Use 1 or more.',
  ],
  [
    '{ mean: [1, 3] }',
    'bad-dim: There is no dimension 3: the input has dimensions 0 (the batch) to 2.',
  ],
  [
    '{ glu: 1 }',
    'shape-mismatch: It cuts dimension 1 of its input [4, 3, 4] into two halves, so its size must be even.',
  ],
  [
    '{ prelu: 2 }',
    'shape-mismatch: It has 2 slopes, but its input [4, 3, 4] has 3 channels: one slope for all or one for each is needed.',
  ],
])('%s is a problem', (layers, problem) => {
  expect(problemOf(layers)).toContain(problem);
});
