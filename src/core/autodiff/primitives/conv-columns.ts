/**
 * A convolution as matrix products: the elements that the kernel meets are written side by side, one column for each place (im2col), a
 * block of places at a time.
 */
import { load, store } from '../kernels/transfer';
import type { Values } from '../values';
import type { Geometry } from './conv-geometry';
import {
  gatherColumns,
  layoutFor,
  loadImage,
  paddedSize,
  scatterColumns,
  storeImage,
} from './conv-layout';

/** y[n,o,place] = Σ_{c,tap} w[o,c,tap] x[n,c,met(tap, place)] + b[o] */
export function correlate(
  x: Values,
  w: Values,
  bias: Values | null,
  geometry: Geometry,
  y: Values,
): void {
  const { batch, groups, features, placeCount } = geometry;
  const layout = layoutFor(y, geometry);
  const { kernels, view, depth, most, weight, columns, result, other } = layout;
  view.fill(0, layout.padded, layout.values);
  for (let group = 0; group < groups; group++) {
    load(view, weight, w, group * features * depth, depth, 1, features, depth);
    for (let f = 0; bias && f < features; f++) {
      view.fill(bias[group * features + f]!, other + f * most, other + (f + 1) * most);
    }
    const s = bias ? other : 0;
    for (let n = 0; n < batch; n++) {
      const at = n * groups + group;
      loadImage(layout, geometry, x, at);
      for (let first = 0; first < placeCount; first += most) {
        const count = Math.min(most, placeCount - first);
        gatherColumns(layout, geometry, first, count);
        kernels.nn(features, count, depth, weight, columns, result, s, depth, 1, most, most, most);
        store(view, result, most, y, at * features, first, features, count, placeCount);
      }
    }
  }
}

/** sums[o,c,tap] = Σ_{n,place} gradient[n,o,place] x[n,c,met(tap, place)] */
export function correlateWeight(
  gradient: Values,
  x: Values,
  geometry: Geometry,
  sums: Values,
): void {
  const { batch, groups, features, placeCount } = geometry;
  const layout = layoutFor(sums, geometry);
  const { kernels, view, depth, most, values, columns } = layout;
  view.fill(0, layout.padded, layout.values);
  for (let group = 0; group < groups; group++) {
    let [s, c] = [layout.result, layout.other];
    view.fill(0, s, s + features * depth);
    for (let n = 0; n < batch; n++) {
      const at = n * groups + group;
      loadImage(layout, geometry, x, at);
      load(view, values, gradient, at * features * placeCount, placeCount, 1, features, placeCount);
      for (let first = 0; first < placeCount; first += most) {
        const count = Math.min(most, placeCount - first);
        gatherColumns(layout, geometry, first, count);
        const a = values + first;
        kernels.nt(features, depth, count, a, columns, c, s, placeCount, most, depth, depth);
        [s, c] = [c, s];
      }
    }
    store(view, s, depth, sums, group * features, 0, features, depth, depth);
  }
}

/** y[n,c,element] = Σ_o Σ_{tap, place that meet the element} w[o,c,tap] x[n,o,place] + b[c] */
export function spread(
  x: Values,
  w: Values,
  bias: Values | null,
  geometry: Geometry,
  y: Values,
): void {
  const { batch, groups, channels, features, placeCount } = geometry;
  const layout = layoutFor(y, geometry);
  const { kernels, view, depth, most, weight, values, columns } = layout;
  const size = paddedSize(geometry);
  for (let group = 0; group < groups; group++) {
    load(view, weight, w, group * features * depth, depth, 1, features, depth);
    for (let n = 0; n < batch; n++) {
      const at = n * groups + group;
      load(view, values, x, at * features * placeCount, placeCount, 1, features, placeCount);
      for (let c = 0, to = layout.padded; c < channels; c++, to += size) {
        view.fill(bias ? bias[group * channels + c]! : 0, to, to + size);
      }
      for (let first = 0; first < placeCount; first += most) {
        const count = Math.min(most, placeCount - first);
        const b = values + first;
        kernels.nn(depth, count, features, weight, b, columns, 0, 1, depth, placeCount, most, 0);
        scatterColumns(layout, geometry, first, count);
      }
      storeImage(layout, geometry, y, at);
    }
  }
}
