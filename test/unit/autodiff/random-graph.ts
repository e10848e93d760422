/** Random graphs for property-based tests: any depth and width, skips, joins, tensors that are used several times, dead branches. */
import fc from 'fast-check';
import type { LossKind, ModelGraph } from '../../../src/core/model/graph';
import type { Elementwise } from '../../../src/core/model/elementwise';
import { elementwise, GraphBuilder } from '../../support/graphs';

/** Functions without kinks, so that finite differences are exact enough everywhere. */
const SMOOTH: readonly Elementwise[] = [
  elementwise('identity'),
  elementwise('gelu'),
  elementwise('gelu', { approximate: 'tanh' }),
  elementwise('silu'),
  elementwise('mish'),
  elementwise('sigmoid'),
  elementwise('log_sigmoid'),
  elementwise('tanh'),
  elementwise('softplus'),
  elementwise('softplus', { beta: 2 }),
  elementwise('tanhshrink'),
];

const KINKED: readonly Elementwise[] = [
  elementwise('relu'),
  elementwise('relu6'),
  elementwise('leaky_relu', { negative_slope: 0.1 }),
  elementwise('elu', { alpha: 0.7 }),
  elementwise('selu'),
  elementwise('celu', { alpha: 2 }),
  elementwise('softsign'),
  elementwise('hardtanh'),
  elementwise('hardsigmoid'),
  elementwise('hardswish'),
  elementwise('softshrink'),
];

const LOSSES: readonly LossKind[] = [
  'mse',
  'l1',
  'huber',
  'bce',
  'bce_with_logits',
  'nll',
  'cross_entropy',
];

/** What is added to the graph next, with free choices that are taken modulo what there is. */
const layer = (functions: readonly Elementwise[]) =>
  fc.record({
    kind: fc.constantFrom(
      'linear' as const,
      'linear' as const,
      'elementwise' as const,
      'elementwise' as const,
      'softmax' as const,
      'log_softmax' as const,
      'add' as const,
      'twice' as const,
      'concat' as const,
      'dead' as const,
    ),
    width: fc.integer({ min: 1, max: 5 }),
    bias: fc.boolean(),
    fn: fc.constantFrom(...functions),
    other: fc.nat(100),
    dim: fc.nat(1),
  });

/** A random graph; with `smooth`, without functions that have kinks. */
export function randomGraph(smooth: boolean): fc.Arbitrary<ModelGraph> {
  return fc
    .record({
      seed: fc.nat(1_000_000),
      batch: fc.integer({ min: 1, max: 4 }),
      input: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
      layers: fc.array(layer(smooth ? SMOOTH : [...SMOOTH, ...KINKED]), { maxLength: 9 }),
      loss: fc.constantFrom(...LOSSES),
      reduction: fc.constantFrom('mean' as const, 'sum' as const),
      outputs: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ seed, batch, input, layers, loss, reduction, outputs }) => {
      const data = { kind: 'random', batch } as const;
      const b = new GraphBuilder(input, { seed, loss, reduction, delta: 0.8, data });
      let last = b.flatten('input');
      let width = input.reduce((product, n) => product * n, 1);
      const earlier = [{ id: last, width }];
      for (const next of layers) {
        const other = earlier[next.other % earlier.length]!;
        switch (next.kind) {
          case 'linear':
            last = b.linear(last, next.width, undefined, next.bias);
            width = next.width;
            break;
          case 'elementwise':
            last = b.elementwise(last, next.fn);
            break;
          case 'softmax':
            last = b.softmax(last, undefined, next.dim);
            break;
          case 'log_softmax':
            last = b.logSoftmax(last, undefined, next.dim);
            break;
          case 'add':
            last = b.add([b.linear(other.id, width), last, b.elementwise(last, 'tanh')]);
            break;
          case 'twice':
            last = b.add([last, last]);
            break;
          case 'concat':
            last = b.concat([last, other.id, last], undefined, -1);
            width = 2 * width + other.width;
            break;
          case 'dead':
            b.linear(other.id, 2);
            break;
        }
        earlier.push({ id: last, width });
      }
      last = b.linear(last, outputs);
      if (loss === 'bce') b.elementwise(last, 'sigmoid');
      if (loss === 'nll') b.logSoftmax(last);
      return b.build();
    });
}
