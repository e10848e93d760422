/** Small networks with products over dimensions, orders, numbers put at places, and images read at computed places. */
import type { ModelGraph } from '../../../src/core/model/graph';
import type { LayerOp } from '../../../src/core/model/ops';
import { GraphBuilder } from '../../support/graphs';

const two = { data: { kind: 'random', batch: 2 } } as const;

/** One operation on an input of this shape, batch left out. */
function single(shape: readonly number[], op: LayerOp): ModelGraph {
  const b = new GraphBuilder(shape, two);
  b.op(op, ['input'], 'out');
  return b.build();
}

function product(dims: readonly number[] | null): LayerOp {
  return { type: 'reduce', function: 'prod', dims, keepdim: false, correction: 0 };
}

/** The two largest of five numbers. */
function topTwo(): ModelGraph {
  const b = new GraphBuilder([5], two);
  b.op({ type: 'arg_sort', dim: 1, descending: true, count: 2 }, ['input'], 'places');
  b.op({ type: 'gather', dim: 1 }, ['input', 'places'], 'largest');
  return b.build();
}

/** Squares put, or added, at places of the input. */
function placed(op: LayerOp): ModelGraph {
  const b = new GraphBuilder([3], two);
  const values = op.type === 'index_add' ? [2, 0] : [2, 0, 1, 1];
  const shape = op.type === 'index_add' ? [2] : [2, 2];
  b.op({ type: 'constant', shape, source: { kind: 'given', values } }, [], 'places');
  b.elementwise('input', 'square', 'squares');
  const whole = { kind: 'range', start: 0, length: 2, step: 1 } as const;
  b.op({ type: 'index', items: [whole, whole] }, ['squares'], 'some');
  b.op(op, ['input', 'places', 'some'], 'out');
  return b.build();
}

/** An image read at places that are computed from it. */
function readAtPlaces(): ModelGraph {
  const b = new GraphBuilder([2, 3, 4], two);
  const items = [2, 2, 3, 2].map(
    (length) => ({ kind: 'range', start: 0, length, step: 1 }) as const,
  );
  b.op({ type: 'index', items }, ['input'], 'part');
  b.op({ type: 'permute', dims: [0, 2, 3, 1] }, ['part'], 'turned');
  b.elementwise('turned', 'tanh', 'grid');
  b.op({ type: 'grid_sample', padding: 'zeros', alignCorners: false }, ['input', 'grid'], 'out');
  return b.build();
}

/** All of these, by name. */
export function orders(): Record<string, ModelGraph> {
  return {
    'product along a dimension': single([4], product([1])),
    'product of many': single([9], product([1])),
    'product of everything': single([1], product(null)),
    'running products': single([3], { type: 'cumprod', dim: 1 }),
    order: single([4], { type: 'arg_sort', dim: 1, descending: false, count: null }),
    'two largest': topTwo(),
    scatter: placed({ type: 'scatter', dim: 1, add: false }),
    'scatter add': placed({ type: 'scatter', dim: 1, add: true }),
    'index add': placed({ type: 'index_add', dim: 1 }),
    'grid sample': readAtPlaces(),
  };
}
