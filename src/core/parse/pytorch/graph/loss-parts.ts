/** Short ways to add the operations that losses are made of. */
import type { LayerOp } from '../../../model/ops';
import { elementCount, type Shape } from '../../../model/shape';
import { binary, elementwise, type BinaryFunction } from './parts';

/** Adds a node and gives its id. */
export type AddNode = (
  word: string,
  op: LayerOp,
  inputs: readonly string[],
  shape: Shape,
) => string;

export class LossParts {
  constructor(readonly add: AddNode) {}

  each(fn: 'square' | 'abs' | 'neg' | 'exp' | 'log' | 'softplus', x: string, shape: Shape): string {
    const options = fn === 'softplus' ? { beta: 1, threshold: 20 } : {};
    return this.add(fn, elementwise(fn, options), [x], shape);
  }

  atLeast(min: number, x: string, shape: Shape): string {
    return this.add('clamp', elementwise('clamp', { min, max: Infinity }), [x], shape);
  }

  two(fn: BinaryFunction, a: string, b: string, shape: Shape): string {
    return this.add(fn, binary(fn), [a, b], shape);
  }

  number(fn: BinaryFunction | 'add', a: string, scalar: number, shape: Shape): string {
    return fn === 'add'
      ? this.add('add', binary('sub', -scalar), [a], shape)
      : this.add(fn, binary(fn, scalar), [a], shape);
  }

  /** 1 − x */
  rest(x: string, shape: Shape): string {
    return this.number('add', this.each('neg', x, shape), 1, shape);
  }

  sum(inputs: readonly string[], shape: Shape): string {
    return this.add('add', { type: 'add' }, inputs, shape);
  }

  reshape(x: string, shape: Shape): string {
    return this.add('view', { type: 'reshape', shape }, [x], shape);
  }

  /** Over these dimensions, or over all of them. */
  reduce(fn: 'sum' | 'mean', x: string, dims: readonly number[] | null, shape: Shape): string {
    return this.add(
      fn,
      { type: 'reduce', function: fn, dims, keepdim: false, correction: 0 },
      [x],
      shape,
    );
  }

  given(values: readonly number[], shape: Shape): string {
    if (elementCount(shape) !== values.length) throw new Error('numbers do not fill the shape');
    const op: LayerOp = { type: 'constant', shape, source: { kind: 'given', values } };
    return this.add('weight', op, [], shape);
  }
}
