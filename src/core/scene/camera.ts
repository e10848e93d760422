/** The camera: how the world is fitted, zoomed, moved and projected. */
import type { Bounds } from '../layout/layout';
import type { Camera } from './scene';

/** Room at the edges of the frame for headers and legend, in pixels. */
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly side: number;
}

const LARGEST_FIT = 30;
const SMALLEST = 0.5;
const LARGEST = 240;

/** Headers need a band at the top, the legend one at the bottom; small frames spend less on both. */
export function marginsFor(width: number, height: number): Margins {
  const small = height < 360 || width < 440;
  return small ? { top: 36, bottom: 34, side: 10 } : { top: 52, bottom: 44, side: 20 };
}

/** The camera that shows all of the bounds, between headers and legend. */
export function fitCamera(bounds: Bounds, width: number, height: number): Camera {
  const { top, bottom, side } = marginsFor(width, height);
  const across = Math.max(1, bounds.right - bounds.left);
  const down = Math.max(1, bounds.bottom - bounds.top);
  const free = Math.max(1, height - top - bottom);
  const scale = clampScale(
    Math.min(LARGEST_FIT, Math.max(1, width - 2 * side) / across, free / down),
  );
  return {
    x: (bounds.left + bounds.right) / 2,
    y: (bounds.top + bounds.bottom) / 2 - (top - bottom) / 2 / scale,
    scale,
  };
}

/** Zooms by a factor about a point of the frame, which stays where it is. */
export function zoomAt(
  camera: Camera,
  factor: number,
  px: number,
  py: number,
  width: number,
  height: number,
): Camera {
  const scale = clampScale(camera.scale * factor);
  const keep = 1 / camera.scale - 1 / scale;
  return {
    x: camera.x + (px - width / 2) * keep,
    y: camera.y + (py - height / 2) * keep,
    scale,
  };
}

/** Moves the picture by so many pixels. */
export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale };
}

function clampScale(scale: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, scale));
}
