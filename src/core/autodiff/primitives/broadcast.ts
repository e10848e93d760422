/** Broadcasting as in PyTorch: shapes are aligned at their ends, and dimensions of size 1 are repeated. */
import { broadcastShape, type Shape } from '../../model/shape';
import { misfit } from './fit';

/** The shape that all of these are broadcast to; throws where they do not fit. */
export function broadcast(primitive: string, ...shapes: readonly Shape[]): Shape {
  return broadcastShape(shapes) ?? misfit(primitive, ...shapes);
}

/** Steps through a smaller tensor while the larger one is walked: 0 along repeated dimensions. */
export function broadcastStrides(large: Shape, small: Shape): number[] {
  const strides = large.map(() => 0);
  let stride = 1;
  for (let d = small.length - 1; d >= 0; d--) {
    const at = d + large.length - small.length;
    if (small[d] !== 1) strides[at] = stride;
    stride *= small[d]!;
  }
  return strides;
}

/** Index of the element of the smaller tensor that stands at an element of the larger one. */
export function broadcastIndex(large: Shape, small: Shape, index: number): number {
  const strides = broadcastStrides(large, small);
  let rest = index;
  let from = 0;
  for (let d = large.length - 1; d >= 0; d--) {
    from += (rest % large[d]!) * strides[d]!;
    rest = Math.floor(rest / large[d]!);
  }
  return from;
}

/** Indices of all elements of the larger tensor at which an element of the smaller one stands. */
export function broadcastSources(large: Shape, small: Shape, index: number): number[] {
  const sources: number[] = [];
  let base = 0;
  let repeats: { size: number; stride: number }[] = [];
  let stride = 1;
  let rest = index;
  for (let d = large.length - 1; d >= 0; d--) {
    const own = small[d - large.length + small.length] ?? 1;
    if (own === large[d]) {
      base += (rest % own) * stride;
      rest = Math.floor(rest / own);
    } else {
      repeats = [{ size: large[d]!, stride }, ...repeats];
    }
    stride *= large[d]!;
  }
  const walk = (d: number, at: number): void => {
    const repeat = repeats[d];
    if (!repeat) {
      sources.push(at);
      return;
    }
    for (let i = 0; i < repeat.size; i++) walk(d + 1, at + i * repeat.stride);
  };
  walk(0, base);
  return sources;
}
