/** Shape and place. */
import { elementCount } from '../../model/shape';
import type { IndexMap } from '../attributes';
import type { TensorId } from '../program';
import { index, indexPut } from './indexing';
import type { NodeLowering } from './node';
import type { Lowerings } from './lowering';

/** Shape and place: how these operations become primitives. */
export const structure: Lowerings<
  | 'flatten'
  | 'reshape'
  | 'permute'
  | 'expand'
  | 'repeat'
  | 'concat'
  | 'stack'
  | 'index'
  | 'index_put'
  | 'flip'
  | 'roll'
  | 'pad'
  | 'unfold'
  | 'fold'
  | 'pixel_shuffle'
  | 'pixel_unshuffle'
  | 'band'
  | 'detach'
> = {
  flatten: (_, c) => c.emit('reshape', {}, c.inputs, { shape: c.node.outputShape }),
  reshape: ({ shape }, c) => c.emit('reshape', {}, c.inputs, { shape }),
  permute: ({ dims }, c) => mapped({ kind: 'permute', dims }, c),
  expand: ({ shape }, c) => mapped({ kind: 'expand', shape }, c),
  repeat: ({ times }, c) => mapped({ kind: 'repeat', times }, c),
  concat: ({ dim }, c) => c.emit('concat', { dim }, c.inputs),
  stack: ({ dim }, c) => {
    const layers = c.inputs.map((id) => {
      const shape = c.shapeOf(id);
      return c.reshape(id, [...shape.slice(0, dim), 1, ...shape.slice(dim)], 'layer');
    });
    return c.emit('concat', { dim }, layers);
  },
  index,
  index_put: indexPut,
  flip: ({ dims }, c) => mapped({ kind: 'flip', dims }, c),
  roll: ({ shifts, dims }, c) =>
    dims.length > 0 ? mapped({ kind: 'roll', shifts, dims }, c) : rollAll(shifts, c),
  pad: ({ borders, mode, value }, c) => mapped({ kind: 'pad', borders, mode, value }, c),
  unfold: ({ kernel, stride, padding, dilation }, c) =>
    mapped({ kind: 'unfold', kernel, stride, padding, dilation }, c),
  fold: ({ kernel, stride, padding, dilation }, c) => {
    const map = { kind: 'unfold', kernel, stride, padding, dilation } as const;
    const shape = c.node.outputShape;
    return c.emit('rearrange', { map, transposed: true }, c.inputs, { shape });
  },
  pixel_shuffle: ({ factor }, c) => mapped({ kind: 'pixel_shuffle', factor }, c),
  pixel_unshuffle: ({ factor }, c) => mapped({ kind: 'pixel_unshuffle', factor }, c),
  band: ({ part, diagonal }, c) => mapped({ kind: 'band', part, diagonal }, c),
  detach: (_, c) => c.emit('detach', {}, c.inputs),
};

function mapped(map: IndexMap, c: NodeLowering): TensorId {
  return c.emit('rearrange', { map, transposed: false }, c.inputs);
}

/** Without dimensions, PyTorch rolls the numbers in a row. */
function rollAll(shifts: readonly number[], c: NodeLowering): TensorId {
  const [x] = c.inputs as [TensorId];
  const shape = c.shapeOf(x);
  const row = c.reshape(x, [elementCount(shape)], 'row');
  const map = { kind: 'roll', shifts, dims: [0] } as const;
  return c.reshape(c.emit('rearrange', { map, transposed: false }, [row]), shape);
}
