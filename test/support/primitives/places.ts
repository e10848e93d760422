/** Random applications of what takes numbers from place to place. */
import { PRIMITIVES } from '../../../src/core/autodiff/primitives';
import type { IndexMap, PoolWindows, SampleMap } from '../../../src/core/autodiff/attributes';
import { elementCount, type Shape } from '../../../src/core/model/shape';
import { any, whole, type Dice } from './dice';
import type { Samples } from './samples';
import { strided } from './windows';

/** A map with an input that it fits. */
interface Placed<M> {
  readonly map: M;
  readonly shape: Shape;
}

/** Primitives that move numbers. */
export const PLACE_SAMPLES: Samples<
  | 'reshape'
  | 'sum_to'
  | 'concat'
  | 'rearrange'
  | 'resample'
  | 'max_pool'
  | 'lookup'
  | 'lookup_grad'
  | 'scatter'
  | 'grid_sample'
> = {
  reshape: (d) => {
    const shape = d.shape();
    const asked = d.flag() ? [elementCount(shape)] : [...shape].reverse();
    return { attributes: {}, inputs: [any(shape)], asked };
  },
  sum_to: (d) => {
    const shape = d.shape();
    return { attributes: {}, inputs: [any(shape)], asked: d.narrower(shape) };
  },
  concat: (d) => {
    const shape = d.shape(1);
    const dim = d.dim(shape);
    const parts = d.list(d.int(1, 3), 1, 3);
    const inputs = parts.map((size) => any(shape.map((n, i) => (i === dim ? size : n))));
    return { attributes: { dim }, inputs };
  },
  rearrange: (d) => {
    const { map, shape } = INDEX_MAPS[d.pick(Object.keys(INDEX_MAPS) as IndexMap['kind'][])](d);
    if (!d.flag()) return { attributes: { map, transposed: false }, inputs: [any(shape)] };
    const back = PRIMITIVES.rearrange.shape([shape], { map, transposed: false }, []);
    // What is put in from nowhere goes nowhere back.
    const plain = map.kind === 'pad' ? { ...map, value: 0 } : map;
    return { attributes: { map: plain, transposed: true }, inputs: [any(back)], asked: shape };
  },
  resample: (d) => {
    const { map, shape } = SAMPLE_MAPS[d.pick(Object.keys(SAMPLE_MAPS) as SampleMap['kind'][])](d);
    if (!d.flag()) return { attributes: { map, transposed: false }, inputs: [any(shape)] };
    const back = PRIMITIVES.resample.shape([shape], { map, transposed: false }, []);
    return { attributes: { map, transposed: true }, inputs: [any(back)], asked: shape };
  },
  max_pool: (d) => {
    const dims = d.int(1, 3);
    const { windows, space } = strided(d, dims);
    const choice: PoolWindows = d.flag()
      ? { kind: 'strided', ...windows, ceilMode: d.flag() }
      : { kind: 'adaptive', output: d.list(dims, 1, 4) };
    return { attributes: { windows: choice }, inputs: [any([1, d.int(1, 2), ...space])] };
  },
  lookup: (d) => {
    const { shape, index, attributes } = lookedUp(d);
    return { attributes, inputs: [any(shape), index] };
  },
  lookup_grad: (d) => {
    const { shape, index, attributes } = lookedUp(d);
    const found = PRIMITIVES.lookup.shape([shape, index.shape], attributes, []);
    return { attributes, inputs: [any(found), index], asked: shape };
  },
  scatter: (d) => {
    const shape = d.shape(1);
    const dim = d.dim(shape);
    const value = d.flag() ? null : 0.5;
    const places = shape.map((size, i) => d.int(1, i === dim ? 5 : size));
    const inputs = [any(shape), whole(places, shape[dim]!)];
    return {
      attributes: { dim, value },
      inputs: value === null ? [...inputs, any(places)] : inputs,
    };
  },
  grid_sample: (d) => {
    const alignCorners = d.flag();
    // Sizes for which the numbers of the grid are never next to a kink.
    const size = () => d.pick(alignCorners ? [2, 3, 5] : [1, 2, 4]);
    const batch = d.int(1, 2);
    const grid = { shape: [batch, d.int(1, 3), d.int(1, 3), 2], map: (x: number) => x / 2 };
    return {
      attributes: { padding: d.pick(['zeros', 'border'] as const), alignCorners },
      inputs: [any([batch, d.int(1, 2), size(), size()]), grid],
    };
  },
};

function lookedUp(d: Dice) {
  const shape = d.shape(1);
  const dim = d.dim(shape);
  const kind = d.pick(['select', 'gather'] as const);
  const index =
    kind === 'select'
      ? d.shape(0, 2)
      : shape.map((size, i) => (i === dim ? d.int(1, 5) : d.int(1, size)));
  const attributes = { kind, dim, paddingIndex: null };
  return { shape, index: whole(index, shape[dim]!), attributes };
}

