/** Products of matrices and vectors: `matmul`, `einsum`, `outer`, `baddbmm`, `cross` … */
import { broadcastShape, elementCount, type Shape } from '../../../../model/shape';
import type { Value } from '../../../python/values';
import { dimOf, itemsOf, textOf } from '../../read';
import type { Tensor } from '../../tape';
import type { TensorArguments, TensorTable } from '../arguments';
import { notYet } from './pointwise';
import { resultType } from '../types';

/** A product of matrices of the same rank, checked as PyTorch does. */
function product(
  a: TensorArguments,
  x: Tensor,
  y: Tensor,
  ranks: readonly [number, number],
): Tensor {
  const { word } = a.site;
  const [p, q] = ranks;
  if (x.shape.length !== p || y.shape.length !== q) {
    const wrong = x.shape.length !== p ? x : y;
    const wanted = wrong === x ? p : q;
    a.site.raise(
      'RuntimeError',
      `${word}: expected a ${wanted}D tensor, but it is ${wrong.shape.length}D: [${wrong.shape.join(', ')}]`,
    );
  }
  return a.site.matmul(x, y);
}

/** beta · input + alpha · product */
function plus(a: TensorArguments, product: Tensor): Tensor {
  const { site } = a;
  const [alpha, beta] = [a.operand('alpha'), a.operand('beta')];
  const right = Number(alpha) === 1 ? product : site.mul(product, alpha);
  const left = Number(beta) === 1 ? a.x : site.mul(a.x, beta);
  return Number(beta) === 0 ? right : site.add(left, right);
}

/** Functions and methods that have in-place forms. */
export const ADDED_PRODUCTS: TensorTable = {
  'addmm(input, mat1, mat2, *, beta=1, alpha=1)': (a) =>
    plus(a, product(a, a.tensor('mat1'), a.tensor('mat2'), [2, 2])),
  'addmv(input, mat, vec, *, beta=1, alpha=1)': (a) =>
    plus(a, product(a, a.tensor('mat'), a.tensor('vec'), [2, 1])),
  'baddbmm(input, batch1, batch2, *, beta=1, alpha=1)': (a) =>
    plus(a, product(a, a.tensor('batch1'), a.tensor('batch2'), [3, 3])),
  'addbmm(input, batch1, batch2, *, beta=1, alpha=1)': (a) => {
    const products = product(a, a.tensor('batch1'), a.tensor('batch2'), [3, 3]);
    return plus(a, a.site.reduce('sum', products, [0]));
  },
  'addr(input, vec1, vec2, *, beta=1, alpha=1)': (a) =>
    plus(a, outer(a, a.tensor('vec1'), a.tensor('vec2'))),
};

function outer({ site }: TensorArguments, x: Tensor, y: Tensor): Tensor {
  return site.mul(site.reshape(x, [elementCount(x.shape), 1]), y);
}

