/** Index maps: the shapes that they give, and what is known of them as a whole. */
import { elementCount, type Shape } from '../../model/shape';
import { windowAlong, windowCount } from '../../model/windows';
import type { IndexMap } from '../attributes';
import { misfit } from './fit';

/** Shape of the result for an input of this shape. */
export function mappedShape(map: IndexMap, shape: Shape): Shape {
  switch (map.kind) {
    case 'permute':
      if (map.dims.length !== shape.length) misfit('permute', map.dims, shape);
      return map.dims.map((d) => shape[d]!);
    case 'slice':
      if (map.sizes.length !== shape.length) misfit('slice', map.sizes, shape);
      return map.sizes;
    case 'take':
      return shape.map((size, d) => (d === map.dim ? map.indices.length : size));
    case 'expand':
      return map.shape;
    case 'repeat':
      return map.times.map((times, d) => times * (shape[d - map.times.length + shape.length] ?? 1));
    case 'flip':
    case 'roll':
    case 'band':
      return shape;
    case 'pad':
      return shape.map((size, d) => map.borders[d]![0] + size + map.borders[d]![1]);
    case 'unfold': {
      const [samples, channels, ...space] = shape as [number, number, ...number[]];
      const places = space.map((size, d) => windowCount(size, windowAlong(map, d)));
      return [samples, channels * elementCount(map.kernel), elementCount(places)];
    }
    case 'pixel_shuffle': {
      const { lead, channels, height, width } = image(shape);
      const { factor } = map;
      return [...lead, channels / (factor * factor), height * factor, width * factor];
    }
    case 'pixel_unshuffle': {
      const { lead, channels, height, width } = image(shape);
      const { factor } = map;
      return [...lead, channels * factor * factor, height / factor, width / factor];
    }
    case 'nearest':
      return [...shape.slice(0, 2), ...map.size];
  }
}

/** True when no element of the input is taken twice. */
export function isOneToOne({ kind }: IndexMap): boolean {
  switch (kind) {
    case 'permute':
    case 'slice':
    case 'flip':
    case 'roll':
    case 'band':
    case 'pixel_shuffle':
    case 'pixel_unshuffle':
      return true;
    default:
      return false;
  }
}

/** True when some elements of the result may be taken from nowhere. */
export function leavesGaps(map: IndexMap): boolean {
  return (
    map.kind === 'band' || map.kind === 'unfold' || (map.kind === 'pad' && map.mode === 'constant')
  );
}

/** The last three dimensions, and those before. */
export function image(shape: Shape) {
  const [channels, height, width] = shape.slice(-3) as [number, number, number];
  return { lead: shape.slice(0, -3), channels, height, width };
}
