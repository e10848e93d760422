/**
 * Compares models with the numbers that PyTorch gave (`test/golden/golden.py`), and every number of the run with its own reasons:
 * provenance, and finite differences in double precision.
 */
import { describe, expect, it } from 'vitest';
import {
  checkGradients,
  lower,
  nextState,
  prepare,
  provenance,
  runStep,
  type Data,
} from '../../../src/core/autodiff';
import type { Program, TensorId } from '../../../src/core/autodiff/program';
import type { Trace } from '../../../src/core/autodiff/trace';
import { toValues, type Values } from '../../../src/core/autodiff/values';
import type { DType, LossSpec, ModelGraph, OptimizerSpec } from '../../../src/core/model/graph';
import type { LayerOp } from '../../../src/core/model/ops';
import type { Shape } from '../../../src/core/model/shape';
import { parseModelFile } from '../../../src/core/parse';
import { floats, readGolden, type Golden } from '../../golden/read';
import { GraphBuilder, type StateOptions } from '../../support/graphs';

interface Step {
  readonly output: Golden[];
  readonly loss?: Golden;
  readonly gradients?: Readonly<Record<string, Golden[]>>;
  readonly inputGradient?: Golden[];
  /** Of the inputs after the first. */
  readonly moreGradients?: Readonly<Record<string, Golden[]>>;
  readonly updated?: Readonly<Record<string, Golden[]>>;
  /** What the optimizer keeps. */
  readonly kept?: Readonly<Record<string, Golden[]>>;
  readonly buffers: Readonly<Record<string, Golden[]>>;
}

interface Case {
  readonly name: string;
  readonly dtype: DType;
  readonly seed: number;
  readonly batch: number;
  readonly shape: Shape;
  readonly below: number | null;
  readonly train: boolean;
  readonly spec: string | null;
  readonly nodes: readonly (readonly [string, LayerOp, readonly string[], StateOptions?])[] | null;
  /** Inputs after the first: name, shape with the batch, and what its whole numbers are below. */
  readonly more?: readonly (readonly [string, Shape, number | null])[];
  readonly first?: Readonly<Record<string, Golden[]>>;
  readonly outputShape: Shape;
  readonly target: Golden[] | null;
  readonly targetShape: Shape;
  readonly steps: readonly Step[];
  /** Output in eval mode after the last step. */
  readonly evaluated?: Golden[];
}

/** What a file's cases are compared with besides what they hold. */
export interface GoldenOptions {
  /** Replaces the loss of the graph, for cases that were made with another one than mean squared error. */
  readonly loss?: (name: string) => Omit<LossSpec, 'range'> | null;
  readonly optimizer?: (name: string) => OptimizerSpec | null;
  /** First values are compared up to this many units in the last place; 0 for the same bits. */
  readonly firstUlps?: number;
  /** False for cases with kinks on which finite differences stumble. */
  readonly differences?: (name: string) => boolean;
}

/** Relative to the largest entry of the tensor. */
const TOLERANCE: Readonly<Record<DType, number>> = { float64: 1e-10, float32: 1e-5 };

/** Runs every case of a golden file as tests. */
export function compareWithGolden(file: string, options: GoldenOptions = {}): void {
  describe(`${file} as PyTorch gives it`, () => {
    it.each(readGolden<Case[]>(file))('$name', (golden) => {
      const graph = graphOf(golden, options);
      const { program, state, data: drawn } = prepare(graph);
      const data: Data = golden.target
        ? { ...drawn, target: toValues(golden.dtype, floats(golden.target)) }
        : drawn;
      compareFirst(golden, program, state.tensors, options.firstUlps ?? 0);
      let current = state;
      golden.steps.forEach((step, n) => {
        const trace = runStep(program, current, data, n);
        compareStep(trace, step, golden.dtype, `step ${n}`);
        current = nextState(trace);
        if (n > 0) return;
        explainsItself(trace);
        const differences = options.differences?.(golden.name) ?? true;
        if (golden.dtype === 'float64' && step.gradients && differences) checkBySlopes(trace);
      });
      if (!golden.evaluated) return;
      const { values, program: evaluating } = runStep(
        lower({ ...graph, mode: 'eval' }),
        current,
        data,
        golden.steps.length,
      );
      const output = values[evaluating.prediction]!;
      expectClose(output, floats(golden.evaluated), TOLERANCE[golden.dtype], 'output in eval mode');
    });
  });
}

