/** A second library as witness: TensorFlow.js computes the same networks on random shapes, forward and backward, in single precision. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ElementwiseName } from '../../../src/core/model/elementwise';
import type { BinaryFunction, Border, LayerOp } from '../../../src/core/model/ops';
import type { Shape } from '../../../src/core/model/shape';
import { elementwise, GraphBuilder } from '../../support/graphs';
import { firstTrace } from '../../support/runs';

beforeAll(async () => {
  // It advertises its native bindings on the console.
  tf.env().set('IS_NODE', false);
  await tf.setBackend('cpu');
});

/** A network in both libraries; `parameters` come in the graph's order and layout. */
interface Pair {
  /** Shape of one sample, and how many there are. */
  readonly shape: Shape;
  readonly batch: number;
  readonly build: (builder: GraphBuilder) => void;
  readonly compute: (x: tf.Tensor, parameters: tf.Tensor[]) => tf.Tensor;
}

/** Runs both and compares output, loss and every gradient. */
function compare({ shape, batch, build, compute }: Pair, seed: number): void {
  const data = { kind: 'random', batch } as const;
  const builder = new GraphBuilder(shape, { dtype: 'float32', seed, data });
  build(builder);
  const { program, values } = firstTrace(builder.build());
  const tensorOf = (id: number) =>
    tf.tensor(values[id] as Float32Array, [...program.tensors[id]!.shape]);
  tf.tidy(() => {
    const target = tensorOf(program.target!);
    const inputs = [program.inputs[0]!, ...program.parameters];
    let output: tf.Tensor | null = null;
    const loss = (x: tf.Tensor, ...parameters: tf.Tensor[]): tf.Tensor => {
      const y = compute(x, parameters);
      output = tf.keep(y);
      return tf.mean(tf.square(tf.sub(y, target)));
    };
    const { value, grads } = tf.valueAndGrads(loss)(inputs.map(tensorOf));
    expectClose(values[program.prediction]!, output!, 'output');
    expectClose(values[program.loss]!, value, 'loss');
    inputs.forEach((id, i) => {
      expectClose(values[program.gradientOf[id]!]!, grads[i]!, program.tensors[id]!.name);
    });
    output!.dispose();
  });
}

function expectClose(actual: ArrayLike<number>, tensor: tf.Tensor, what: string): void {
  const expected = Array.from(tensor.dataSync());
  expect(actual.length, what).toBe(expected.length);
  const largest = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-6);
  expected.forEach((x, i) => {
    const y = actual[i]!;
    if (!(Math.abs(x - y) <= 1e-4 * largest)) expect.fail(`${what}[${i}]: ${y}, there ${x}`);
  });
}

/** Images as that library wants them, and back. */
const toChannelsLast = (x: tf.Tensor) => tf.transpose(x, [0, 2, 3, 1]) as tf.Tensor4D;
const toChannelsFirst = (x: tf.Tensor) => tf.transpose(x, [0, 3, 1, 2]);

const size = (max: number) => fc.integer({ min: 1, max });
const seeds = fc.integer({ min: 0, max: 1000 });
/**
 * The same examples every time: where a gradient all but cancels, in one of some ten thousand, two libraries in single precision have
 * fewer digits in common.
 */
const runs = { numRuns: 100, seed: 1 };

