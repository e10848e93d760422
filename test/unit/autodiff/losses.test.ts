/** Losses where numbers are not finite, as PyTorch has them, the operations of weighted means, and random targets. */
import { describe, expect, it } from 'vitest';
import { lower, materializeData } from '../../../src/core/autodiff';
import { PRIMITIVES } from '../../../src/core/autodiff/primitives';
import type { PointwiseLoss } from '../../../src/core/autodiff/attributes';
import type { LossSpec, ModelGraph } from '../../../src/core/model/graph';
import { targetShapeOf } from '../../../src/core/model/losses';
import type { Shape } from '../../../src/core/model/shape';
import { mlp } from '../../support/graphs';

function pointwise(loss: PointwiseLoss, prediction: number[], target: number[], delta = 1) {
  const inputs = [prediction, target].map((values) => Float64Array.from(values));
  const shape = [prediction.length];
  const attributes = { loss, delta, logTarget: false };
  const errors = new Float64Array(prediction.length);
  PRIMITIVES.pointwise_loss.kernel(
    { inputs, inputShapes: [shape, shape], output: errors, outputShape: shape },
    attributes,
  );
  const slopes = new Float64Array(prediction.length);
  const ones = new Float64Array(prediction.length).fill(1);
  PRIMITIVES.pointwise_loss_grad.kernel(
    {
      inputs: [ones, ...inputs],
      inputShapes: [shape, shape, shape],
      output: slopes,
      outputShape: shape,
    },
    attributes,
  );
  return { errors: [...errors], slopes: [...slopes] };
}

function crossEntropy(x: number[], target: number[], targetShape: Shape, labelSmoothing = 0) {
  const attributes = { ignoreIndex: -100, labelSmoothing };
  const inputs = [x, target].map((values) => Float64Array.from(values));
  const samples = targetShape[0]!;
  const shape = [samples, x.length / samples];
  const errors = new Float64Array(samples);
  PRIMITIVES.cross_entropy.kernel(
    { inputs, inputShapes: [shape, targetShape], output: errors, outputShape: [samples] },
    attributes,
  );
  const slopes = new Float64Array(x.length);
  PRIMITIVES.cross_entropy_grad.kernel(
    {
      inputs: [new Float64Array(samples).fill(1), ...inputs],
      inputShapes: [[samples], shape, targetShape],
      output: slopes,
      outputShape: shape,
    },
    attributes,
  );
  return { errors: [...errors], slopes: [...slopes] };
}

describe('numbers that are not finite', () => {
  it.each<[PointwiseLoss, number[]]>([
    ['mse', [NaN, 2, Infinity]],
    ['l1', [0, 1, 1]],
    ['smooth_l1', [NaN, 1, 1]],
    ['huber', [NaN, 1, 1]],
  ])('have the slopes of PyTorch: %s', (loss, slopes) => {
    const result = pointwise(loss, [NaN, 1, Infinity], [0, 0, 0]);
    expect(result.errors[0]).toBeNaN();
    expect(result.slopes).toEqual(slopes);
  });

  it('are carried by kl_div where the target is 0', () => {
    const { errors, slopes } = pointwise('kl_div', [-Infinity, 0], [0, 1]);
    expect(errors).toEqual([NaN, 0]);
    expect(slopes.map(Math.abs)).toEqual([0, 1]);
  });

  it('are carried by cross_entropy as far as they count', () => {
    const x = [-Infinity, 0, 1];
    const plain = crossEntropy(x, [1], [1]);
    expect(plain.errors[0]).toBeCloseTo(1.3132616875, 9);
    expect(plain.slopes[0]).toBe(0);
    expect(plain.slopes[1]).toBeCloseTo(-0.7310585786, 9);
    expect(crossEntropy(x, [1], [1], 0.1).errors).toEqual([Infinity]);
    expect(crossEntropy(x, [0, 0.5, 0.5], [1, 3]).errors).toEqual([NaN]);
    expect(crossEntropy([NaN, 0, 1], [-100], [1])).toEqual({
      errors: [0],
      slopes: [NaN, NaN, NaN],
    });
  });

  it('stand for a class that does not exist', () => {
    expect(crossEntropy([0, 1, 2], [3], [1]).errors).toEqual([NaN]);
    expect(crossEntropy([0, 1, 2], [-1], [1]).errors).toEqual([NaN]);
  });
});

function graphWith(loss: Omit<LossSpec, 'range' | 'delta'>): ModelGraph {
  const graph = mlp([3, 4], { output: 'log_softmax' });
  const targetShape = targetShapeOf(loss, [4, 4]);
  return { ...graph, targetShape, loss: { delta: 1, ...loss, range: null } };
}

const lossPrimitives = (loss: Omit<LossSpec, 'range' | 'delta'>) =>
  lower(graphWith(loss))
    .ops.filter(({ phase }) => phase === 'loss')
    .map(({ primitive }) => primitive);

describe('the operations of a loss', () => {
  const weight = [1, 2, 0.5, 1];

  it('are an error and its reduction when nothing is weighted', () => {
    expect(lossPrimitives({ kind: 'cross_entropy', reduction: 'mean' })).toEqual([
      'cross_entropy',
      'reduce',
    ]);
    expect(lossPrimitives({ kind: 'nll', reduction: 'sum', weight })).toEqual(['nll', 'reduce']);
    expect(lossPrimitives({ kind: 'kl_div', reduction: 'batchmean' })).toEqual([
      'pointwise_loss',
      'reduce',
      'reduce',
    ]);
  });

  it('divide a weighted mean by the sum of the weights', () => {
    const expected = ['nll', 'reduce', 'class_weights', 'reduce', 'binary'];
    expect(lossPrimitives({ kind: 'nll', reduction: 'mean', weight })).toEqual(expected);
    expect(lossPrimitives({ kind: 'nll', reduction: 'mean', ignoreIndex: 1 })).toEqual(expected);
  });

  it('do not when targets are probabilities', () => {
    const probabilities = true;
    const spec = { kind: 'cross_entropy', reduction: 'mean', weight, probabilities } as const;
    expect(lossPrimitives(spec)).toEqual(['cross_entropy', 'reduce']);
    const { tensors, target } = lower(graphWith(spec));
    expect(tensors[target!]).toMatchObject({ integer: false, shape: [4, 4] });
  });
});

describe('random targets', () => {
  it.each([
    { kind: 'kl_div' as const },
    { kind: 'cross_entropy' as const, probabilities: true },
    { kind: 'kl_div' as const, logTarget: true },
  ])('are probabilities for %o', (loss) => {
    const { target } = materializeData(graphWith({ reduction: 'mean', ...loss }));
    const values = [...target!].map((p) => (loss.logTarget ? Math.exp(p) : p));
    for (let b = 0; b < 4; b++) {
      const row = values.slice(4 * b, 4 * b + 4);
      expect(row.every((p) => p > 0)).toBe(true);
      expect(row.reduce((sum, p) => sum + p)).toBeCloseTo(1, 12);
    }
  });
});
