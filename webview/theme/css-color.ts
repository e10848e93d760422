/** Reads colours as the browser understands them. */
import type { Color } from '../../src/core/scene/scene';

let context: CanvasRenderingContext2D | null = null;

/** The colour that a CSS colour has on a background, or null if it is none. */
export function parseColor(css: string, background: Color): Color | null {
  if (!CSS.supports('color', css)) return null;
  context ??= smallCanvas();
  context.fillStyle = cssColor(background);
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return (red! << 16) | (green! << 8) | blue!;
}

/** The colour as `#rrggbb`. */
export function cssColor(color: Color): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}

function smallCanvas(): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  return canvas.getContext('2d', { willReadFrequently: true })!;
}