const INDEX_MAPS: Readonly<Record<IndexMap['kind'], (d: Dice) => Placed<IndexMap>>> = {
  permute: (d) => {
    const shape = d.shape();
    return { map: { kind: 'permute', dims: d.order(shape.length) }, shape };
  },
  slice: (d) => {
    const shape = d.shape();
    const starts = shape.map((size) => d.int(0, size - 1));
    const steps = shape.map(() => d.int(1, 2));
    const sizes = shape.map((size, i) => Math.ceil((size - starts[i]!) / steps[i]!));
    return { map: { kind: 'slice', starts, steps, sizes }, shape };
  },
  take: (d) => {
    const shape = d.shape(1);
    const dim = d.dim(shape);
    const indices = d.list(d.int(1, 4), 0, shape[dim]! - 1);
    return { map: { kind: 'take', dim, indices }, shape };
  },
  expand: (d) => {
    const shape = d.shape();
    return { map: { kind: 'expand', shape }, shape: d.narrower(shape) };
  },
  repeat: (d) => {
    const shape = d.shape();
    return { map: { kind: 'repeat', times: d.list(shape.length + d.int(0, 1), 1, 3) }, shape };
  },
  flip: (d) => {
    const shape = d.shape(1);
    return { map: { kind: 'flip', dims: [d.dim(shape)] }, shape };
  },
  roll: (d) => {
    const shape = d.shape(1);
    return { map: { kind: 'roll', shifts: [d.int(-3, 3)], dims: [d.dim(shape)] }, shape };
  },
  pad: (d) => {
    const mode = d.pick(['constant', 'reflect', 'replicate', 'circular'] as const);
    const shape = d.shape(1);
    const most = (size: number) => (mode === 'reflect' ? size - 1 : Math.min(size, 2));
    const borders = shape.map((size) => [d.int(0, most(size)), d.int(0, most(size))] as const);
    return { map: { kind: 'pad', borders, mode, value: mode === 'constant' ? 0.5 : 0 }, shape };
  },
  unfold: (d) => {
    const { windows, space } = strided(d, 2);
    return { map: { kind: 'unfold', ...windows }, shape: [d.int(1, 2), d.int(1, 2), ...space] };
  },
  pixel_shuffle: (d) => {
    const factor = d.int(1, 2);
    const [n, c, h, w] = d.list(4, 1, 2) as [number, number, number, number];
    return { map: { kind: 'pixel_shuffle', factor }, shape: [n, c * factor * factor, h, w] };
  },
  pixel_unshuffle: (d) => {
    const factor = d.int(1, 2);
    const [n, c, h, w] = d.list(4, 1, 2) as [number, number, number, number];
    return { map: { kind: 'pixel_unshuffle', factor }, shape: [n, c, h * factor, w * factor] };
  },
  nearest: (d) => {
    const dims = d.int(1, 3);
    const size = d.list(dims, 1, 5);
    const map = { kind: 'nearest', exact: d.flag(), size, scales: null } as const;
    return { map, shape: [1, d.int(1, 2), ...d.list(dims, 1, 4)] };
  },
  band: (d) => {
    const part = d.pick(['lower', 'upper'] as const);
    return { map: { kind: 'band', part, diagonal: d.int(-2, 2) }, shape: d.shape(2) };
  },
};

const SAMPLE_MAPS: Readonly<Record<SampleMap['kind'], (d: Dice) => Placed<SampleMap>>> = {
  avg_pool: (d) => {
    const dims = d.int(1, 3);
    const { windows, space } = strided(d, dims);
    const { kernel, stride, padding } = windows;
    const map = {
      kind: 'avg_pool',
      kernel,
      stride,
      padding,
      ceilMode: d.flag(),
      countIncludePad: d.flag(),
      divisorOverride: d.flag() ? null : 3,
    } as const;
    return { map, shape: [1, d.int(1, 2), ...space] };
  },
  adaptive_avg_pool: (d) => {
    const dims = d.int(1, 3);
    const map = { kind: 'adaptive_avg_pool', output: d.list(dims, 1, 4) } as const;
    return { map, shape: [1, d.int(1, 2), ...d.list(dims, 1, 5)] };
  },
  interpolate: (d) => {
    const [mode, dims] = d.pick([
      ['linear', 1],
      ['bilinear', 2],
      ['bicubic', 2],
      ['trilinear', 3],
    ] as const);
    const size = d.list(dims, 1, 5);
    const map = { kind: 'interpolate', mode, size, scales: null, alignCorners: d.flag() } as const;
    return { map, shape: [1, d.int(1, 2), ...d.list(dims, 1, 4)] };
  },
};
