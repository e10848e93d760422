/** Parts of a tensor, and their replacement. */
import { withoutLeadingOnes } from '../../model/definitions/indexing';
import { indexing, type Indexing } from '../../model/indexing';
import type { IndexItem } from '../../model/ops';
import { elementCount, sameShape, type Shape } from '../../model/shape';
import type { IndexMap } from '../attributes';
import type { TensorId } from '../program';
import { PRIMITIVES } from '../primitives';
import type { NodeLowering } from './node';
import type { LowerOp } from './lowering';

/** One step from a tensor to its part: elements taken from place to place, or with `map` null the same ones in another shape. */
interface Step {
  readonly map: IndexMap | null;
  readonly from: Shape;
  readonly to: Shape;
}

/** y = x[…] */
export const index: LowerOp<'index'> = ({ items }, c) => {
  const [x] = c.inputs as [TensorId];
  const steps = stepsOf(indexing(items, c.shapeOf(x)), c.shapeOf(x));
  return steps.reduce(
    (id, { map, to }) =>
      map ? c.emit('rearrange', { map, transposed: false }, [id]) : c.reshape(id, to),
    x,
  );
};

/** y = x with x[…] replaced: where a mask says so, the value at its places, else x. */
export const indexPut: LowerOp<'index_put'> = ({ items }, c) => {
  const [x, value] = c.inputs as [TensorId, TensorId];
  const mask = maskOf(items, c.shapeOf(x), c);
  const single = elementCount(c.shapeOf(value)) === 1;
  const placed = single ? c.reshape(value, []) : place(value, items, c.shapeOf(x), c);
  return c.emit('where', {}, [mask, placed, x]);
};

/** The steps that change something. */
function stepsOf({ starts, steps, sizes, cut, order, joined, picked }: Indexing, x: Shape): Step[] {
  const all: Step[] = [];
  if (!sameShape(sizes, x)) {
    all.push({ map: { kind: 'slice', starts, steps, sizes }, from: x, to: sizes });
  }
  if (!sameShape(sizes, cut)) all.push({ map: null, from: sizes, to: cut });
  const ordered = order.map((d) => cut[d]!);
  if (order.some((d, at) => d !== at)) {
    all.push({ map: { kind: 'permute', dims: order }, from: cut, to: ordered });
  }
  if (!sameShape(ordered, joined)) all.push({ map: null, from: ordered, to: joined });
  if (picked) {
    const { dim, indices } = picked;
    const to = joined.map((size, d) => (d === dim ? indices.length : size));
    all.push({ map: { kind: 'take', dim, indices }, from: joined, to });
  }
  return all;
}

/** The value at its places in a tensor of zeros. Of several numbers for one place the last one counts. */
function place(value: TensorId, items: readonly IndexItem[], x: Shape, c: NodeLowering): TensorId {
  const parts = indexing(items, x);
  const { shape } = parts;
  let id = c.reshape(value, withoutLeadingOnes(c.shapeOf(value), shape.length));
  if (!sameShape(c.shapeOf(id), shape)) {
    id = c.emit('rearrange', { map: { kind: 'expand', shape }, transposed: false }, [id]);
  }
  const { picked } = parts;
  const last = picked && lastOfEach(picked.indices);
  if (picked && last && last.length < picked.indices.length) {
    const map = { kind: 'take', dim: picked.dim, indices: last } as const;
    id = c.emit('rearrange', { map, transposed: false }, [id], { label: 'last values' });
  }
  const indices = last?.map((i) => picked!.indices[i]!);
  const once = picked && indices ? { ...parts, picked: { ...picked, indices } } : parts;
  for (const { map, from } of stepsOf(once, x).reverse()) {
    id = map
      ? c.emit('rearrange', { map, transposed: true }, [id], { shape: from, label: 'placed' })
      : c.reshape(id, from, 'placed');
  }
  return id;
}

/** For every number that occurs, where it occurs last, in order. */
function lastOfEach(numbers: readonly number[]): number[] {
  return numbers.flatMap((n, i) => (numbers.lastIndexOf(n) === i ? [i] : []));
}

/** 1 where x is replaced, else 0; of size 1 along dimensions that are replaced as a whole. */
function maskOf(items: readonly IndexItem[], x: Shape, c: NodeLowering): TensorId {
  const taking = items.filter(({ kind }) => kind !== 'new');
  const whole = x.map((size, d) => isWhole(taking[d], size));
  const shape = x.map((size, d) => (whole[d] ? 1 : size));
  const narrowed = taking.map((item, d): IndexItem =>
    whole[d] ? { kind: 'range', start: 0, length: 1, step: 1 } : item,
  );
  const values = Array.from({ length: elementCount(shape) }, () => 0);
  for (const at of placesTaken(narrowed, shape)) values[at] = 1;
  return c.constant(shape, { kind: 'given', values }, 'mask');
}

function isWhole(item: IndexItem | undefined, size: number): boolean {
  return (
    item === undefined ||
    (item.kind === 'range' && item.start === 0 && item.step === 1 && item.length === size)
  );
}

/** Which elements of a tensor indexing takes. */
export function placesTaken(items: readonly IndexItem[], shape: Shape): Float64Array {
  const all = Float64Array.from({ length: elementCount(shape) }, (_, i) => i);
  return stepsOf(indexing(items, shape), shape).reduce((numbers, { map, from, to }) => {
    if (!map) return numbers;
    const output = new Float64Array(elementCount(to));
    PRIMITIVES.rearrange.kernel(
      { inputs: [numbers], inputShapes: [from], output, outputShape: to },
      { map, transposed: false },
    );
    return output;
  }, all);
}