function graphOf(golden: Case, options: GoldenOptions): ModelGraph {
  const built = golden.spec === null ? builtGraph(golden) : parsedGraph(golden);
  const loss = options.loss?.(golden.name);
  const optimizer = options.optimizer?.(golden.name);
  return {
    ...built,
    ...(loss && { loss: { ...loss, range: null } }),
    ...(optimizer && { optimizer }),
    targetShape: golden.targetShape,
  };
}

function parsedGraph({ spec, shape, batch, dtype, seed, train }: Case): ModelGraph {
  const head = [
    `input: ${shape.length === 1 ? shape[0] : `[${shape.join(', ')}]`}`,
    `dtype: ${dtype}`,
    `seed: ${seed}`,
    `mode: ${train ? 'train' : 'eval'}`,
    `data: { random: ${batch} }`,
    ...(/^loss:/m.test(spec!) ? [] : ['loss: mse']),
  ];
  const text = `${head.join('\n')}\n${spec}\n`;
  const { models, problems } = parseModelFile(text, 'golden.backprop.yaml');
  const errors = problems.filter(({ severity }) => severity === 'error');
  expect(
    errors.map(({ message }) => message),
    text,
  ).toEqual([]);
  return models[0]!;
}

function builtGraph(golden: Case): ModelGraph {
  const { nodes, shape, batch, dtype, seed, train, below, more = [] } = golden;
  const builder = new GraphBuilder(shape, {
    dtype,
    seed,
    mode: train ? 'train' : 'eval',
    data: { kind: 'random', batch },
    ...(below !== null && { below }),
  });
  for (const input of more) builder.input(...input);
  for (const [name, op, inputs, state] of nodes!) builder.op(op, inputs, name, state);
  return builder.build();
}

function compareFirst(
  { first, dtype }: Case,
  program: Program,
  state: readonly Values[],
  ulps: number,
): void {
  if (!first) return;
  const names = program.parameters.map((id) => program.tensors[id]!.name);
  expect(names.slice().sort()).toEqual(Object.keys(first).sort());
  names.forEach((name, i) => {
    const expected = toValues(dtype, floats(first[name]!));
    if (ulps === 0) expect(state[i], `first values of ${name}`).toEqual(expected);
    else state[i]!.forEach((x, j) => expectUlps(x, expected[j]!, dtype, ulps, name));
  });
}

function expectUlps(x: number, y: number, dtype: DType, ulps: number, name: string): void {
  const unit =
    2 ** (Math.floor(Math.log2(Math.abs(y) || 1e-300)) - (dtype === 'float32' ? 23 : 52));
  expect(Math.abs(x - y), `first values of ${name}: ${x} and ${y}`).toBeLessThanOrEqual(
    ulps * unit,
  );
}

