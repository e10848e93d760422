/** Arithmetic, comparisons and statistics. */
import type { OpOf } from '../../model/ops';
import { reducedCount } from '../../model/reduction';
import type { TensorId } from '../program';
import type { NodeLowering } from './node';
import { isDifferentiable } from '../primitives/binary-functions';
import { products } from './products';
import type { Lowerings } from './lowering';

/** Arithmetic, comparisons and statistics: how these operations become primitives. */
export const arithmetic: Lowerings<
  | 'add'
  | 'binary'
  | 'matmul'
  | 'einsum'
  | 'where'
  | 'reduce'
  | 'arg_reduce'
  | 'norm'
  | 'normalize'
  | 'cumsum'
  | 'cumprod'
  | 'arg_sort'
> = {
  add: (_, c) => c.emit('add', {}, c.inputs),
  binary({ function: name, scalar }, c) {
    const inputs = scalar === undefined ? c.inputs : [...c.inputs, c.scalar(scalar, 'number')];
    const result = c.emit('binary', { function: name }, inputs);
    return isDifferentiable(name) ? result : c.integer(result);
  },
  matmul: products.matmul,
  einsum: products.einsum,
  where: (_, c) => c.emit('where', {}, c.inputs),
  reduce,
  arg_reduce: ({ function: name, dim, keepdim }, c) =>
    c.integer(
      c.emit(
        'arg_extreme',
        { function: name === 'argmax' ? 'max' : 'min', dim, keepdim },
        c.inputs,
      ),
    ),
  norm: ({ p, dims, keepdim }, c) => c.emit('norm', { p, dims, keepdim }, c.inputs),
  normalize({ p, dim, eps }, c) {
    const length = c.emit('norm', { p, dims: [dim], keepdim: true }, c.inputs);
    const clamp = { fn: 'clamp', options: { min: eps, max: Infinity } } as const;
    const divisor = c.emit('elementwise', { function: clamp }, [length], { label: 'divisor' });
    return c.emit('binary', { function: 'div' }, [...c.inputs, divisor]);
  },
  cumsum: ({ dim }, c) => c.emit('cumsum', { dim, reverse: false }, c.inputs),
  cumprod: ({ dim }, c) => c.emit('cumprod', { dim }, c.inputs),
  arg_sort: ({ dim, descending, count }, c) =>
    c.integer(c.emit('arg_sort', { dim, descending, count }, c.inputs)),
};

function reduce(op: OpOf<'reduce'>, c: NodeLowering): TensorId {
  const { dims, keepdim, correction } = op;
  switch (op.function) {
    case 'sum':
    case 'mean':
      return c.emit('reduce', { reduction: op.function, dims, keepdim }, c.inputs);
    case 'prod':
      return c.emit('prod', { dims, keepdim }, c.inputs);
    case 'var':
      return c.emit('variance', { correction, dims, keepdim }, c.inputs);
    case 'std':
      return standardDeviation(op, c);
    case 'max':
    case 'min':
      return c.emit('extreme', { function: op.function, ties: 'first', dims, keepdim }, c.inputs);
    case 'amax':
      return c.emit('extreme', { function: 'max', ties: 'shared', dims, keepdim }, c.inputs);
    case 'amin':
      return c.emit('extreme', { function: 'min', ties: 'shared', dims, keepdim }, c.inputs);
  }
}

/** The length of the deviations from the mean over √(n − correction); like PyTorch's, its gradient is 0 where all elements are equal. */
function standardDeviation(op: OpOf<'reduce'>, c: NodeLowering): TensorId {
  const { dims, keepdim, correction } = op;
  const [x] = c.inputs as [TensorId];
  const mean = c.emit('reduce', { reduction: 'mean', dims, keepdim: true }, [x], { label: 'mean' });
  const deviations = c.emit('binary', { function: 'sub' }, [x, mean], { label: 'deviations' });
  const length = c.emit('norm', { p: 2, dims, keepdim }, [deviations], { label: 'length' });
  const freedom = Math.max(0, reducedCount(c.shapeOf(x), op) - correction);
  const scale = c.scalar(1 / Math.sqrt(freedom), 'scale');
  return c.emit('binary', { function: 'mul' }, [length, scale]);
}
