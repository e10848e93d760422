/** Picking and placing elements by whole numbers. */
import type { TensorId } from '../program';
import type { Lowerings } from './lowering';
import type { NodeLowering } from './node';

/** Picking and placing elements by whole numbers: how these operations become primitives. */
export const selection: Lowerings<'gather' | 'index_select' | 'one_hot' | 'scatter' | 'index_add'> =
  {
    gather: ({ dim }, c) => c.emit('lookup', { kind: 'gather', dim, paddingIndex: null }, c.inputs),
    index_select: ({ dim }, c) =>
      c.emit('lookup', { kind: 'select', dim, paddingIndex: null }, c.inputs),
    /** Rows of the unit matrix. */
    one_hot: ({ classes }, c) => {
      const unit = c.constant([classes, classes], { kind: 'eye' }, 'unit');
      return c.integer(
        c.emit('lookup', { kind: 'select', dim: 0, paddingIndex: null }, [unit, ...c.inputs]),
      );
    },
    scatter({ dim, add, value }, c) {
      const [x, index, given] = c.inputs as [TensorId, TensorId, TensorId?];
      const source = given === undefined ? null : beginning(given, index, c);
      if (!add) {
        const inputs = source === null ? [x, index] : [x, index, source];
        return c.emit('scatter', { dim, value: source === null ? (value ?? 0) : null }, inputs);
      }
      const full = { kind: 'full', value: value ?? 0 } as const;
      const added = source ?? c.constant(c.shapeOf(index), full, 'values');
      return addedAt(x, index, added, { kind: 'gather', dim }, c);
    },
    index_add({ dim }, c) {
      const [x, index, source] = c.inputs as [TensorId, TensorId, TensorId];
      return addedAt(x, index, source, { kind: 'select', dim }, c);
    },
  };

/** As much of the values as there are places. */
function beginning(source: TensorId, index: TensorId, c: NodeLowering): TensorId {
  return c
    .shapeOf(index)
    .reduce(
      (id, size, d) => (c.shapeOf(id)[d] === size ? id : c.slice(id, d, 0, size, 'used values')),
      source,
    );
}

/** x with values added at places. */
function addedAt(
  x: TensorId,
  index: TensorId,
  values: TensorId,
  where: { readonly kind: 'gather' | 'select'; readonly dim: number },
  c: NodeLowering,
): TensorId {
  const attributes = { ...where, paddingIndex: null };
  const shape = c.shapeOf(x);
  const placed = c.emit('lookup_grad', attributes, [values, index], { shape, label: 'placed' });
  return c.emit('add', {}, [x, placed]);
}
