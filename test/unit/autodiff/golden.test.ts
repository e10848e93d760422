/** The engine against numbers that PyTorch gave: see `test/golden/basics.py`. */
import { describe, expect, it } from 'vitest';
import {
  elementwiseDerivative,
  elementwiseValue,
  lower,
  materializeData,
  runStep,
  nextState,
  type Data,
  prepare,
} from '../../../src/core/autodiff';
import { stateWith } from '../../support/runs';
import { ruleOf } from '../../../src/core/autodiff/primitives';
import type { PrimitiveAttributes } from '../../../src/core/autodiff/attributes';
import type { Elementwise } from '../../../src/core/model/elementwise';
import type { LossKind, ModelGraph, Reduction, Shape } from '../../../src/core/model/graph';
import { elementCount } from '../../../src/core/model/shape';
import { floats, readGolden, type Golden } from '../../golden/read';
import { ELEMENTWISE_NAMES } from '../../../src/core/model/elementwise-names';
import { GraphBuilder, mlp, type GraphOptions } from '../../support/graphs';
import { expectCloseToLargest, expectEachClose } from './close';

const TOLERANCE = 1e-10;

interface ElementwiseCase {
  readonly fn: string;
  readonly options: object;
  readonly values: Golden[];
  readonly gradients: Golden[];
}

describe('elementwise functions', () => {
  const { points, cases } = readGolden<{ points: Golden[]; cases: ElementwiseCase[] }>(
    'elementwise',
  );

  it('are all compared', () => {
    expect(new Set(cases.map(({ fn }) => fn))).toEqual(new Set(ELEMENTWISE_NAMES));
  });

  it.each(cases)('$fn $options', ({ fn, options, values, gradients }) => {
    const f = { fn, options } as Elementwise;
    const x = floats(points);
    const value = x.map((number) => elementwiseValue(f, number));
    const slope = x.map((number) => elementwiseDerivative(f, number));
    expectEachClose(value, floats(values), TOLERANCE, `${fn} at point`);
    // PyTorch holds the slope 1/6 of hardsigmoid in single precision.
    const tolerance = fn === 'hardsigmoid' ? 1e-8 : TOLERANCE;
    expectEachClose(slope, floats(gradients), tolerance, `${fn}' at point`);
  });
});

interface LossCase {
  readonly kind: LossKind;
  readonly reduction: Reduction;
  readonly delta: number;
  readonly shape: Shape;
  readonly prediction: Golden[];
  readonly target: Golden[];
  readonly loss: Golden;
  readonly gradient: Golden[];
}

describe('losses', () => {
  it.each(readGolden<LossCase[]>('losses'))('$kind $reduction $delta', (golden) => {
    const { kind, reduction, delta, shape } = golden;
    const data = { kind: 'random', batch: shape[0]! } as const;
    const builder = new GraphBuilder(shape.slice(1), { loss: kind, reduction, delta, data });
    const program = lower(builder.build());
    const numbers = { inputs: [floats(golden.prediction)], target: floats(golden.target) };
    const { values, loss } = runStep(program, stateWith([]), numbers, 0);
    expectEachClose([loss], floats([golden.loss]), TOLERANCE, 'loss');
    const gradient = values[program.gradientOf[program.prediction]!]!;
    expectEachClose(gradient, floats(golden.gradient), TOLERANCE, 'gradient');
  });
});

interface SoftmaxGolden {
  readonly x: Golden[];
  readonly weights: Golden[];
  readonly cases: {
    readonly primitive: 'softmax' | 'log_softmax';
    readonly dim: number;
    readonly values: Golden[];
    readonly gradient: Golden[];
  }[];
}

describe('softmax', () => {
  const shape = [2, 3, 4];
  const golden = readGolden<SoftmaxGolden>('softmax');

  it.each(golden.cases)('$primitive along $dim', ({ primitive, dim, values, gradient }) => {
    const y = apply(primitive, { dim }, [floats(golden.x)], shape);
    expectCloseToLargest(y, floats(values), TOLERANCE, 'value');
    const backward = apply(`${primitive}_grad`, { dim }, [floats(golden.weights), y], shape);
    expectCloseToLargest(backward, floats(gradient), TOLERANCE, 'gradient');
  });
});

