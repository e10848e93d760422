/** Collapsed layers: the dots for the units left out, and a brace with the true count. */
import { groupedCount } from '../explain/numbers';
import type { Frame, Strip } from './frame';
import { textLabel } from './letter';
import { contentWidth, uprightBox } from './metrics';
import type { Placer } from './placer';
import { SMALLEST_WITH_NUMBERS } from './numbers';
import type { Disc, Label, Path } from './scene';

const COUNT_SIZE = 11;

/** Free room beside a count, in pixels. */
const COUNT_GAP = 4;

/** Draws dots, braces and, where they have room, counts of all collapsed columns. */
export function drawCollapsed(frame: Frame, placer: Placer): { paths: Path[]; discs: Disc[] } {
  const strips = frame.strips.filter(({ column }) => column.dots !== null);
  const discs = strips.flatMap((strip) => dotsOf(frame, strip, dotsY(frame, strip)));
  for (const { x, y, radius } of discs) placer.block(uprightBox(x, y, 2 * radius, 2 * radius));
  const grounds: Path[] = [];
  const braces: Path[] = [];
  for (const strip of strips) {
    const x = braceX(frame, strip);
    braces.push(...braceOf(frame, strip, x));
    const label = countLabel(frame, strip, x);
    if (placer.add(label, COUNT_GAP) && !standsOnArea(frame, strip)) {
      grounds.push(groundOf(frame, label));
    }
  }
  return { paths: [...grounds, ...braces], discs };
}

function dotsY(frame: Frame, { column }: Strip): number {
  return frame.py(column.dots!.y);
}

/** The true number of units, left of the brace. */
function countLabel(frame: Frame, strip: Strip, brace: number): Label {
  const content = textLabel(groupedCount(strip.column.count));
  return {
    content,
    x: brace - 0.7 * frame.scale - contentWidth(content, COUNT_SIZE) / 2 - 4,
    y: dotsY(frame, strip),
    anchorX: 0.5,
    anchorY: 0.5,
    angle: 0,
    size: COUNT_SIZE,
    color: frame.palette.foreground,
    alpha: 1,
  };
}

/** Covers the lines behind a count. */
function groundOf(frame: Frame, { content, x, y, size }: Label): Path {
  const half = contentWidth(content, size) / 2 + 2;
  const { background: color } = frame.palette.theme;
  return { points: [x - half, y, x + half, y], width: 1.5 * size, color, alpha: 1, dashed: false };
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

/** A brace that opens to the right, its tip at the left of the middle, in two halves: a line that turns back would have a spike. */
function braceOf(frame: Frame, { column }: Strip, x: number): Path[] {
  const middle = frame.py((column.top + column.bottom) / 2);
  const bow = Math.min(0.35 * frame.scale, 6);
  const color = frame.palette.foreground;
  return [column.top, column.bottom].map((end) => {
    const points = quarterTurns(x, frame.py(end), middle, bow);
    return { points, width: 1.3, color, alpha: 0.85, dashed: false };
  });
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
