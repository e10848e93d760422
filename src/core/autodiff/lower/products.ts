/** Products of whole tensors. */
import { readEinsum, type Einsum } from '../../model/einsum';
import { elementCount } from '../../model/shape';
import type { TensorId } from '../program';
import type { NodeLowering } from './node';
import type { Lowerings } from './lowering';

/** Products: how these operations become primitives. A vector is multiplied as a row on the left and as a column on the right. */
export const products: Lowerings<'matmul' | 'einsum'> = {
  matmul(_, c) {
    const [a, b] = c.inputs as [TensorId, TensorId];
    const [aShape, bShape] = [c.shapeOf(a), c.shapeOf(b)];
    const left = aShape.length === 1 ? c.reshape(a, [1, aShape[0]!], 'row') : a;
    const right = bShape.length === 1 ? c.reshape(b, [bShape[0]!, 1], 'column') : b;
    const product = c.emit('matmul', { transposeA: false, transposeB: false }, [left, right]);
    return c.reshape(product, c.node.outputShape);
  },
  einsum({ equation }, c) {
    const { operands, output, sizes } = readEinsum(
      equation,
      c.inputs.map((id) => c.shapeOf(id)),
    ) as Einsum;
    const parts = operands.map((names, i) =>
      withoutRepeated(diagonal({ id: c.inputs[i]!, names }, c), sizes, c),
    );
    const product = parts.reduce((left, right, i) => {
      const later = parts.slice(i + 1).flatMap(({ names }) => names);
      return multiplied(left, right, new Set([...output, ...later]), c);
    });
    return inOrder(summed(product, new Set(output), c), output, c);
  },
};

/** A tensor whose dimensions have names. */
interface Named {
  readonly id: TensorId;
  readonly names: readonly string[];
}

/** Takes the diagonal of dimensions of the same name: of n rows of n elements, every (n + 1)th. */
function diagonal({ id, names }: Named, c: NodeLowering): Named {
  const first = names.findIndex((name, i) => names.lastIndexOf(name) !== i);
  if (first < 0) return { id, names };
  const second = names.indexOf(names[first]!, first + 1);
  const others = names.map((_, d) => d).filter((d) => d !== first && d !== second);
  const square = c.permute(id, [...others, first, second]);
  const outer = c.shapeOf(square).slice(0, -2);
  const size = c.shapeOf(square).at(-1)!;
  const rows = c.reshape(square, [...outer, size * size]);
  const taken = c.slice(rows, outer.length, 0, size, 'diagonal', size + 1);
  return diagonal({ id: taken, names: [...others.map((d) => names[d]!), names[first]!] }, c);
}

/** Without dimensions of size 1 that would be repeated to meet those of other operands. */
function withoutRepeated(
  { id, names }: Named,
  sizes: ReadonlyMap<string, number>,
  c: NodeLowering,
): Named {
  const shape = c.shapeOf(id);
  const kept = names.map((_, d) => d).filter((d) => shape[d] === sizes.get(names[d]!));
  const left = c.reshape(
    id,
    kept.map((d) => shape[d]!),
  );
  return { id: left, names: kept.map((d) => names[d]!) };
}

/** Summed over the dimensions that are not needed. */
function summed({ id, names }: Named, needed: ReadonlySet<string>, c: NodeLowering): Named {
  const kept = names.filter((name) => needed.has(name));
  if (kept.length === names.length) return { id, names };
  const dims = names.map((_, d) => d).filter((d) => !needed.has(names[d]!));
  const attributes = { reduction: 'sum', dims, keepdim: false } as const;
  return { id: c.emit('reduce', attributes, [id], { label: 'summed' }), names: kept };
}

/** The product of two operands, summed over the dimensions that only they have and nothing after them needs. */
function multiplied(
  left: Named,
  right: Named,
  needed: ReadonlySet<string>,
  c: NodeLowering,
): Named {
  const a = summed(left, new Set([...needed, ...right.names]), c);
  const b = summed(right, new Set([...needed, ...left.names]), c);
  const common = a.names.filter((name) => b.names.includes(name));
  const batch = common.filter((name) => needed.has(name));
  const inner = common.filter((name) => !needed.has(name));
  const rows = a.names.filter((name) => !common.includes(name));
  const columns = b.names.filter((name) => !common.includes(name));
  const id =
    inner.length === 0
      ? paired(a, b, { batch, rows, columns }, c)
      : contracted(a, b, { batch, rows, columns, inner }, c);
  return { id, names: [...batch, ...rows, ...columns] };
}

/** Names of dimensions: of both operands and of the result, of the first, of the second. */
interface Parts {
  readonly batch: readonly string[];
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

/** Every element of one times every element of the other. */
function paired(a: Named, b: Named, { batch, rows, columns }: Parts, c: NodeLowering): TensorId {
  const x = inOrder(a, [...batch, ...rows], c);
  const y = inOrder(b, [...batch, ...columns], c);
  const [xShape, yShape] = [c.shapeOf(x), c.shapeOf(y)];
  const between = rows.map(() => 1);
  const left = c.reshape(x, [...xShape, ...columns.map(() => 1)]);
  const right = c.reshape(y, [
    ...yShape.slice(0, batch.length),
    ...between,
    ...yShape.slice(batch.length),
  ]);
  return c.emit('binary', { function: 'mul' }, [left, right], { label: 'product' });
}

/** A matrix product: of rows, inner dimensions and columns each kind is taken together. */
function contracted(
  a: Named,
  b: Named,
  { batch, rows, columns, inner }: Parts & { readonly inner: readonly string[] },
  c: NodeLowering,
): TensorId {
  const x = matrix(a, batch, rows, inner, c);
  const y = matrix(b, batch, inner, columns, c);
  const attributes = { transposeA: x.transposed, transposeB: y.transposed };
  const product = c.emit('matmul', attributes, [x.id, y.id], { label: 'product' });
  const sizeOf = (name: string): number => {
    const { id, names } = a.names.includes(name) ? a : b;
    return c.shapeOf(id)[names.indexOf(name)]!;
  };
  return c.reshape(product, [...batch, ...rows, ...columns].map(sizeOf));
}

/** The operand as a batch of matrices; with rows and columns exchanged where its dimensions lie like that already. */
function matrix(
  operand: Named,
  batch: readonly string[],
  rows: readonly string[],
  columns: readonly string[],
  c: NodeLowering,
): { readonly id: TensorId; readonly transposed: boolean } {
  const turned = [...batch, ...columns, ...rows];
  const transposed = rows.length > 0 && turned.every((name, d) => name === operand.names[d]);
  const order = transposed ? turned : [...batch, ...rows, ...columns];
  const id = inOrder(operand, order, c);
  const count = (names: readonly string[]) =>
    elementCount(names.map((name) => c.shapeOf(id)[order.indexOf(name)]!));
  const outer = batch.length > 0 ? [count(batch)] : [];
  const inner = transposed ? [columns, rows] : [rows, columns];
  return { id: c.reshape(id, [...outer, ...inner.map(count)]), transposed };
}

function inOrder({ id, names }: Named, order: readonly string[], c: NodeLowering): TensorId {
  return c.permute(
    id,
    order.map((name) => names.indexOf(name)),
  );
}
