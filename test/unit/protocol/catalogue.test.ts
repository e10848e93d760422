/** Whatever a file can say reaches the panel: every kind of first values, and every layer with its defaults. */
import { describe, expect, it } from 'vitest';
import type { Initializer, ModelGraph } from '../../../src/core/model/graph';
import { parseModelFile } from '../../../src/core/parse';
import { LAYER_TYPES, type OptionSpec, type TypeSpec } from '../../../src/core/parse/spec/catalog';
import { toWire, type HostMessage } from '../../../src/protocol/messages';
import { parseHostMessage } from '../../../src/protocol/validate';
import { elementwise } from '../../support/graphs';

function snapshotOf(graph: ModelGraph): HostMessage {
  return {
    type: 'snapshot',
    snapshot: {
      revision: 1,
      uri: 'file:///net.backprop.yaml',
      fileName: 'net.backprop.yaml',
      models: [],
      graph,
      stale: null,
      problems: { errors: 0, warnings: 0 },
      settings: {
        maxUnits: 16,
        speed: 1,
        reducedMotion: 'auto',
        limits: { seconds: 5, megabytes: 1024 },
      },
    },
  };
}

function expectToArrive(graph: ModelGraph): void {
  const message = snapshotOf(graph);
  expect(parseHostMessage(JSON.parse(JSON.stringify(toWire(message))))).toEqual(message);
}

const EMBEDDED =
  'input: 3\nlayers:\n  - embedding: { count: 4, size: 2, padding_idx: 0 }\n  - linear: 1\n';

/** One of each kind. */
const INITIALIZERS: {
  readonly [K in Initializer['kind']]: Extract<Initializer, { readonly kind: K }>;
} = {
  uniform: { kind: 'uniform', low: -1, high: 1 },
  normal: { kind: 'normal', mean: 0, std: 1 },
  trunc_normal: { kind: 'trunc_normal', mean: 0, std: 1, low: -Infinity, high: 2 },
  orthogonal: { kind: 'orthogonal', gain: 1 },
  integer: { kind: 'integer', low: -1, high: 5 },
  bernoulli: { kind: 'bernoulli', p: 0.5 },
  permutation: { kind: 'permutation' },
  seed: { kind: 'seed', seed: 42 },
  constant: { kind: 'constant', value: -Infinity },
  eye: { kind: 'eye' },
  dirac: { kind: 'dirac', groups: 2 },
  scale: { kind: 'scale', factor: 0.5 },
  shift: { kind: 'shift', by: -1 },
  elementwise: { kind: 'elementwise', function: elementwise('clamp', { min: 0, max: Infinity }) },
  part: { kind: 'part', items: [{ kind: 'at', index: 1 }], value: 1 },
  place: { kind: 'place', items: [{ kind: 'at', index: 1 }], from: '0.weight' },
  given: { kind: 'given', values: [1, -Infinity] },
  copy: { kind: 'copy', from: '0.weight' },
  norm: { kind: 'norm', from: '0.weight', of: [3, 4], dim: 0 },
  zero_row: { kind: 'zero_row', row: 0 },
};

describe('first values', () => {
  const graph = parseModelFile(EMBEDDED, 'net.backprop.yaml').models[0]!;

  it.each(Object.values(INITIALIZERS))('of kind $kind arrive', (initializer) => {
    const [first, ...rest] = graph.initialization;
    expectToArrive({ ...graph, initialization: [{ ...first!, initializer }, ...rest] });
  });

  it('of another precision arrive', () => {
    const [first, ...rest] = graph.initialization;
    expectToArrive({ ...graph, initialization: [{ ...first!, dtype: 'float64' }, ...rest] });
  });

  it('of an embedding with padding arrive', () => {
    expect(graph.initialization.map(({ initializer }) => initializer.kind)).toContain('zero_row');
    expectToArrive(graph);
  });
});

/** Shapes of a sample, of which at least one suits each layer. */
const INPUTS = ['4', '[4, 4]', '[4, 4, 4]', '[4, 4, 4, 4]', '2'];

/** Values that suit an option of these kinds and names. */
function valuesOf({ name, value, default: usual }: OptionSpec): readonly string[] {
  if (name === 'from') return ['a', '[a, input]', '[a, b, input]'];
  switch (value.kind) {
    case 'layers':
      return ['[tanh]'];
    case 'branches':
      return ['[[tanh], [relu]]'];
    case 'choice':
      return [String(usual ?? value.values[0])];
    case 'boolean':
      return ['true'];
    case 'shape':
      return ['4', '[4, 4]', '16'];
    case 'text':
      return ['"bij,bij->bij"', '"bi,bi->bi"'];
    case 'integers':
      return ['[1]', '[0, 1]', '[0, 2, 1]', '[1, 2]'];
    case 'numbers':
      return ['[1, 2, 3, 4]'];
    default:
      return ['2', '1', '4', '[1, 1]', '[4, 4]'];
  }
}

/** Files with the layer, its required options (and for some its main one) filled in. */
function* filesOf({ name, options, main }: TypeSpec): Generator<string> {
  const required = options.filter((option) => option.required);
  const mains = options.filter((option) => option.name === main && !option.required);
  const from = options.filter((option) => option.name === 'from' && !option.required);
  for (const extra of [[], mains, from, [...mains, ...from]]) {
    for (const filled of combinations([...required, ...extra])) {
      for (const input of INPUTS) {
        const written = filled.length > 0 ? `${name}: { ${filled.join(', ')} }` : name;
        yield `input: ${input}\nlayers:\n  - { tanh: , name: a }\n  - { tanh: , name: b }\n  - ${written}\n`;
        yield `input: ${input}\nlayers:\n  - ${written}\n`;
      }
    }
  }
}

function combinations(options: readonly OptionSpec[]): string[][] {
  return options.reduce<string[][]>(
    (all, option) =>
      all.flatMap((some) => valuesOf(option).map((each) => [...some, `${option.name}: ${each}`])),
    [[]],
  );
}

describe('a model of one layer', () => {
  it.each(LAYER_TYPES.map((type) => [type.name, type] as const))('%s arrives', (name, type) => {
    for (const text of filesOf(type)) {
      const { models, problems } = parseModelFile(text, 'net.backprop.yaml');
      if (problems.some(({ severity }) => severity === 'error')) continue;
      expectToArrive(models[0]!);
      return;
    }
    expect.fail(`No file was found that shows ${name}.`);
  });
});
