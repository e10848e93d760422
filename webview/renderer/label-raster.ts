/** Draws a label in white on a canvas of its own, to be tinted and placed by the renderer. */
import type { LabelContent } from '../../src/core/scene/scene';
import { layoutLabel, type Face, type LabelLayout, type Measure } from './label-layout';

/** A drawn label; lengths in pixels of the canvas. */
export interface RasterLabel {
  readonly canvas: HTMLCanvasElement;
  readonly layout: LabelLayout;
  /** Where the left end of the baseline stands on the canvas; whole numbers. */
  readonly originX: number;
  readonly originY: number;
}

/** Room around the ink for overhanging strokes, as a share of the size. */
const MARGIN = 0.15;

let ruler: CanvasRenderingContext2D | null = null;

/** Draws the label with `size` pixels to the em, turned clockwise by `angle`. */
export function rasterLabel(
  content: LabelContent,
  size: number,
  angle: number,
  textFamily: string,
): RasterLabel {
  const layout = layoutLabel(content, size, measureWith(textFamily));
  const { originX, originY, width, height } = turnedBox(layout, size * MARGIN + 1, angle);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.translate(originX, originY);
  context.rotate(angle);
  for (const run of layout.runs) {
    context.font = fontOf(run.face, run.size, textFamily);
    context.fillText(run.text, run.x, run.y);
  }
  return { canvas, layout, originX, originY };
}

/** The smallest canvas that holds the turned label, and where its baseline begins there. */
function turnedBox(layout: LabelLayout, margin: number, angle: number) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = [-margin, layout.width + margin].flatMap((x) =>
    [layout.top - margin, layout.bottom + margin].map((y) => [
      x * cos - y * sin,
      x * sin + y * cos,
    ]),
  );
  const [xs, ys] = [corners.map(([x]) => x!), corners.map(([, y]) => y!)];
  const originX = Math.ceil(-Math.min(...xs));
  const originY = Math.ceil(-Math.min(...ys));
  return {
    originX,
    originY,
    width: originX + Math.ceil(Math.max(...xs)),
    height: originY + Math.ceil(Math.max(...ys)),
  };
}

function measureWith(textFamily: string): Measure {
  const context = (ruler ??= document.createElement('canvas').getContext('2d')!);
  return (text, face, size) => {
    context.font = fontOf(face, size, textFamily);
    const { width, actualBoundingBoxRight } = context.measureText(text);
    return { width, overhang: Math.max(actualBoundingBoxRight - width, 0) };
  };
}

function fontOf(face: Face, size: number, textFamily: string): string {
  switch (face) {
    case 'italic':
      return `italic ${size}px KaTeX_Math, serif`;
    case 'upright':
      return `${size}px KaTeX_Main, serif`;
    case 'text':
      return `${size}px ${textFamily}`;
    case 'bold':
      return `bold ${size}px ${textFamily}`;
  }
}
