/** Where an operation is applied, and formulas over tensors that are written there. */
import type { Elementwise } from '../../../model/elementwise';
import type { BinaryFunction, ConstantSource, ReduceFunction } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { ExceptionName, Interpreter } from '../../python/interpreter';
import type { PyInstance } from '../../python/values';
import { record, recordAll, type Application } from '../record';
import type { TapeOp, Tensor, TensorType } from '../tape';
import {
  add,
  binary,
  concat,
  constant,
  elementwise,
  expand,
  index,
  matmul,
  narrow,
  permute,
  reduce,
  reshape,
  stack,
  where,
} from '../tensor/ops';
import type { Operand } from '../tensor/types';

/** Functions of one element without options. */
type PlainFunction = Extract<Elementwise, { options: Record<never, never> }>['fn'];

/** Weights of an operation by their roles; null for those that it does not have. */
export type Weights = Readonly<Record<string, Tensor | null>>;

/** The word in the source (`conv2d`, `Conv2d`), the layer if it is one, and operations that are recorded under it. */
export class Site {
  constructor(
    readonly word: string,
    readonly interpreter: Interpreter,
    readonly layer: PyInstance | null = null,
  ) {}

  /** Records one operation. */
  apply(op: TapeOp, inputs: readonly Tensor[], weights: Weights = {}, dtype?: TensorType): Tensor {
    return record(this.application(op, inputs, weights, dtype), this.interpreter);
  }
  /** Records one operation with several outputs. */
  applyAll(
    op: TapeOp,
    inputs: readonly Tensor[],
    weights: Weights = {},
  ): ReturnType<typeof recordAll> {
    return recordAll(this.application(op, inputs, weights), this.interpreter);
  }
  raise(name: ExceptionName, message: string): never {
    return this.interpreter.raise(name, message);
  }

  add(a: Operand, b: Operand): Tensor {
    return add(a, b, this.word, this.interpreter);
  }
  sub(a: Operand, b: Operand): Tensor {
    return this.two('sub', a, b);
  }
  mul(a: Operand, b: Operand): Tensor {
    return this.two('mul', a, b);
  }
  div(a: Operand, b: Operand): Tensor {
    return this.two('div', a, b);
  }
  two(fn: BinaryFunction, a: Operand, b: Operand): Tensor {
    return binary(fn, a, b, this.word, this.interpreter);
  }
  /** A function of each element that has no options. */
  each(fn: PlainFunction, x: Tensor): Tensor {
    return this.elementwise({ fn, options: {} } as Elementwise, x);
  }
  elementwise(fn: Elementwise, x: Tensor): Tensor {
    return elementwise(x, fn, this.word, this.interpreter);
  }
  clamp(x: Tensor, min: number, max = Infinity): Tensor {
    return this.elementwise({ fn: 'clamp', options: { min, max } }, x);
  }
  power(x: Tensor, exponent: number): Tensor {
    return this.elementwise({ fn: 'power', options: { exponent } }, x);
  }
  where(condition: Tensor, a: Operand, b: Operand): Tensor {
    return where(condition, a, b, this.word, this.interpreter);
  }
  reduce(fn: ReduceFunction, x: Tensor, dims: readonly number[] | null, keepdim = false): Tensor {
    return reduce(x, fn, dims, keepdim, this.word, this.interpreter);
  }
  norm(x: Tensor, p: number, dims: readonly number[], keepdim = false): Tensor {
    return this.apply({ type: 'norm', p, dims, keepdim }, [x]);
  }
  matmul(a: Tensor, b: Tensor): Tensor {
    return matmul(a, b, this.word, this.interpreter);
  }
  reshape(x: Tensor, shape: Shape): Tensor {
    return reshape(x, shape, this.word, this.interpreter);
  }
  permute(x: Tensor, dims: readonly number[]): Tensor {
    return permute(x, dims, this.word, this.interpreter);
  }
  expand(x: Tensor, shape: Shape): Tensor {
    return expand(x, shape, this.word, this.interpreter);
  }
  /** Certain elements of one dimension, in this order. */
  pick(x: Tensor, dim: number, indices: readonly number[]): Tensor {
    const all = x.shape
      .slice(0, dim)
      .map((length) => ({ kind: 'range', start: 0, length, step: 1 }) as const);
    return index(x, [...all, { kind: 'list', indices }], this.word, this.interpreter);
  }
  /** Some elements of one dimension, one after the other. */
  narrow(x: Tensor, dim: number, start: number, length: number): Tensor {
    return narrow(x, dim, start, length, this.word, this.interpreter);
  }
  concat(tensors: readonly Tensor[], dim: number): Tensor {
    return concat(tensors, dim, this.word, this.interpreter);
  }
  stack(tensors: readonly Tensor[], dim: number): Tensor {
    return stack(tensors, dim, this.word, this.interpreter);
  }
  constant(shape: Shape, source: ConstantSource, dtype: TensorType): Tensor {
    return constant(shape, source, dtype, this.interpreter, this.word);
  }
  /** The same numbers without a way back for gradients. */
  detach(x: Tensor): Tensor {
    const made = this.apply({ type: 'detach' }, [x]);
    made.requiresGrad = false;
    return made;
  }

  private application(
    op: TapeOp,
    inputs: readonly Tensor[],
    weights: Weights,
    dtype?: TensorType,
  ): Application {
    const given = Object.entries(weights).filter(
      (entry): entry is [string, Tensor] => entry[1] !== null,
    );
    return {
      op,
      inputs,
      word: this.word,
      ...(given.length > 0 && { weights: Object.fromEntries(given) }),
      ...(this.layer && { layer: this.layer }),
      ...(dtype && { dtype }),
    };
  }
}
