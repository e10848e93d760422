/** Loss, optimizer, data, name and seed: as written, and as assumed when they are missing. */
import { describe, expect, test } from 'vitest';
import { isComplete } from '../../../src/core/model/graph';
import { isModelFileName, parseModelFile } from '../../../src/core/parse';
import { modelOf, problemsOf } from './marked';

const model = (end: string, layer = 'linear: 2') =>
  modelOf(`input: 2\nlayers:\n  - ${layer}\n${end}\n`);

describe('the loss', () => {
  test.each([
    ['mse', { kind: 'mse', reduction: 'mean', delta: 1 }],
    ['{ mse: sum }', { kind: 'mse', reduction: 'sum', delta: 1 }],
    ['{ l1: { reduction: sum } }', { kind: 'l1', reduction: 'sum', delta: 1 }],
    ['{ huber: 0.5 }', { kind: 'huber', reduction: 'mean', delta: 0.5 }],
    ['{ huber: { delta: 2, reduction: sum } }', { kind: 'huber', reduction: 'sum', delta: 2 }],
    ['bce_with_logits', { kind: 'bce_with_logits' }],
    ['cross_entropy', { kind: 'cross_entropy' }],
  ])('%s', (text, loss) => {
    const graph = model(`loss: ${text}`);
    expect(graph.loss).toMatchObject(loss);
    expect(graph.loss.range).toMatchObject({
      startLine: 3,
      startColumn: 6,
      endColumn: 6 + text.length,
    });
    expect(graph.assumptions.map(({ code }) => code)).not.toContain('loss');
  });

  test.each([
    ['linear: 2', '', 'mse'],
    ['sigmoid', '', 'bce'],
    ['log_softmax', '', 'nll'],
    ['softmax', '', 'mse'],
    ['linear: 2', 'data: { input: [[1, 2], [3, 4]], target: [1, 0] }', 'cross_entropy'],
    ['linear: 2', 'data: { input: [[1, 2], [3, 4]], target: [[1, 0], [0, 1]] }', 'mse'],
  ])('is assumed to fit %s %s', (layer, data, kind) => {
    const graph = model(data, layer);
    expect(graph.loss).toMatchObject({ kind, reduction: 'mean', range: null });
    const assumption = graph.assumptions.find(({ code }) => code === 'loss');
    expect(assumption!.message).toContain(kind);
  });

  test.each([
    ['mse', [4, 2]],
    ['cross_entropy', [4]],
    ['{ nll: sum }', [4]],
  ])('%s reads a target of the shape %j', (loss, shape) => {
    expect(modelOf(`input: 2\nlayers: [linear: 2]\nloss: ${loss}`).targetShape).toEqual(shape);
  });
});

describe('the optimizer', () => {
  test.each([
    ['optimizer: sgd', 0.1, ['optimizer']],
    ['optimizer: { sgd: 0.5 }', 0.5, []],
    ['optimizer: { sgd: { lr: 0 } }', 0, []],
    ['', 0.1, ['optimizer']],
  ])('%s', (text, lr, assumed) => {
    const graph = model(text);
    expect(graph.optimizer).toMatchObject({ kind: 'sgd', lr });
    expect(graph.optimizer.range === null).toBe(text === '');
    expect(
      graph.assumptions.map(({ code }) => code).filter((code) => code === 'optimizer'),
    ).toEqual(assumed);
  });
});

