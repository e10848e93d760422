/** Model files as they are read here, against PyTorch running the same files: parameters, output, loss and gradients of the first step. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { prepare, runStep } from '../../../../src/core/autodiff';
import { computeOutput } from '../../../../src/core/autodiff/compute';
import { parametersOf } from '../../../../src/core/model/find';
import type { ModelGraph } from '../../../../src/core/model/graph';
import { elementCount } from '../../../../src/core/model/shape';
import { readPython } from '../../../../src/core/parse/pytorch';
import { runToEnd } from '../../../../src/core/parse/python/steps';

interface Numbers {
  readonly shape: readonly number[];
  readonly norm: number;
  readonly first: readonly number[];
}

interface Golden {
  readonly model: string;
  readonly parameters: Readonly<Record<string, readonly number[]>>;
  readonly count: number;
  readonly output: Numbers | null;
  readonly loss: number | null;
  readonly gradients: Readonly<Record<string, Numbers>>;
}

const GOLDEN = JSON.parse(readFileSync('test/golden/source.json', 'utf8')) as Record<
  string,
  Golden
>;

/** Single precision, with sums in another order. */
const TOLERANCE = 2e-5;

function modelOf(file: string, name: string): ModelGraph {
  const text = readFileSync(`test/fixtures/pytorch/${file}`, 'utf8');
  const { models } = runToEnd(
    readPython({ cells: [{ uri: null, text }] }, { compute: computeOutput }),
  );
  const found = models.find((model) => model.name === name) ?? models.at(-1);
  if (!found) throw new Error(`${file} has no model`);
  return found;
}

function norm(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));
}

function expectNumbers(values: ArrayLike<number>, { norm: wanted, first }: Numbers, what: string) {
  const limit = TOLERANCE * Math.max(1, wanted);
  expect(Math.abs(norm(values) - wanted), `norm of ${what}`).toBeLessThan(limit);
  first.forEach((value, i) => {
    expect(Math.abs(values[i]! - value), `${what}[${i}]`).toBeLessThan(limit);
  });
}

it('has files to compare', () => {
  expect(Object.keys(GOLDEN).length).toBeGreaterThan(10);
});

describe.each(Object.entries(GOLDEN))('%s', (file, golden) => {
  const graph = modelOf(file, golden.model);

  it('is understood whole', () => {
    expect(graph.stoppedAt).toBeNull();
  });

  it('has the parameters of PyTorch', () => {
    const own = Object.fromEntries(parametersOf(graph).map(({ name, shape }) => [name, shape]));
    const used = Object.fromEntries(
      Object.entries(golden.parameters).filter(([name]) => name in golden.gradients),
    );
    expect({ ...golden.parameters, ...own }).toEqual(golden.parameters);
    for (const name of Object.keys(used)) expect(own).toHaveProperty([name]);
    const count = parametersOf(graph).reduce((sum, { shape }) => sum + elementCount(shape), 0);
    if (Object.keys(own).length === Object.keys(golden.parameters).length) {
      expect(count).toBe(golden.count);
    }
  });

  it('gives the loss and the gradients of PyTorch', () => {
    const { program, state, data } = prepare(graph);
    const trace = runStep(program, state, data, 0);
    if (golden.loss !== null) {
      expect(Math.abs(trace.loss - golden.loss)).toBeLessThan(
        TOLERANCE * Math.max(1, Math.abs(golden.loss)),
      );
    }
    for (const id of program.parameters) {
      const { name } = program.tensors[id]!;
      const gradient = program.gradientOf[id];
      const wanted = golden.gradients[name];
      if (!wanted) continue;
      expect(typeof gradient, `gradient of ${name}`).toBe('number');
      expectNumbers(trace.values[gradient as number]!, wanted, name);
    }
  });
});
