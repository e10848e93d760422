/** `torch.Size`: the shape of a tensor as a tuple of whole numbers. */
import { elementCount, type Shape } from '../../../model/shape';
import { nativeClass, natives } from '../../python/native';
import { PyList, PySlice, PyTuple, TUPLE } from '../../python/values';

/** The class `torch.Size`. */
export const SIZE = nativeClass(
  'Size',
  { bases: [TUPLE], module: 'torch', create: (cls) => new PyTuple([], cls) },
  natives({
    '__init__(self, sizes=())': function* (bound, interpreter) {
      const self = bound.get('self') as PyTuple;
      self.items = yield* interpreter.listOf(bound.get('sizes'));
      return null;
    },
    'numel(self)': (bound) =>
      (bound.get('self') as PyTuple).items.reduce<bigint>(
        (count, size) => count * (typeof size === 'bigint' ? size : 1n),
        1n,
      ),
    '__getitem__(self, index)': function* (bound, interpreter) {
      const self = bound.get('self') as PyTuple;
      const found = yield* interpreter.getItem(new PyTuple(self.items), bound.get('index'));
      const part = bound.get('index') instanceof PySlice && found instanceof PyTuple;
      return part ? new PyTuple(found.items, SIZE) : found;
    },
    '__add__(self, other)': (bound, interpreter) => {
      const { items } = bound.get('self') as PyTuple;
      const other = bound.get('other');
      if (other instanceof PyTuple) return new PyTuple([...items, ...other.items], SIZE);
      return interpreter.raise('TypeError', 'can only concatenate tuple (not other) to torch.Size');
    },
    '__repr__(self)': function* (bound, interpreter) {
      const { items } = bound.get('self') as PyTuple;
      return `torch.Size(${yield* interpreter.repr(new PyList([...items]))})`;
    },
  }),
);

/** A shape as a value. */
export function sizeValue(shape: Shape): PyTuple {
  return new PyTuple(
    shape.map((size) => BigInt(size)),
    SIZE,
  );
}

/** The number of elements as a value. */
export function countValue(shape: Shape): bigint {
  return BigInt(elementCount(shape));
}
