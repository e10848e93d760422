/** Small networks whose layers are not one after another with weights of their own. */
import type { ModelGraph } from '../../../src/core/model/graph';
import type { BinaryFunction, LayerOp } from '../../../src/core/model/ops';
import { GraphBuilder, type GraphOptions } from '../../support/graphs';

const linear = (inFeatures: number, outFeatures: number): LayerOp => ({
  type: 'linear',
  inFeatures,
  outFeatures,
  bias: true,
});
const binary = (fn: BinaryFunction, scalar?: number): LayerOp => ({
  type: 'binary',
  function: fn,
  ...(scalar !== undefined && { scalar }),
});
const two: GraphOptions = { data: { kind: 'random', batch: 2 } };

/** One layer applied twice, and a frozen one. */
export function sharedLayer(): ModelGraph {
  const b = new GraphBuilder([3], two);
  b.elementwise(b.op(linear(3, 3), ['input'], 'inner'), 'tanh', 'first');
  const share = { weight: 'inner.weight', bias: 'inner.bias' };
  b.elementwise(b.op(linear(3, 3), ['first'], 'again', { share }), 'tanh', 'second');
  b.op(linear(3, 2), ['second'], 'out', { frozen: true });
  return b.build();
}

/** Parameters and buffers by themselves, one of them twice; weights that are computed from them. */
export function computedWeights(): ModelGraph {
  const b = new GraphBuilder([3], two);
  b.op({ type: 'parameter', shape: [2, 3] }, [], 'core');
  b.op({ type: 'buffer', shape: [2] }, [], 'shift');
  b.op(binary('mul', 0.5), ['core'], 'half');
  b.op(linear(3, 2), ['input'], 'out', { given: { weight: 'half', bias: 'shift' } });
  b.op({ type: 'parameter', shape: [2, 3] }, [], 'core again', { share: { value: 'core' } });
  b.op(
    { type: 'reduce', function: 'sum', dims: [1], keepdim: false, correction: 0 },
    ['core again'],
    'sums',
  );
  b.op({ type: 'add' }, ['out', 'sums'], 'end');
  return b.build();
}

/** Several inputs, one of whole numbers, and a value that passes no gradient back. */
export function severalInputs(): ModelGraph {
  const b = new GraphBuilder([3], two);
  b.input('words', [2], 5);
  b.input('scale', [2, 1]);
  b.op({ type: 'embedding', count: 5, size: 2, paddingIndex: null }, ['words'], 'table');
  b.op(linear(3, 2), ['input'], 'first');
  b.op({ type: 'detach' }, ['first'], 'still');
  b.op({ type: 'add' }, ['first', 'table'], 'sum');
  b.op(binary('mul'), ['sum', 'still'], 'product');
  b.op(binary('mul'), ['product', 'scale'], 'end');
  return b.build();
}

/** A model that computes its own loss: one number, one for each sample, or a matrix. */
export function ownLoss(reduce: 'all' | 'rows' | 'none'): ModelGraph {
  const b = new GraphBuilder([3], { ...two, loss: 'output', reduction: 'mean' });
  b.elementwise(b.op(linear(3, 2), ['input'], 'out'), 'square', 'squares');
  const sums = { type: 'reduce', function: 'sum', keepdim: false, correction: 0 } as const;
  if (reduce !== 'none')
    b.op({ ...sums, dims: reduce === 'all' ? null : [1] }, ['squares'], 'sums');
  return b.build();
}

/** All of these, by name. */
export function wirings(): Record<string, ModelGraph> {
  return {
    'a layer applied twice': sharedLayer(),
    'computed weights': computedWeights(),
    'several inputs': severalInputs(),
    'own loss': ownLoss('all'),
    'own loss of samples': ownLoss('rows'),
    'own loss of outputs': ownLoss('none'),
  };
}
