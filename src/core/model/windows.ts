/** Windows that move along a dimension. PyTorch: `aten/src/ATen/native/Pool.h`. */

/** How windows move along one dimension. */
export interface StridedWindow {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
  /** A last window may hang over the end, but must not begin in the padding after it. */
  readonly ceilMode: boolean;
}

/** Elements from a window's first to its last. */
export function windowReach({ kernel, dilation }: StridedWindow): number {
  return dilation * (kernel - 1) + 1;
}

/** Number of windows along a dimension of this size; 0 or less when it is too small for one. */
export function windowCount(size: number, window: StridedWindow): number {
  const { stride, padding, ceilMode } = window;
  const room = size + 2 * padding - windowReach(window);
  if (room < 0) return 0;
  if (!ceilMode) return Math.floor(room / stride) + 1;
  const count = Math.ceil(room / stride) + 1;
  return (count - 1) * stride >= size + padding ? count - 1 : count;
}

/** How windows move along dimension `d` of space, from options with one entry for each. */
export function windowAlong(
  options: {
    readonly kernel: readonly number[];
    readonly stride: readonly number[];
    readonly padding: readonly number[];
    readonly dilation?: readonly number[];
    readonly ceilMode?: boolean;
  },
  d: number,
): StridedWindow {
  return {
    kernel: options.kernel[d]!,
    stride: options.stride[d]!,
    padding: options.padding[d]!,
    dilation: options.dilation?.[d] ?? 1,
    ceilMode: options.ceilMode ?? false,
  };
}