/** Runs one kernel on inputs of one shape. */
function apply<P extends 'softmax' | 'log_softmax' | 'softmax_grad' | 'log_softmax_grad'>(
  primitive: P,
  attributes: PrimitiveAttributes[P],
  inputs: Float64Array[],
  shape: Shape,
): Float64Array {
  const output = new Float64Array(elementCount(shape));
  const inputShapes = inputs.map(() => shape);
  ruleOf(primitive).kernel({ inputs, inputShapes, output, outputShape: shape }, attributes);
  return output;
}

interface NetworkCase {
  readonly name: string;
  readonly seed: number;
  readonly loss: LossKind;
  readonly reduction: Reduction;
  readonly lr: number;
  readonly input: Golden[];
  readonly target: Golden[];
  readonly steps: {
    readonly loss: number;
    readonly output: Golden[];
    readonly gradients: Record<string, Golden[]>;
    readonly inputGradient: Golden[];
    readonly updated: Record<string, Golden[]>;
  }[];
}

/** The networks of `basics.py`, by name. Linear layers stand in the order in which they are built there. */
const NETWORKS: Readonly<Record<string, (options: GraphOptions) => ModelGraph>> = {
  'tanh-sigmoid-bce': (o) => mlp([2, 4, 1], { ...o, output: 'sigmoid' }),
  'relu-mse': (o) => mlp([3, 5, 4, 2], { ...o, activation: 'relu' }),
  'gelu-huber-sum': (o) => mlp([3, 6, 2], { ...o, activation: 'gelu' }),
  'silu-cross_entropy': (o) => mlp([4, 5, 3], { ...o, activation: 'silu' }),
  'softplus-nll': (o) => mlp([4, 3, 3], { ...o, activation: 'softplus', output: 'log_softmax' }),
  'elu-logits': (o) => mlp([2, 3, 1], { ...o, activation: 'elu', bias: false }),
  'mish-l1': (o) => mlp([2, 3, 3, 2], { ...o, activation: 'mish' }),
  residual: (o) => {
    const b = new GraphBuilder([3], o);
    const first = b.linear('input', 4, 'first');
    const inner = b.elementwise(b.linear(first, 4, 'inner'), 'tanh');
    b.linear(b.add([first, inner]), 2, 'last');
    return b.build();
  },
  concat: (o) => {
    const b = new GraphBuilder([3], o);
    const left = b.elementwise(b.linear('input', 2, 'left'), 'sigmoid');
    const right = b.elementwise(b.linear('input', 4, 'right'), 'gelu');
    b.linear(b.concat([left, right, 'input']), 3, 'last');
    return b.build();
  },
};

describe('networks', () => {
  it.each(readGolden<NetworkCase[]>('networks'))('$name', (golden) => {
    const { seed, loss, reduction, lr } = golden;
    const data = { kind: 'random', batch: 5 } as const;
    const graph = NETWORKS[golden.name]!({ seed, loss, reduction, lr, data });
    const program = lower(graph);
    const [input, target] = [floats(golden.input), floats(golden.target)];
    const numbers: Data = { inputs: [input], target };
    const drawn = materializeData(graph);
    expectCloseToLargest(drawn.inputs[0]!, input, 1e-14, 'random input');
    expectCloseToLargest(drawn.target!, target, 1e-14, 'random target');

    let { state } = prepare(graph);
    const names = program.parameters.map((id) => program.tensors[id]!.name);
    golden.steps.forEach((expected, step) => {
      const trace = runStep(program, state, numbers, step);
      const check = (tensor: number, wanted: Golden[], what: string) =>
        expectCloseToLargest(trace.values[tensor]!, floats(wanted), TOLERANCE, what);
      expect(trace.loss).toBeCloseTo(expected.loss, 12);
      check(program.prediction, expected.output, 'output');
      check(program.gradientOf[program.inputs[0]!]!, expected.inputGradient, 'input gradient');
      state = nextState(trace);
      expect(names.slice().sort()).toEqual(Object.keys(expected.gradients).sort());
      names.forEach((name, i) => {
        check(program.gradientOf[program.parameters[i]!]!, expected.gradients[name]!, name);
        check(program.updatedOf[program.parameters[i]!]!, expected.updated[name]!, name);
      });
    });
  });
});
