/** Which sizes contradict each other, when inputs of an operation do not fit. */
import type { TapeOp, TensorRef } from '../tape';
import { allSizes, type Size } from './sure';

/** The sizes that a misfit is about; all of them where that is not so plain. */
export function meetingSizes(op: TapeOp, inputs: readonly TensorRef[]): readonly Size[] {
  const found = conflicts(op, inputs);
  return found.length > 0 ? found : allSizes(inputs);
}

function conflicts(op: TapeOp, inputs: readonly TensorRef[]): Size[] {
  const [a, b] = inputs;
  switch (op.type) {
    case 'linear':
      return [[a!, a!.shape.length - 1]];
    case 'add':
    case 'binary':
    case 'where':
      return fromTheEnd(inputs);
    case 'matmul':
      return a && b && a.shape.length > 1 && b.shape.length > 1 ? product(a, b) : [];
    case 'concat':
      return sameRank(inputs) ? differing(inputs, op.dim) : [];
    case 'stack':
      return sameRank(inputs) ? differing(inputs, null) : [];
    default:
      return [];
  }
}

/** The last dimension in which sizes above 1 differ. */
function fromTheEnd(inputs: readonly TensorRef[]): Size[] {
  const rank = Math.max(...inputs.map(({ shape }) => shape.length));
  for (let back = 1; back <= rank; back += 1) {
    const sizes = inputs.flatMap((ref): Size[] => {
      const dim = ref.shape.length - back;
      return dim >= 0 && ref.shape[dim] !== 1 ? [[ref, dim]] : [];
    });
    if (new Set(sizes.map(([{ shape }, dim]) => shape[dim])).size > 1) return sizes;
  }
  return [];
}

function product(a: TensorRef, b: TensorRef): Size[] {
  const inner: Size[] = [
    [a, a.shape.length - 1],
    [b, b.shape.length - 2],
  ];
  return a.shape.at(-1) === b.shape.at(-2) ? [] : inner;
}

/** Dimensions, all but one, in which sizes differ. */
function differing(inputs: readonly TensorRef[], but: number | null): Size[] {
  const dims = inputs[0]!.shape.map((_, dim) => dim);
  const wrong = dims.find(
    (dim) => dim !== but && new Set(inputs.map(({ shape }) => shape[dim])).size > 1,
  );
  return wrong === undefined ? [] : inputs.map((ref) => [ref, wrong] as const);
}

function sameRank(inputs: readonly TensorRef[]): boolean {
  return new Set(inputs.map(({ shape }) => shape.length)).size === 1;
}