describe('TensorFlow.js agrees on', () => {
  it('dense layers with every activation that it has', () => {
    const activations: Partial<Record<ElementwiseName, (x: tf.Tensor) => tf.Tensor>> = {
      relu: tf.relu,
      relu6: tf.relu6,
      elu: tf.elu,
      selu: tf.selu,
      sigmoid: tf.sigmoid,
      log_sigmoid: (x) => tf.neg(tf.softplus(tf.neg(x))),
      tanh: tf.tanh,
      softplus: tf.softplus,
      leaky_relu: (x) => tf.leakyRelu(x, 0.01),
      silu: (x) => tf.mul(x, tf.sigmoid(x)),
      gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.div(x, Math.SQRT2)), 1)),
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(activations) as ElementwiseName[])),
        size(9),
        size(9),
        size(5),
        seeds,
        (name, into, out, batch, seed) => {
          compare(
            {
              shape: [into],
              batch,
              build: (b) => b.elementwise(b.linear('input', out), elementwise(name)),
              compute: (x, [w, b]) =>
                activations[name]!(
                  tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D, false, true), b!),
                ),
            },
            seed,
          );
        },
      ),
      runs,
    );
  });

  it('convolutions with stride and padding', () => {
    fc.assert(
      fc.property(
        fc.record({
          channels: size(3),
          out: size(4),
          kernel: fc.tuple(size(3), size(3)),
          stride: size(3),
          padding: fc.integer({ min: 0, max: 2 }),
          height: fc.integer({ min: 5, max: 8 }),
          width: fc.integer({ min: 5, max: 8 }),
          batch: size(3),
          seed: seeds,
        }),
        ({ channels, out, kernel, stride, padding, height, width, batch, seed }) => {
          const border: Border = [padding, padding];
          const op: LayerOp = {
            type: 'conv',
            inChannels: channels,
            outChannels: out,
            kernel,
            stride: [stride, stride],
            dilation: [1, 1],
            padding: [border, border],
            paddingMode: 'constant',
            groups: 1,
            bias: true,
          };
          compare(
            {
              shape: [channels, height, width],
              batch,
              build: (b) => b.op(op, ['input']),
              compute: (x, [w, bias]) => {
                const padded = tf.pad(toChannelsLast(x), [
                  [0, 0],
                  [...border],
                  [...border],
                  [0, 0],
                ]);
                const weight = tf.transpose(w!, [2, 3, 1, 0]) as tf.Tensor4D;
                const y = tf.conv2d(padded, weight, stride, 'valid');
                return toChannelsFirst(tf.add(y, bias!));
              },
            },
            seed,
          );
        },
      ),
      runs,
    );
  });

  it('pooling', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        size(3),
        size(3),
        fc.integer({ min: 4, max: 7 }),
        size(3),
        seeds,
        (max, kernel, stride, side, channels, seed) => {
          const both = (n: number) => [n, n];
          const windows = {
            kernel: both(kernel),
            stride: both(stride),
            padding: both(0),
            ceilMode: false,
          };
          const op: LayerOp = max
            ? { type: 'max_pool', ...windows, dilation: both(1) }
            : { type: 'avg_pool', ...windows, countIncludePad: true, divisorOverride: null };
          const pool = max ? tf.maxPool : tf.avgPool;
          compare(
            {
              shape: [channels, side, side],
              batch: 2,
              build: (b) => b.op(op, ['input']),
              compute: (x) => toChannelsFirst(pool(toChannelsLast(x), kernel, stride, 'valid')),
            },
            seed,
          );
        },
      ),
      runs,
    );
  });

  it('softmax and its logarithm', () => {
    fc.assert(
      fc.property(fc.boolean(), size(6), size(4), seeds, (log, width, batch, seed) => {
        compare(
          {
            shape: [width],
            batch,
            build: (b) => (log ? b.logSoftmax('input') : b.softmax('input')),
            compute: (x) => (log ? tf.logSoftmax(x) : tf.softmax(x)),
          },
          seed,
        );
      }),
      runs,
    );
  });

  it('arithmetic with broadcasting', () => {
    const functions: Partial<Record<BinaryFunction, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
      sub: tf.sub,
      mul: tf.mul,
      div: tf.div,
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(functions) as BinaryFunction[])),
        size(5),
        size(4),
        seeds,
        (name, rows, columns, seed) => {
          compare(
            {
              shape: [rows, columns],
              batch: 2,
              build: (b) => {
                // One factor for each row, away from zero.
                const mean = b.op(
                  { type: 'reduce', function: 'mean', dims: [2], keepdim: true, correction: 0 },
                  ['input'],
                );
                const exp = b.elementwise(mean, elementwise('exp'));
                b.op({ type: 'binary', function: name }, ['input', exp]);
              },
              compute: (x) => functions[name]!(x, tf.exp(tf.mean(x, 2, true))),
            },
            seed,
          );
        },
      ),
      runs,
    );
  });

  it('attention from its products', () => {
    fc.assert(
      fc.property(size(5), size(4), size(3), seeds, (steps, width, heads, seed) => {
        compare(
          {
            shape: [heads, steps, width],
            batch: 2,
            build: (b) =>
              b.op(
                { type: 'attention', causal: false, dropout: 0, scale: null, booleanMask: false },
                ['input', 'input', 'input'],
              ),
            compute: (x) => {
              const scores = tf.div(tf.matMul(x, x, false, true), Math.sqrt(width));
              return tf.matMul(tf.softmax(scores), x);
            },
          },
          seed,
        );
      }),
      runs,
    );
  });

  it('layer normalization', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 9 }), size(4), seeds, (width, batch, seed) => {
        compare(
          {
            shape: [3, width],
            batch,
            build: (b) =>
              b.op({ type: 'layer_norm', shape: [width], eps: 1e-5, affine: true, bias: true }, [
                'input',
              ]),
            compute: (x, [weight, bias]) => {
              const { mean, variance } = tf.moments(x, -1, true);
              const normal = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5)));
              return tf.add(tf.mul(normal, weight!), bias!);
            },
          },
          seed,
        );
      }),
      runs,
    );
  });
});
