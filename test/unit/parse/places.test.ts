/** Layers of shape, place, pooling and selection: what is said when they do not fit, and the operations that they become. */
import { describe, expect, it } from 'vitest';
import { parseModelFile } from '../../../src/core/parse';

const read = (input: string, layers: string) =>
  parseModelFile(`input: ${input}\nloss: mse\nlayers: [${layers}]\n`, 'a.backprop.yaml');

describe('what does not fit is said', () => {
  it.each([
    ['[2, 3]', 'reshape: 4', 'shape-mismatch', '6 numbers'],
    ['[2, 3]', 'reshape: [-1, -1]', 'shape-mismatch', 'Only one size may be -1'],
    ['[2, 3]', 'reshape: [-1, 4]', 'shape-mismatch', '6 numbers'],
    ['[2, 3]', 'unflatten: { dim: 2, sizes: [2, 2] }', 'shape-mismatch', '3 numbers'],
    ['[2, 3]', 'permute: [1, 0, 2]', 'bad-dim', 'must stay first'],
    ['[2, 3]', 'permute: [0, 1]', 'shape-mismatch', 'each of the dimensions 0 to 2'],
    ['[2, 3]', 'transpose: { dim0: 0, dim1: 1 }', 'bad-dim', 'Dimension 0 is the batch'],
    ['[2, 3]', 'squeeze: 3', 'bad-dim', 'no dimension 3'],
    ['[2, 3]', 'unsqueeze: 4', 'bad-dim', 'no dimension 4'],
    ['[2, 3]', 'select: { dim: 1, index: 2 }', 'out-of-range', 'no place 2'],
    ['[2, 3]', 'slice: { dim: 1, start: 1, end: 1 }', 'out-of-range', 'Nothing is left'],
    ['[2, 3]', 'narrow: { dim: 2, start: 2, length: 2 }', 'shape-mismatch', 'no element 3'],
    ['[2, 3]', 'index_select: { dim: 1, indices: [0, -3] }', 'out-of-range', 'no place -3'],
    ['[2, 3]', 'flip: 0', 'bad-dim', 'Dimension 0 is the batch'],
    ['[2, 3]', 'roll: { shifts: [1, 2], dims: 1 }', 'wrong-length', '2 numbers'],
    [
      '[2, 3]',
      'tanh: { name: a }, linear: { out: 2, name: b }, stack: { from: [a, b] }',
      'shape-mismatch',
      'to be stacked',
    ],
    ['[2, 3]', 'max_pool1d: 4', 'shape-mismatch', 'reaches over 4 elements'],
    ['[2, 3]', 'max_pool2d: 2', 'shape-mismatch', 'reads 4 dimensions'],
    ['[2, 3]', 'avg_pool1d: { kernel: 2, padding: 2 }', 'shape-mismatch', 'may be 1 at most'],
    ['[1, 4, 4]', 'max_pool2d: [2, 2, 2]', 'wrong-length', '3 numbers, but 2'],
    ['[2, 3]', 'upsample', 'bad-size', 'either "scale" or "size"'],
    ['[2, 3]', 'upsample: { scale: 2, size: 4 }', 'bad-size', 'either "scale" or "size"'],
    ['[2, 3]', 'upsample: { scale: 2, mode: bilinear }', 'shape-mismatch', 'which has 1'],
    ['[2, 3]', 'upsample: { scale: 2, align_corners: true }', 'unused-option', 'Remove it'],
    ['[2, 3]', 'reflection_pad1d: 3', 'shape-mismatch', 'may be 2 wide at most'],
    ['[2, 3]', 'zero_pad1d: [1, 2, 3]', 'wrong-length', '1 or 2'],
    ['[2, 3]', 'zero_pad1d: -2', 'shape-mismatch', 'Nothing is left'],
    ['[2, 3, 3]', 'unfold: 4', 'shape-mismatch', 'reaches over 4 elements'],
    ['[4, 5]', 'fold: { out: 3, kernel: 2 }', 'shape-mismatch', '4 places'],
    ['[6, 2, 2]', 'pixel_shuffle: 2', 'shape-mismatch', 'a multiple of 4'],
    ['[6, 2, 3]', 'pixel_unshuffle: 2', 'shape-mismatch', 'multiples of the factor'],
    ['3', 'embedding: { count: 4, size: 2, padding_idx: 4 }', 'out-of-range', 'no vector 4'],
  ])('%s, %s', (input, layers, code, words) => {
    const { problems } = read(input, layers);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, severity: 'error' });
    expect(problems[0]!.message).toContain(words);
  });
});

describe('what PyTorch fills in is filled in', () => {
  it.each([
    ['[2, 8]', 'max_pool1d: 2', { stride: [2], padding: [0], dilation: [1], ceilMode: false }],
    ['[1, 8, 8]', 'avg_pool2d: [2, 3]', { stride: [2, 3], countIncludePad: true }],
    ['[1, 4, 4]', 'adaptive_avg_pool2d: 1', { output: [1, 1] }],
    ['[1, 4, 4]', 'upsample: 1.5', { mode: 'nearest', size: [6, 6], scales: [1.5, 1.5] }],
    ['3', 'embedding: { count: 4, size: 2 }', { count: 4, size: 2, paddingIndex: null }],
  ])('%s, %s', (input, layers, op) => {
    const { models, problems } = read(input, layers);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(models[0]!.nodes[1]!.op).toMatchObject(op);
  });

  it('an input that an embedding reads holds whole numbers', () => {
    const { models } = read('3', 'embedding: { count: 4, size: 2 }');
    expect(models[0]!.nodes[0]!.op).toEqual({ type: 'input', below: 4 });
  });
});
