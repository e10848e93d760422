/** Completion offers what fits at the cursor, and what is offered can be written there. */
import { describe, expect, test } from 'vitest';
import { LAYER_TYPES, LOSSES, SECTIONS } from '../../../src/core/parse/spec/catalog';
import { completionsAt } from '../../../src/core/parse/spec/complete';
import { codesOf } from './marked';

/** Completions where `|` stands. */
function at(marked: string, fileName = 'net.backprop.yaml') {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const before = text.slice(0, offset).split('\n');
  const place = [before.length - 1, before[before.length - 1]!.length] as const;
  return completionsAt(text, fileName, ...place);
}
const labels = (marked: string, fileName?: string) =>
  at(marked, fileName).map(({ label }) => label);
const inserted = (marked: string, label: string, fileName?: string) =>
  at(marked, fileName).find((completion) => completion.label === label)?.insertText;

const LAYERS = LAYER_TYPES.map(({ name }) => name);
const KEYS = SECTIONS.map(({ name }) => name);
const without = (names: readonly string[], ...gone: string[]) =>
  names.filter((name) => !gone.includes(name));

describe('completion in YAML', () => {
  test.each([
    ['|', KEYS],
    ['inp|', KEYS],
    ['input: 2\n|\nlayers:\n  - tanh\n', without(KEYS, 'input', 'layers')],
    ['input: 2\nlayers:\n  - tanh\nlo|', without(KEYS, 'input', 'layers')],
    ['input: 2\nlayers:\n  - |', LAYERS],
    ['input: 2\nlayers:\n  - lin|\n  - tanh\n', LAYERS],
    ['input: 2\nlayers:\n  |', LAYERS],
    ['input: 2\nlayers:\n  - tanh\n  |\nloss: mse\n', LAYERS],
    ['input: 2\nlayers: [tanh, |]\n', LAYERS],
    ['input: 2\nlayers:\n  - residual:\n      - |', LAYERS],
    ['input: 2\nlayers:\n  - parallel: [[tanh], [|]]', LAYERS],
    [
      'input: 2\nlayers:\n  - linear: { out: 3, | }\n',
      ['in', 'bias', 'weights', 'biases', 'name', 'from'],
    ],
    [
      'input: 2\nlayers:\n  - linear: 3\n    |',
      ['in', 'bias', 'weights', 'biases', 'name', 'from'],
    ],
    ['input: 2\nlayers:\n  - linear: { out: 3, bias: | }\n', ['true', 'false']],
    ['input: 2\nlayers:\n  - gelu: |', ['none', 'tanh']],
    ['dims: { a: 2, b: 3 }\ninput: 2\nlayers:\n  - linear: |', ['a', 'b']],
    ['dims: { a: 2, b: | }\ninput: 2\n', ['a', 'b']],
    ['input: 2\nlayers: [tanh]\nloss: |', LOSSES.map(({ name }) => name)],
    ['input: 2\nlayers: [tanh]\nloss: { | }', LOSSES.map(({ name }) => name)],
    ['input: 2\nlayers: [tanh]\nloss: { mse: { | } }', ['reduction']],
    ['input: 2\nlayers: [tanh]\nloss: { mse: { reduction: | } }', ['mean', 'sum', 'none']],
    [
      'input: 2\nlayers: [tanh]\noptimizer: { adagrad: { eps: 1, | } }',
      ['lr', 'lr_decay', 'weight_decay', 'initial_accumulator_value'],
    ],
    ['input: 2\nlayers: [tanh]\ndata: { | }', ['dataset', 'random', 'input', 'target']],
    ['input: 2\nlayers: [tanh]\ndata:\n  |', ['dataset', 'random', 'input', 'target']],
    ['input: 2\nlayers: [tanh]\ndata: { input: [[1, 2]], | }', ['target']],
    [
      'input: 2\nlayers: [tanh]\ndata: { dataset: | }',
      ['xor', 'moons', 'circles', 'spirals', 'blobs'],
    ],
    ['input: 2\nlayers: [tanh]\ndata: { dataset: moons, | }', ['samples', 'noise']],
    [
      'input: 2\nlayers:\n  - { tanh: , name: a }\n  - residual: [{ relu: , name: b }]\n  - { elu: , from: | }\n  - { relu: , name: c }\n',
      ['input', 'a', 'b'],
    ],
    ['input: 2\nlayers:\n  - { tanh: , name: a }\n  - add: [a, |]\n', ['input', 'a']],
    ['name: |', []],
    ['input: 2\nlayers: [tanh]\nseed: |', []],
  ])('%s', (marked, expected) => {
    expect(labels(marked).sort()).toEqual([...expected].sort());
  });

  test('writes what has to follow', () => {
    expect(inserted('|', 'input')).toBe('input: ');
    expect(inserted('|', 'layers')).toBe('layers:');
    expect(inserted('in|: 2\n', 'input')).toBe('input');
    expect(inserted('input: 2\nlayers:\n  |', 'tanh')).toBe('- tanh');
    expect(inserted('input: 2\nlayers:\n  - |', 'tanh')).toBe('tanh');
    expect(inserted('input: 2\nlayers:\n  - |', 'linear')).toBe('linear: ');
    expect(inserted('input: 2\nlayers:\n  - |', 'residual')).toBe('residual:');
    expect(inserted('input: 2\nlayers: [tanh]\nloss: |', 'mse')).toBe('mse');
    expect(inserted('input: 2\nlayers: [tanh]\nloss: { | }', 'mse')).toBe('mse: ');
  });

  test('documents everything with a default', () => {
    const [bias] = at('input: 2\nlayers:\n  - linear: { out: 3, bi| }\n').filter(
      ({ label }) => label === 'bias',
    );
    expect(bias!.kind).toBe('key');
    expect(bias!.documentation).toContain('Default: true');
    for (const completion of at('input: 2\nlayers:\n  - |')) {
      expect(completion.kind).toBe('type');
      expect(completion.documentation).toMatch(/\.$/);
    }
  });

  test('gives layers that the parser knows', () => {
    const before = 'input: 2\nlayers:\n  - ';
    for (const { label, insertText } of at(`${before}|`)) {
      expect(codesOf(before + insertText)).not.toContain('unknown-layer');
      expect(label).not.toBe('');
    }
  });
});

describe('completion in JSON', () => {
  const name = 'net.backprop.json';
  test.each([
    ['{ | }', KEYS],
    ['{ "inp|" }', KEYS],
    ['{ "input": 2, | }', without(KEYS, 'input')],
    ['{ "input": 2, "layers": ["tanh", |] }', LAYERS],
    ['{ "input": 2, "layers": ["t|"] }', LAYERS],
    ['{ "input": 2, "loss": "|" }', LOSSES.map(({ name: loss }) => loss)],
    ['{ "input": 2, "layers": [{ "linear": { "out": 3, "bias": | } }] }', ['true', 'false']],
  ])('%s', (marked, expected) => {
    expect(labels(marked, name).sort()).toEqual([...expected].sort());
  });

  test('writes quotes where there are none', () => {
    expect(inserted('{ | }', 'input', name)).toBe('"input": ');
    expect(inserted('{ "|" }', 'input', name)).toBe('input');
    expect(inserted('{ "input": 2, "layers": [|] }', 'tanh', name)).toBe('"tanh"');
    expect(inserted('{ "layers": [{ "linear": { "bias": | } }] }', 'true', name)).toBe('true');
  });
});
