/** Picking elements by whole numbers. */
import type { Lowerings } from './lowering';

/** Picking elements by whole numbers: how these operations become primitives. */
export const selection: Lowerings<'gather' | 'index_select' | 'one_hot'> = {
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
};
