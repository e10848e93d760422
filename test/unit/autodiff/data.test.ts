/** Data that graphs are run on: as given, drawn, or made, always in the form that the loss reads. */
import { describe, expect, it } from 'vitest';
import { materializeData } from '../../../src/core/autodiff';
import { firstTrace, initialParameters } from '../../support/runs';
import type { DataSpec, DatasetName, LossKind } from '../../../src/core/model/graph';
import { elementCount } from '../../../src/core/model/shape';
import { givenData, mlp } from '../../support/graphs';

const dataset = (name: DatasetName, samples = 12, noise = 0.1): DataSpec => ({
  kind: 'dataset',
  dataset: name,
  samples,
  noise,
});

describe('data', () => {
  it('is what the file gives', () => {
    const data = givenData([[1, 2]], [[3]]);
    expect(materializeData(mlp([2, 1], { data }))).toEqual({
      inputs: [Float64Array.of(1, 2)],
      target: Float64Array.of(3),
    });
  });

  it.each(['xor', 'moons', 'circles', 'spirals', 'blobs'] as const)(
    'has the target of %s in the form that the loss reads',
    (name) => {
      const data = dataset(name);
      const yesNo = materializeData(mlp([2, 1], { data, loss: 'bce_with_logits' }));
      const classes = materializeData(mlp([2, 2], { data, loss: 'cross_entropy' }));
      const oneHot = materializeData(mlp([2, 2], { data, loss: 'mse' }));
      expect(yesNo.target).toEqual(classes.target);
      expect([...new Set(yesNo.target)].sort()).toEqual([0, 1]);
      expect([...oneHot.target!]).toEqual([...classes.target!].flatMap((c) => [1 - c, c]));
      expect(yesNo.inputs).toEqual(oneHot.inputs);
    },
  );

  it('has as many classes as the output, where the dataset allows it', () => {
    const classes = (name: DatasetName) =>
      new Set(materializeData(mlp([2, 3], { data: dataset(name), loss: 'cross_entropy' })).target);
    expect(classes('blobs')).toEqual(new Set([0, 1, 2]));
    expect(classes('spirals')).toEqual(new Set([0, 1, 2]));
    expect(classes('moons')).toEqual(new Set([0, 1]));
  });

  it.each<[LossKind, (target: number) => boolean]>([
    ['cross_entropy', (t) => [0, 1, 2].includes(t)],
    ['nll', (t) => [0, 1, 2].includes(t)],
    ['bce', (t) => t === 0 || t === 1],
    ['bce_with_logits', (t) => t === 0 || t === 1],
    ['mse', (t) => t % 1 !== 0],
  ])('draws random targets that fit %s', (loss, fits) => {
    const graph = mlp([4, 3], { loss, data: { kind: 'random', batch: 20 } });
    const { inputs, target } = materializeData(graph);
    expect(inputs[0]!.length).toBe(80);
    expect(target!.length).toBe(elementCount(graph.targetShape));
    expect([...target!].every(fits)).toBe(true);
    expect(new Set(target).size).toBeGreaterThan(1);
  });

  it('depends on the seed, not on the layers', () => {
    const data = { kind: 'random', batch: 3 } as const;
    const drawn = materializeData(mlp([2, 5, 1], { data }));
    expect(materializeData(mlp([2, 9, 9, 1], { data }))).toEqual(drawn);
    expect(materializeData(mlp([2, 5, 1], { data, seed: 8 }))).not.toEqual(drawn);
  });
});

describe('initial parameters', () => {
  it('lie within their bounds and depend on the seed', () => {
    const parameters = initialParameters(mlp([4, 200]));
    expect(parameters.map((values) => values.length)).toEqual([800, 200]);
    expect(Math.max(...parameters[0]!.map(Math.abs))).toBeLessThanOrEqual(0.5);
    expect(Math.max(...parameters[0]!.map(Math.abs))).toBeGreaterThan(0.49);
    expect(initialParameters(mlp([4, 200], { seed: 8 }))).not.toEqual(parameters);
  });

  it('run', () => {
    const graph = mlp([2, 3, 1], { data: dataset('spirals', 50) });
    const trace = firstTrace(graph);
    expect(trace.nonFinite).toBeNull();
    expect(trace.values[trace.program.prediction]!.length).toBe(50);
  });
});