/** Functions and methods. */
export const PRODUCTS: TensorTable = {
  'matmul(input, other)': (a) => a.site.matmul(a.x, a.tensor('other')),
  'mm|spmm|dsmm|smm|hspmm(input, mat2)': (a) => product(a, a.x, a.tensor('mat2'), [2, 2]),
  'bmm(input, mat2)': (a) => product(a, a.x, a.tensor('mat2'), [3, 3]),
  'mv(input, vec)': (a) => product(a, a.x, a.tensor('vec'), [2, 1]),
  'dot|vdot(input, tensor)': (a) => product(a, a.x, a.tensor('tensor'), [1, 1]),
  'inner(input, other)': (a) => {
    const other = a.tensor('other');
    if (a.x.shape.length === 0 || other.shape.length === 0) return a.site.mul(a.x, other);
    return contract(a, a.x, other, [a.x.shape.length - 1], [other.shape.length - 1]);
  },
  'outer|ger(input, vec2)': (a) => outer(a, a.x, a.tensor('vec2')),
  'kron(input, other)': (a) => {
    const { site, x } = a;
    const y = a.tensor('other');
    const rank = Math.max(x.shape.length, y.shape.length);
    const wide = (shape: Shape) => [...Array<number>(rank - shape.length).fill(1), ...shape];
    const [p, q] = [wide(x.shape), wide(y.shape)];
    const left = site.reshape(
      x,
      p.flatMap((size) => [size, 1]),
    );
    const right = site.reshape(
      y,
      q.flatMap((size) => [1, size]),
    );
    return site.reshape(
      site.mul(left, right),
      p.map((size, d) => size * q[d]!),
    );
  },
  'trace(input)': (a) => {
    const { site, x } = a;
    const [rows, columns] = x.shape as [number, number];
    const eye = site.constant([rows, columns], { kind: 'eye' }, x.dtype);
    return site.reduce('sum', site.mul(x, eye), null);
  },
  'cross(input, other, dim=None)': (a) => {
    const other = a.tensor('other');
    const shape = broadcastShape([a.x.shape, other.shape]) ?? a.x.shape;
    const [x, y] = [a.site.expand(a.x, shape), a.site.expand(other, shape)];
    const given = a.dimOrNull('dim', x);
    const dim = given ?? shape.indexOf(3);
    if (shape[dim] !== 3) {
      a.site.raise('RuntimeError', `linalg.cross: inputs dimension ${dim} must have length 3`);
    }
    const turned = (tensor: Tensor, by: number) =>
      a.site.apply({ type: 'roll', shifts: [by], dims: [dim] }, [tensor]);
    const ahead = a.site.mul(turned(x, -1), turned(y, 1));
    return a.site.sub(ahead, a.site.mul(turned(x, 1), turned(y, -1)));
  },
  'tensordot(input, other, dims=2)': (a) => {
    const other = a.tensor('other');
    const dims = a.value('dims');
    if (typeof dims === 'bigint') {
      const count = Number(dims);
      const { length } = a.x.shape;
      const last = Array.from({ length: count }, (_, i) => length - count + i);
      return contract(
        a,
        a.x,
        other,
        last,
        last.map((_, i) => i),
      );
    }
    const [left, right] = itemsOf(dims);
    const read = (value: Value, x: Tensor) =>
      itemsOf(value).map((dim) => dimOf(dim, x.shape.length, a.interpreter));
    return contract(a, a.x, other, read(left!, a.x), read(right!, other));
  },
  'matrix_power(input, n)': (a) => {
    let result = a.x;
    const n = a.int('n');
    if (n < 1 || n > 64) return notYet(a);
    for (let i = 1; i < n; i += 1) result = a.site.matmul(result, a.x);
    return result;
  },
};

/** The product summed over pairs of dimensions: what is left of the first, then of the second. */
function contract(
  { site }: TensorArguments,
  x: Tensor,
  y: Tensor,
  p: readonly number[],
  q: readonly number[],
): Tensor {
  const rest = (tensor: Tensor, dims: readonly number[]) =>
    tensor.shape.map((_, d) => d).filter((d) => !dims.includes(d));
  const sizes = (tensor: Tensor, dims: readonly number[]) => dims.map((d) => tensor.shape[d]!);
  const [left, right] = [rest(x, p), rest(y, q)];
  const inner = elementCount(sizes(x, p));
  const a = site.reshape(site.permute(x, [...left, ...p]), [elementCount(sizes(x, left)), inner]);
  const b = site.reshape(site.permute(y, [...q, ...right]), [
    elementCount(sizes(y, q)),
    elementCount(sizes(y, right)),
  ]);
  return site.reshape(site.matmul(a, b), [...sizes(x, left), ...sizes(y, right)]);
}

/** Functions of several tensors. */
export const TENSOR_PRODUCTS: TensorTable = {
  'einsum(equation, *operands)': (a) => {
    const equation = textOf(a.raw('equation'), 'equation', a.interpreter);
    const tensors = a.restTensors;
    const dtype = resultType(tensors, a.interpreter);
    return a.site.apply({ type: 'einsum', equation }, tensors, {}, dtype);
  },
  'chain_matmul(*matrices)': (a) => {
    const [first, ...others] = a.restTensors;
    return others.reduce((x, y) => a.site.matmul(x, y), first!);
  },
  'cdist(x1, x2, p=2.0, compute_mode=None)': (a) => {
    const { site } = a;
    const [x, y] = [a.tensor('x1'), a.tensor('x2')];
    const rows = site.reshape(x, [...x.shape.slice(0, -1), 1, x.shape.at(-1)!]);
    const columns = site.reshape(y, [...y.shape.slice(0, -2), 1, ...y.shape.slice(-2)]);
    const difference = site.sub(rows, columns);
    return site.norm(difference, a.real('p'), [difference.shape.length - 1]);
  },
};
