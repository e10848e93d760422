/** Pooling and resizing. */
import type { Lowerings } from './lowering';

/** Pooling and resizing: how these operations become primitives. */
export const pooling: Lowerings<
  | 'max_pool'
  | 'avg_pool'
  | 'adaptive_max_pool'
  | 'adaptive_avg_pool'
  | 'interpolate'
  | 'grid_sample'
> = {
  max_pool: ({ kernel, stride, padding, dilation, ceilMode }, c) => {
    const windows = { kind: 'strided', kernel, stride, padding, dilation, ceilMode } as const;
    return c.emit('max_pool', { windows }, c.inputs);
  },
  avg_pool: ({ type, ...options }, c) =>
    c.emit('resample', { map: { kind: type, ...options }, transposed: false }, c.inputs),
  adaptive_max_pool: ({ output }, c) =>
    c.emit('max_pool', { windows: { kind: 'adaptive', output } }, c.inputs),
  adaptive_avg_pool: ({ type, output }, c) =>
    c.emit('resample', { map: { kind: type, output }, transposed: false }, c.inputs),
  grid_sample: ({ padding, alignCorners }, c) =>
    c.emit('grid_sample', { padding, alignCorners }, c.inputs),
  interpolate: ({ mode, size, scales, alignCorners }, c) => {
    if (mode === 'nearest' || mode === 'nearest-exact') {
      const exact = mode === 'nearest-exact';
      const map = { kind: 'nearest', exact, size, scales } as const;
      return c.emit('rearrange', { map, transposed: false }, c.inputs);
    }
    const map = { kind: 'interpolate', mode, size, scales, alignCorners } as const;
    return c.emit('resample', { map, transposed: false }, c.inputs);
  },
};
