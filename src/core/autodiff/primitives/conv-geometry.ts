/**
 * Where a convolution's kernel reads: which element of the image each tap of the kernel meets at each place. One, two and three
 * dimensions are one case, with dimensions of size 1 in front.
 */
import type { Shape } from '../../model/graph';
import { elementCount } from '../../model/shape';
import type { ConvolutionAttributes } from '../attributes';
import { misfit } from './fit';

type Triple = readonly [number, number, number];

/** A convolution of an image [N, groups · channels, …] to [N, groups · features, …]. */
export interface Geometry {
  readonly batch: number;
  readonly groups: number;
  /** Channels of the image in one group. */
  readonly channels: number;
  /** Channels of the result in one group. */
  readonly features: number;
  readonly image: Triple;
  readonly kernel: Triple;
  readonly places: Triple;
  readonly stride: Triple;
  readonly dilation: Triple;
  /** Padding before the image. */
  readonly before: Triple;
  /** Sizes of the image with its padding: all that the kernel reaches. */
  readonly padded: Triple;
  /** Elements of one channel of the image. */
  readonly imageSize: number;
  /** Taps of one channel of the kernel. */
  readonly taps: number;
  /** Elements of one channel of the result. */
  readonly placeCount: number;
}

/** The geometry for the shapes of image and weight; throws where they do not fit. */
export function geometryOf(
  primitive: string,
  image: Shape,
  weight: Shape,
  { stride, padding, dilation, groups }: ConvolutionAttributes,
): Geometry {
  const dims = image.length - 2;
  const features = weight[0]! / groups;
  const channels = weight[1]!;
  const fits =
    dims >= 1 &&
    dims <= 3 &&
    weight.length === image.length &&
    image[1] === channels * groups &&
    Number.isInteger(features);
  if (!fits) misfit(primitive, image, weight);
  const size = image.slice(2);
  const kernel = weight.slice(2);
  const places = size.map((n, d) => {
    const [before, after] = padding[d]!;
    const reach = dilation[d]! * (kernel[d]! - 1) + 1;
    return Math.floor((n + before + after - reach) / stride[d]!) + 1;
  });
  if (places.some((n) => n < 1)) misfit(primitive, image, weight);
  const padded = size.map((n, d) => {
    const reach = dilation[d]! * (kernel[d]! - 1) + 1;
    return Math.max(padding[d]![0] + n, (places[d]! - 1) * stride[d]! + reach);
  });
  return {
    batch: image[0]!,
    groups,
    channels,
    features,
    image: triple(size, 1),
    kernel: triple(kernel, 1),
    places: triple(places, 1),
    stride: triple(stride, 1),
    dilation: triple(dilation, 1),
    before: triple(
      padding.map(([before]) => before),
      0,
    ),
    padded: triple(padded, 1),
    imageSize: elementCount(size),
    taps: elementCount(kernel),
    placeCount: elementCount(places),
  };
}

/** The places as a shape of as many dimensions as the image's. */
export function placeShape({ places }: Geometry, image: Shape): Shape {
  return places.slice(5 - image.length);
}

/** The element of an image's channel that a tap meets at a place; null for padding. */
export function elementMet(geometry: Geometry, tap: number, place: number): number | null {
  const { image, kernel, places, stride, dilation, before } = geometry;
  const taps = unravel(tap, kernel);
  const at = unravel(place, places).map(
    (p, d) => p * stride[d]! + taps[d]! * dilation[d]! - before[d]!,
  );
  return ravel(at, image);
}

/** The place at which a tap meets an element of an image's channel; null when there is none. */
export function placeMeeting(geometry: Geometry, tap: number, element: number): number | null {
  const { image, kernel, places, stride, dilation, before } = geometry;
  const taps = unravel(tap, kernel);
  const at = unravel(element, image).map(
    (i, d) => (i + before[d]! - taps[d]! * dilation[d]!) / stride[d]!,
  );
  return ravel(at, places);
}

function triple(sizes: readonly number[], other: number): Triple {
  return [sizes.at(-3) ?? other, sizes.at(-2) ?? other, sizes.at(-1)!];
}

function unravel(index: number, [, height, width]: Triple): Triple {
  const row = Math.floor(index / width);
  return [Math.floor(row / height), row % height, index % width];
}

/** Index of an element, null outside the sizes and between elements. */
function ravel(at: readonly number[], sizes: Triple): number | null {
  const inside = at.every((i, d) => Number.isInteger(i) && i >= 0 && i < sizes[d]!);
  return inside ? (at[0]! * sizes[1] + at[1]!) * sizes[2] + at[2]! : null;
}