function compareStep(trace: Trace, step: Step, dtype: DType, when: string): void {
  const { program, values } = trace;
  const compare = (id: TensorId, expected: Golden[], what: string) =>
    expectClose(values[id]!, floats(expected), TOLERANCE[dtype], `${what} at ${when}`);
  const byName = new Map(program.state.map((id) => [program.tensors[id]!.name, id]));
  compare(program.prediction, step.output, 'output');
  if (step.loss !== undefined) compare(program.loss, [step.loss], 'loss');
  for (const [name, expected] of Object.entries(step.gradients ?? {})) {
    const gradient = program.gradientOf[byName.get(name)!];
    expect(typeof gradient, `${name} has a gradient`).toBe('number');
    compare(gradient!, expected, `gradient of ${name}`);
  }
  for (const [name, expected] of Object.entries(step.moreGradients ?? {})) {
    compare(program.gradientOf[program.outputOf[name]!]!, expected, `gradient of ${name}`);
  }
  for (const id of step.gradients ? program.parameters : []) {
    const { name } = program.tensors[id]!;
    if (!step.gradients![name]) expect(program.gradientOf[id], `gradient of ${name}`).toBeNull();
  }
  if (step.inputGradient) {
    const gradient = program.gradientOf[program.inputs[0]!];
    if (typeof gradient === 'number')
      compare(gradient, step.inputGradient, 'gradient of the input');
    else expect(floats(step.inputGradient).every((x) => x === 0)).toBe(true);
  }
  compareKept(program, step, compare);
  for (const [name, expected] of Object.entries({ ...step.updated, ...step.buffers })) {
    const id = byName.get(name);
    if (id === undefined) continue;
    compare(program.updatedOf[id] ?? id, expected, `next ${name}`);
  }
}

/** What the optimizer keeps is the same; the number of steps is compared where both count them. */
function compareKept(
  program: Program,
  { kept }: Step,
  compare: (id: TensorId, expected: Golden[], what: string) => void,
): void {
  if (!kept) return;
  const own = new Map(
    program.state
      .filter((id) => program.tensors[id]!.role === 'state')
      .map((id) => [program.tensors[id]!.name, id]),
  );
  const names = (all: Iterable<string>) => [...all].filter((name) => name !== 'step').sort();
  expect(names(own.keys())).toEqual(names(Object.keys(kept)));
  for (const [name, id] of own) {
    if (kept[name]) compare(program.updatedOf[id]!, kept[name], `next ${name}`);
  }
}

/** Within the tolerance of the largest entry; NaN and infinities where they are expected and nowhere else. */
function expectClose(
  actual: Values,
  expected: Float64Array,
  tolerance: number,
  what: string,
): void {
  expect(actual.length, `${what}: number of elements`).toBe(expected.length);
  let largest = 0;
  for (const x of expected) if (Number.isFinite(x)) largest = Math.max(largest, Math.abs(x));
  const most = tolerance * Math.max(largest, 1e-30);
  expected.forEach((x, i) => {
    const y = actual[i]!;
    const fits = Number.isFinite(x) ? Math.abs(x - y) <= most : Object.is(x, y);
    if (!fits) {
      expect.fail(`${what}, element ${i}: ${y} instead of ${x} (largest entry ${largest})`);
    }
  });
}

/** Elements of one tensor whose reasons are added up. */
const REASONS = 12;

/** The terms of provenance add up to the value, for elements of every operation's result. */
export function explainsItself(trace: Trace): void {
  const { program, values } = trace;
  const unit = program.dtype === 'float32' ? 2e-6 : 1e-13;
  for (const op of program.ops) {
    const result = values[op.output]!;
    const step = Math.max(1, Math.floor(result.length / REASONS) | 1);
    for (let index = 0; index < result.length; index += step) {
      const value = result[index]!;
      if (!Number.isFinite(value)) continue;
      let sum = 0;
      let size = 0;
      const terms = provenance(trace, { tensor: op.output, index });
      for (const { factors } of terms) {
        const term = factors.reduce((product, factor) => product * factor.value, 1);
        sum += term;
        size += Math.abs(term);
      }
      const most = unit * (4 + Math.sqrt(terms.length)) * Math.max(size, Math.abs(value)) + 1e-300;
      if (!(Math.abs(sum - value) <= most)) {
        const { name } = program.tensors[op.output]!;
        expect.fail(
          `${op.primitive} ${name}[${index}]: ${terms.length} terms give ${sum}, not ${value}`,
        );
      }
    }
  }
}

/** Every gradient agrees with finite differences. */
function checkBySlopes(trace: Trace): void {
  for (const { name, largestError } of checkGradients(trace)) {
    expect(largestError, `finite differences of ${name}`).toBeLessThan(1e-6);
  }
}
