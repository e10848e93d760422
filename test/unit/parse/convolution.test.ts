/** Convolutions and products in the spec language. */
import { describe, expect, test } from 'vitest';
import { parseModelFile } from '../../../src/core/parse';
import { modelOf } from './marked';

const image = (layers: string, input = '[3, 8, 6]') => `input: ${input}\nlayers:\n${layers}`;

function only(text: string) {
  const { nodes } = modelOf(text);
  return nodes[nodes.length - 1]!;
}

function messages(text: string): string[] {
  return parseModelFile(text, 'a.yaml').problems.map(({ message }) => message);
}

describe('a convolution', () => {
  test('has all options filled in', () => {
    expect(only(image('  - conv2d: { out: 16, kernel: 3, padding: 1 }'))).toMatchObject({
      type: 'conv2d',
      op: {
        type: 'conv',
        inChannels: 3,
        outChannels: 16,
        kernel: [3, 3],
        stride: [1, 1],
        padding: [
          [1, 1],
          [1, 1],
        ],
        paddingMode: 'constant',
        dilation: [1, 1],
        groups: 1,
        bias: true,
      },
      outputShape: [4, 16, 8, 6],
      parameters: [
        { name: '0.weight', shape: [16, 3, 3, 3] },
        { name: '0.bias', shape: [16] },
      ],
    });
  });

  test('pads one more at the end where "same" adds an odd number', () => {
    const { op, outputShape } = only(
      image('  - conv2d: { out: 2, kernel: [4, 3], dilation: [1, 2], padding: same }'),
    );
    expect(op).toMatchObject({
      padding: [
        [1, 2],
        [2, 2],
      ],
    });
    expect(outputShape).toEqual([4, 2, 8, 6]);
  });

  test('starts with weights that are given', () => {
    const { initialization } = modelOf(
      image('  - conv1d: { out: 1, kernel: 2, weights: [[[1, 2]]], biases: [3] }', '[1, 4]'),
    );
    expect(initialization.slice(-2)).toMatchObject([
      { tensor: '0.weight', initializer: { kind: 'given', values: [1, 2] } },
      { tensor: '0.bias', initializer: { kind: 'given', values: [3] } },
    ]);
  });

  test('of the transposed kind enlarges', () => {
    const text =
      '  - conv_transpose2d: { out: 2, kernel: 3, stride: 2, padding: 1, output_padding: 1 }';
    expect(only(image(text))).toMatchObject({
      op: { type: 'conv_transpose', padding: [1, 1], outputPadding: [1, 1] },
      outputShape: [4, 2, 16, 12],
      parameters: [{ shape: [3, 2, 3, 3] }, { shape: [2] }],
    });
  });

  test.each([
    ['conv2d: { out: 2, kernel: [3, 3, 3] }', '"kernel" has 3 numbers, but 2 are needed'],
    ['conv2d: { out: 2, kernel: 3, padding: [1] , stride: [1, 2, 3] }', '"stride" has 3 numbers'],
    ['conv2d: { out: 2, kernel: 3, padding: same, stride: 2 }', 'Padding "same" keeps the size'],
    ['conv2d: { out: 2, kernel: 3, in: 4 }', '"in" is 4, but the layer receives 3 channels.'],
    ['conv2d: { out: 2, kernel: 3, groups: 2 }', 'must both be multiples of the groups (2)'],
    ['conv2d: { out: 2, kernel: 7 }', 'reaches over 7 elements, but dimension 3'],
    ['conv1d: { out: 2, kernel: 3 }', 'It reads 3 dimensions (batch, channels and 1 of space)'],
    ['conv2d: { out: 2, kernel: 3, padding: 6, padding_mode: reflect }', 'padding is wider'],
    ['conv2d: { out: 2, kernel: 1, weights: [[1, 2, 3]] }', 'but [2, 3, 1, 1] is needed'],
    ['conv_transpose2d: { out: 2, kernel: 3, output_padding: 1 }', 'The output padding must be'],
    ['conv_transpose2d: { out: 2, kernel: 1, padding: 4 }', 'Nothing is left of its output'],
    ['Conv2d: { out: 2, kernel: 3 }', '"Conv2d" is not known here. Is "conv2d" meant?'],
    ['Conv2DTranspose: { out: 2, kernel: 3 }', 'Is "conv_transpose2d" meant?'],
  ])('%s is explained', (layer, words) => {
    expect(messages(image(`  - ${layer}\n`)).join('\n')).toContain(words);
  });
});

describe('a product of two layers', () => {
  const two = '  - linear: { out: 3, name: a }\n  - linear: { out: 5, name: b, from: input }\n';

  test('may be bilinear', () => {
    expect(only(`input: 2\nlayers:\n${two}  - bilinear: { from: [a, b], out: 4 }`)).toMatchObject({
      op: { type: 'bilinear', in1Features: 3, in2Features: 5, outFeatures: 4, bias: true },
      inputs: ['a', 'b'],
      outputShape: [4, 4],
      parameters: [{ shape: [4, 3, 5] }, { shape: [4] }],
    });
  });

  test('may be a matrix product', () => {
    const { op, outputShape } = only(`input: [3, 2]\nlayers:\n${two}  - matmul: [a, b]`);
    expect(op).toEqual({ type: 'matmul' });
    expect(outputShape).toEqual([4, 3, 5]);
  });

  test('says when the sizes do not fit, or a layer is missing', () => {
    expect(messages(`input: [4, 2]\nlayers:\n${two}  - matmul: [a, b]\n`)).toEqual([
      'The matrices [4, 4, 3] and [4, 4, 5] cannot be multiplied: the last size of the first must be the last but one of the second.',
    ]);
    expect(messages(`input: 2\nlayers:\n${two}  - bilinear: { from: a, out: 2 }\n`)).toEqual([
      '"bilinear" reads 2 layers, but 1 are named.',
    ]);
  });
});