describe('the data', () => {
  test('is given as numbers, with any shape of input', () => {
    const graph = modelOf(`
input: [1, 2]
layers: [flatten, linear: 1]
data:
  input: [[[1, 2]], [[3, 4]], [[5.5, -6]]]
  target: [[1], [0], [-1e-3]]`);
    expect(graph.data).toEqual({
      kind: 'given',
      input: { shape: [3, 1, 2], values: [1, 2, 3, 4, 5.5, -6] },
      target: { shape: [3, 1], values: [1, 0, -0.001] },
    });
    expect(graph.nodes[0]!.outputShape).toEqual([3, 1, 2]);
    expect(graph.targetShape).toEqual([3, 1]);
    expect(graph.assumptions.map(({ code }) => code)).not.toContain('data');
  });

  test.each(['[1, 0]', '[[1], [0]]'])('has classes as %s', (target) => {
    const graph = model(
      `loss: cross_entropy\ndata: { input: [[1, 2], [3, 4]], target: ${target} }`,
    );
    expect(graph.data).toMatchObject({ target: { shape: [2], values: [1, 0] } });
    expect(graph.targetShape).toEqual([2]);
  });

  test.each([
    ['{ dataset: moons }', { dataset: 'moons', samples: 64, noise: 0.1 }],
    ['{ dataset: xor, samples: 4, noise: 0 }', { dataset: 'xor', samples: 4, noise: 0 }],
    ['{ dataset: { name: blobs, samples: 9 } }', { dataset: 'blobs', samples: 9, noise: 0.1 }],
  ])('is the data set of %s', (text, data) => {
    const graph = model(`data: ${text}`);
    expect(graph.data).toEqual({ kind: 'dataset', ...data });
    expect(graph.nodes[0]!.outputShape).toEqual([data.samples, 2]);
  });

  test.each([
    ['data: { random: { batch: 8 } }', 8, []],
    ['data: { random: 8 }', 8, []],
    ['data: random', 4, []],
    ['', 4, ['data']],
  ])('is random for %s', (text, batch, assumed) => {
    const graph = model(text);
    expect(graph.data).toEqual({ kind: 'random', batch });
    expect(graph.assumptions.map(({ code }) => code).filter((code) => code === 'data')).toEqual(
      assumed,
    );
  });
});

describe('name and seed', () => {
  test.each([
    ['xor.backprop.yaml', 'xor'],
    ['folder/a.b.backprop.json', 'a.b'],
    ['C:\\nets\\Net.BACKPROP.yml', 'Net'],
    ['values.yaml', 'values'],
    ['.yaml', '.yaml'],
  ])('a file called %s holds the model %s', (fileName, name) => {
    const text = fileName.endsWith('json')
      ? '{"input": 2, "layers": ["tanh"]}'
      : 'input: 2\nlayers: [tanh]';
    expect(modelOf(text, fileName).name).toBe(name);
  });

  test('are taken from the file', () => {
    const graph = model('name: my net\nseed: 4294967295');
    expect([graph.name, graph.seed]).toEqual(['my net', 4294967295]);
    expect(model('').seed).toBe(0);
    expect(model('').assumptions[0]).toMatchObject({ code: 'seed' });
    expect(model('seed: 0').assumptions.map(({ code }) => code)).not.toContain('seed');
  });

  test.each([
    ['a.backprop.yaml', true],
    ['a.backprop.yml', true],
    ['dir/a.backprop.JSON', true],
    ['backprop.yaml', false],
    ['a.yaml', false],
    ['a.backprop.yaml.bak', false],
  ])('%s is a model file: %s', (name, expected) => {
    expect(isModelFileName(name)).toBe(expected);
  });
});

describe('a model', () => {
  test('is complete exactly when there are no errors', () => {
    const warned = parseModelFile('input: 2\nlayers: [linear: 1]\nloss: bce', 'a.yaml');
    expect(warned.problems.map(({ severity }) => severity)).toEqual(['warning']);
    expect(isComplete(warned.models[0]!)).toBe(true);
    for (const end of ['loss: foo', 'data: 3', 'seed: x', 'extra: 1', 'optimizer: lbfgs']) {
      const { models } = parseModelFile(`input: 2\nlayers: [linear: 1]\n${end}`, 'a.yaml');
      expect(isComplete(models[0]!)).toBe(false);
      expect(models[0]!.nodes).toHaveLength(2);
      expect(models[0]!.stoppedAt!.range.startLine).toBe(2);
    }
  });

  test('is not there without an input', () => {
    expect(parseModelFile('layers: [tanh, foo]', 'a.yaml').models).toEqual([]);
    expect(problemsOf('layers: [tanh, foo]').map(({ code }) => code)).toEqual([
      'missing-input',
      'unknown-layer',
    ]);
  });

  test('has the range of its text', () => {
    const graph = modelOf('# a comment\ninput: 2\nlayers: [tanh]\n\n# the end\n');
    expect(graph.range).toEqual({ startLine: 1, startColumn: 0, endLine: 2, endColumn: 14 });
    expect(graph.nodes[0]!.range).toEqual({
      startLine: 1,
      startColumn: 0,
      endLine: 1,
      endColumn: 8,
    });
  });
});
