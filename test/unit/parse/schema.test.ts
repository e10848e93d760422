/** The JSON Schema is the catalogue's, accepts what the parser accepts, and rejects what it rejects for its structure. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseModelFile } from '../../../src/core/parse';
import { schemaFromCatalog } from './schema-from-catalog';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = `${root}media/schema/backprop.schema.json`;
const validate = new Ajv({ strict: false }).compile(schemaFromCatalog());

/** A model around one layer, loss or data. */
const withLayer = (layer: string) => `input: 2\nlayers:\n  - ${layer}\n`;
const withEnd = (end: string) => `input: 2\nlayers:\n  - linear: 2\n${end}\n`;

describe('the schema', () => {
  test('is what the catalogue says (write it anew with -u)', async () => {
    const text = await format(JSON.stringify(schemaFromCatalog()), {
      parser: 'json',
      singleQuote: true,
      printWidth: 100,
    });
    await expect(text).toMatchFileSnapshot(file);
  });

  const specs = readdirSync(`${root}examples`).filter((name) => name.includes('.backprop.'));
  test.each(specs)('accepts %s', (name) => {
    expect(validate(parse(readFileSync(`${root}examples/${name}`, 'utf8')))).toBe(true);
  });

  test.each([
    withLayer('tanh'),
    withLayer('linear: 4'),
    withLayer('linear: 2 * 3'),
    withLayer('{ linear: 4, name: a, bias: false }'),
    withLayer('{ linear: { out: 4, in: 2 }, name: a, from: input }'),
    withLayer('linear: { out: 2, weights: [[1, 2], [3, 4]], biases: [1, 2] }'),
    withLayer('{ linear: null, out: 4 }'),
    withLayer('leaky_relu: 0.2'),
    withLayer('gelu: tanh'),
    withLayer('softmax: { dim: -1 }'),
    withLayer('residual: [tanh]'),
    withLayer('residual: { layers: [tanh] }'),
    withLayer('{ repeat: 3, layers: [tanh], name: block }'),
    withLayer('repeat: { times: 3, layers: [tanh] }'),
    withLayer('parallel: [[tanh], [relu]]'),
    withLayer('parallel: { branches: [[tanh], []], join: concat }'),
    withLayer('add: [input, input]'),
    withLayer('concat: { from: [input, input], dim: 1 }'),
    withEnd('loss: huber'),
    withEnd('loss: { huber: 0.5 }'),
    withEnd('loss: { mse: { reduction: sum } }'),
    withEnd('optimizer: sgd'),
    withEnd('optimizer: { sgd: 0.5 }'),
    withEnd('data: random'),
    withEnd('data: { random: 8 }'),
    withEnd('data: { random: { batch: 8 } }'),
    withEnd('data: { dataset: moons, samples: 8 }'),
    withEnd('dims: { a: 2, b: 2 * a }'),
  ])('and the parser both accept\n%s', (text) => {
    expect(errorsOf(text)).toEqual([]);
    expect(validate(parse(text)) || validate.errors).toBe(true);
  });

  test.each([
    'layers: [tanh]',
    'input: 2',
    'input: 2\nlayers: []',
    'input: 2\nlayers: tanh',
    'input: []\nlayers: [tanh]',
    'input: 0\nlayers: [tanh]',
    'input: 2.5\nlayers: [tanh]',
    'input: true\nlayers: [tanh]',
    'input: "2"\nlayers: [tanh]',
    withLayer('tan'),
    withLayer('linear'),
    withLayer('linear: {}'),
    withLayer('linear: { in: 2 }'),
    withLayer('linear: 1e12'),
    withLayer('linear: -1'),
    withLayer('linear: { out: 4, size: 2 }'),
    withLayer('linear: { out: 4, bias: maybe }'),
    withLayer('linear: { out: 4, weights: 3 }'),
    withLayer('linear: { out: 4, biases: [] }'),
    withLayer('{ linear: 4, tanh: null }'),
    withLayer('tanh: 3'),
    withLayer('{ tanh: null, name: input }'),
    withLayer('{ tanh: null, name: 2 }'),
    withLayer('{ tanh: null, name: a.b }'),
    withLayer('{ tanh: null, from: 3 }'),
    withLayer('{ tanh: null, from: [] }'),
    withLayer('leaky_relu: steep'),
    withLayer('gelu: exact'),
    withLayer('softplus: 0'),
    withLayer('softshrink: -1'),
    withLayer('softmax: last'),
    withLayer('softmax: 99'),
    withLayer('add'),
    withLayer('concat: {}'),
    withLayer('residual: []'),
    withLayer('residual'),
    withLayer('repeat: 3'),
    withLayer('{ repeat: 0, layers: [tanh] }'),
    withLayer('{ repeat: null, layers: [tanh] }'),
    withLayer('parallel: [[tanh]]'),
    withLayer('parallel: { branches: [[tanh], [tanh]], join: mean }'),
    withEnd('loss: rmse'),
    withEnd('loss: { huber: { delta: 0 } }'),
    withEnd('loss: { mse: { delta: 1 } }'),
    withEnd('loss: [mse]'),
    withEnd('optimizer: lbfgs'),
    withEnd('optimizer: { sgd: { lr: -1 } }'),
    withEnd('optimizer: { adam: { momentum: 0.9 } }'),
    withEnd('data: { dataset: iris }'),
    withEnd('data: { dataset: moons, samples: 0 }'),
    withEnd('data: { dataset: moons, batch: 3 }'),
    withEnd('data: { random: { batch: 0 } }'),
    withEnd('data: { input: [[1, 2]] }'),
    withEnd('data: { input: 3, target: [[1, 2]] }'),
    withEnd('data: 3'),
    withEnd('seed: -1'),
    withEnd('seed: 1.5'),
    withEnd('seed: soon'),
    withEnd('dims: { "1a": 2 }'),
    withEnd('dims: { a: 0 }'),
    withEnd('dims: [1]'),
    withEnd('name: [1]'),
    withEnd('layer: 2'),
  ])('and the parser both reject\n%s', (text) => {
    expect(errorsOf(text)).not.toEqual([]);
    expect(validate(parse(text))).toBe(false);
  });
});

function errorsOf(text: string): string[] {
  const { problems } = parseModelFile(text, 'a.backprop.yaml');
  return problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}
