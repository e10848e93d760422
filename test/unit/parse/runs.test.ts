/** What the parser calls complete can be run: every layer with every loss, every data set with every loss that it suits. */
import { describe, expect, test } from 'vitest';
import { lower, materializeData, prepare, runStep } from '../../../src/core/autodiff';
import { ELEMENTWISE_NAMES } from '../../../src/core/model/elementwise-names';
import { DATASETS, LAYER_TYPES, LOSSES } from '../../../src/core/parse/spec/catalog';
import { modelOf } from './marked';

function lossOf(text: string): number {
  const graph = modelOf(text);
  const program = lower(graph);
  const data = materializeData(graph);
  expect(program.tensors[program.inputs[0]!]!.shape).toEqual(graph.nodes[0]!.outputShape);
  expect(program.tensors[program.target!]!.shape).toEqual(graph.targetShape);
  return runStep(program, prepare(graph).state, data, 0).loss;
}

describe('a complete model runs', () => {
  // These are not numbers for negative numbers.
  const partial = ['log', 'sqrt', 'rsqrt', 'log1p'];
  const layers = new Set(LAYER_TYPES.map(({ name }) => name));
  const total = ELEMENTWISE_NAMES.filter((name) => layers.has(name) && !partial.includes(name));

  test.each([...total, 'softmax', 'log_softmax', 'softmin', 'prelu'])('with %s', (name) => {
    for (const { name: loss } of LOSSES) {
      const value = lossOf(`input: 2\nlayers: [linear: 3, ${name}]\nloss: ${loss}`);
      // Logarithms of what are not probabilities are warned about.
      if (loss !== 'bce') expect(value).not.toBeNaN();
    }
  });

  test.each(DATASETS.map(({ name }) => name))('on %s', (name) => {
    for (const [width, loss] of [
      [1, 'mse'],
      [1, 'bce_with_logits'],
      [2, 'cross_entropy'],
      [3, 'nll'],
      [3, 'bce_with_logits'],
      [5, 'cross_entropy'],
    ]) {
      const text = `input: 2\nlayers: [linear: ${width}]\nloss: ${loss}\ndata: { dataset: ${name}, samples: 7 }`;
      expect(lossOf(text)).not.toBeNaN();
    }
  });

  test.each([
    'input: [2, 3]\nlayers: [tanh]',
    'input: [2, 3]\nlayers: [softmax: 1, linear: 2]',
    'input: 2\nlayers: [parallel: [[], []]]',
    'input: 2\nlayers: [residual: [identity]]',
    'input: [2, 3]\nlayers: [{ concat: { from: [input, input], dim: -1 } }]',
    'input: 1\nlayers: [add: [input, input]]',
    'input: [2, 2, 2]\nlayers: [{ flatten: { end_dim: 2 } }, linear: 1]',
  ])('without parameters or with many dimensions\n%s', (text) => {
    expect(lossOf(text)).not.toBeNaN();
  });

  test('and gives the numbers of a walkthrough by hand', () => {
    const text = `
input: 2
layers:
  - linear: { out: 2, weights: [[0.15, 0.2], [0.25, 0.3]], biases: [0.35, 0.35] }
  - sigmoid
  - linear: { out: 2, weights: [[0.4, 0.45], [0.5, 0.55]], biases: [0.6, 0.6] }
  - sigmoid
loss: mse
dtype: float64
data: { input: [[0.05, 0.1]], target: [[0.01, 0.99]] }`;
    expect(lossOf(text)).toBeCloseTo(0.298371109, 9);
  });
});
