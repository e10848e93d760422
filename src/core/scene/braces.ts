/** Collapsed layers: the dots for the units left out, and a brace with the true count. */
import { grouped } from './header-texts';
import type { Frame, Strip } from './frame';
import { textLabel } from './letter';
import { contentWidth } from './metrics';
import type { Placer } from './placer';
import { SMALLEST_WITH_NUMBERS } from './numbers';
import type { Disc, Path } from './scene';

/** Draws dots, braces and counts of all collapsed columns. */
export function drawCollapsed(frame: Frame, placer: Placer): { paths: Path[]; discs: Disc[] } {
  const paths: Path[] = [];
  const discs: Disc[] = [];
  for (const strip of frame.strips) {
    if (strip.column.dots === null) continue;
    const y = frame.py(strip.column.dots.y);
    discs.push(...dotsOf(frame, strip, y));
    const x = braceX(frame, strip);
    paths.push({
      points: bracePoints(
        x,
        frame.py(strip.column.top),
        frame.py(strip.column.bottom),
        frame.scale,
      ),
      width: 1.3,
      color: frame.palette.foreground,
      alpha: 0.85,
      dashed: false,
    });
    const text = textLabel(grouped(strip.column.count));
    const size = 11;
    const half = contentWidth(text, size) / 2;
    const at = x - 0.7 * frame.scale - half - 4;
    const color = frame.palette.foreground;
    const label = {
      content: text,
      x: at,
      y,
      anchorX: 0.5,
      anchorY: 0.5,
      angle: 0,
      size,
      color,
      alpha: 1,
    };
    if (placer.add(label) && !standsOnArea(frame, strip)) {
      discs.push(dot(at, y, half + 3, frame.palette.theme.background));
    }
  }
  return { paths, discs };
}

/** Before a column that reads another one as a whole there are no lines to keep a number apart from. */
function standsOnArea(frame: Frame, { column }: Strip): boolean {
  const before = frame.request.layout.links.filter(({ to }) => to === column.id);
  return before.length > 0 && before.every(({ kind }) => kind === 'whole');
}

/** The brace stands at the left of the column; at the input, left of the numbers. */
function braceX(frame: Frame, strip: Strip): number {
  const numbers = frame.request.display.showNumbers && frame.scale >= SMALLEST_WITH_NUMBERS;
  const beside = strip.column.kind === 'input' && numbers ? 46 : 0.35 * frame.scale;
  return strip.left - beside;
}

function dotsOf(frame: Frame, strip: Strip, y: number): Disc[] {
  const radius = Math.max(1.2, 0.16 * frame.scale);
  const color = frame.palette.muted;
  return strip.parts.flatMap(({ x }) =>
    [-1, 0, 1].map((place) => dot(x, y + place * 0.75 * frame.scale, radius, color)),
  );
}

function dot(x: number, y: number, radius: number, fill: number): Disc {
  const none = { stroke: fill, strokeWidth: 0, strokeAlpha: 0, dashed: false };
  return { x, y, radius, fill, fillAlpha: 1, ...none };
}

/** A brace that opens to the right, its tip at the left of the middle. */
function bracePoints(x: number, top: number, bottom: number, scale: number): number[] {
  const middle = (top + bottom) / 2;
  const bow = Math.min(0.35 * scale, 6);
  const upper = quarterTurns(x, top, middle, bow);
  const lower = quarterTurns(x, bottom, middle, bow);
  for (let i = lower.length - 2; i >= 0; i -= 2) upper.push(lower[i]!, lower[i + 1]!);
  return upper;
}

/** From an end of the brace to its tip: bow in, straight along, bow out. */
function quarterTurns(x: number, end: number, tip: number, bow: number): number[] {
  const points: number[] = [];
  const way = Math.sign(tip - end);
  const turn = Math.min(bow * 1.6, Math.abs(tip - end) / 2);
  for (let i = 0; i <= 6; i++) {
    const t = (i / 6) * (Math.PI / 2);
    points.push(x - bow * Math.sin(t), end + way * turn * (1 - Math.cos(t)));
  }
  for (let i = 0; i <= 6; i++) {
    const t = (i / 6) * (Math.PI / 2);
    points.push(x - bow - bow * (1 - Math.cos(t)), tip - way * turn * (1 - Math.sin(t)));
  }
  return points;
}
