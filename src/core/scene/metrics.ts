/** How much room a label takes, estimated on the wide side, since scenes are made where no font can be measured. */
import type { Label, LabelContent } from './scene';

/** Widths in em of the editor's font by kind of character. */
const NARROW = /[ijlI|.,:;'!·[\]() ]/;
const WIDE = /[mwMW@%×→←…]/;
const CAPITAL = /[A-Z0-9=+−<>]/;

/** Width in em of plain text. */
function textWidth(text: string, bold: boolean): number {
  let width = 0;
  for (const char of text) {
    if (NARROW.test(char)) width += 0.33;
    else if (WIDE.test(char)) width += 0.88;
    else if (CAPITAL.test(char)) width += 0.65;
    else width += 0.59;
  }
  return bold ? width * 1.18 : width;
}

/** Width in em of text in the mathematics fonts. */
function mathWidth(text: string): number {
  let width = 0;
  for (const char of text) {
    if (char >= '0' && char <= '9') width += 0.5;
    else if (char === '.' || char === ',' || char === ' ' || char === '·') width += 0.28;
    else if ('−=+←→∞'.includes(char)) width += char === '→' || char === '←' ? 1 : 0.78;
    else if (char === '∂' || char === 'w' || char === 'm') width += 0.72;
    else width += char >= 'A' && char <= 'Z' ? 0.8 : 0.58;
  }
  return width;
}

const SCRIPT = 0.7;

/** Width in pixels of a label's content at a font size. */
export function contentWidth(content: LabelContent, size: number): number {
  if (content.kind === 'text') return textWidth(content.text, content.bold) * size;
  const scripts = Math.max(mathWidth(content.sub), mathWidth(content.sup)) * SCRIPT;
  return (mathWidth(content.base) + scripts + mathWidth(content.tail)) * size;
}

/** How far a label reaches from its baseline, in em, downwards positive; `middle` is where it is centred. */
interface Reach {
  readonly top: number;
  readonly middle: number;
  readonly bottom: number;
}

const TEXT_REACH: Reach = { top: -0.76, middle: -0.36, bottom: 0.24 };

function reachOf(content: LabelContent): Reach {
  if (content.kind === 'text') return TEXT_REACH;
  const low = /^[acemnorsuvwxzgpqy]$/.test(content.base);
  const hat = content.hat ? 0.3 : 0;
  const height = low ? 0.45 : 0.7;
  return {
    top: -Math.max(content.tail === '' ? height : 0.7, height + hat, content.sup === '' ? 0 : 0.91),
    middle: -height / 2,
    bottom: content.sub === '' ? 0.22 : 0.4,
  };
}

/** Height in pixels of a label's content at a font size. */
function contentHeight(content: LabelContent, size: number): number {
  const { top, bottom } = reachOf(content);
  return (bottom - top) * size;
}

/** A rotated rectangle: middle, half of its sides, angle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly cos: number;
  readonly sin: number;
}

/** An upright rectangle about a middle. */
export function uprightBox(x: number, y: number, width: number, height: number): Box {
  return { x, y, halfWidth: width / 2, halfHeight: height / 2, cos: 1, sin: 0 };
}

/** The rectangle that a label covers. */
export function labelBox(label: Label): Box {
  const { content, size, anchorX, anchorY } = label;
  const { top, middle, bottom } = reachOf(content);
  const pivot =
    anchorY < 0.5
      ? top + (middle - top) * 2 * anchorY
      : middle + (bottom - middle) * 2 * (anchorY - 0.5);
  const halfWidth = contentWidth(content, size) / 2;
  const halfHeight = contentHeight(content, size) / 2;
  const cos = Math.cos(label.angle);
  const sin = Math.sin(label.angle);
  const right = (1 - 2 * anchorX) * halfWidth;
  const down = ((top + bottom) / 2 - pivot) * size;
  return {
    x: label.x + right * cos - down * sin,
    y: label.y + right * sin + down * cos,
    halfWidth,
    halfHeight,
    cos,
    sin,
  };
}

/** True when two rectangles share any point (test of separating axes). */
export function boxesMeet(a: Box, b: Box): boolean {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const far = a.halfWidth + a.halfHeight + b.halfWidth + b.halfHeight;
  if (Math.abs(dx) > far || Math.abs(dy) > far) return false;
  return !apart(a, b, dx, dy) && !apart(b, a, dx, dy);
}

/** True when an axis of `a` separates the two. */
function apart(a: Box, b: Box, dx: number, dy: number): boolean {
  const along = Math.abs(a.cos * b.cos + a.sin * b.sin);
  const across = Math.abs(a.cos * b.sin - a.sin * b.cos);
  const reachX = a.halfWidth + b.halfWidth * along + b.halfHeight * across;
  const reachY = a.halfHeight + b.halfWidth * across + b.halfHeight * along;
  return Math.abs(dx * a.cos + dy * a.sin) >= reachX || Math.abs(dy * a.cos - dx * a.sin) >= reachY;
}

/** True when the segment passes through the rectangle. */
export function segmentMeets(box: Box, x0: number, y0: number, x1: number, y1: number): boolean {
  const turnX = (x: number, y: number): number => (x - box.x) * box.cos + (y - box.y) * box.sin;
  const turnY = (x: number, y: number): number => (y - box.y) * box.cos - (x - box.x) * box.sin;
  const ax = turnX(x0, y0);
  const ay = turnY(x0, y0);
  const bx = turnX(x1, y1);
  const by = turnY(x1, y1);
  const range = { from: 0, to: 1 };
  return clip(range, ax, bx - ax, box.halfWidth) && clip(range, ay, by - ay, box.halfHeight);
}

/** Narrows the range of t in which |start + t · way| ≤ half; false when nothing is left. */
function clip(
  range: { from: number; to: number },
  start: number,
  way: number,
  half: number,
): boolean {
  if (way === 0) return Math.abs(start) <= half;
  const first = (-half - start) / way;
  const second = (half - start) / way;
  range.from = Math.max(range.from, Math.min(first, second));
  range.to = Math.min(range.to, Math.max(first, second));
  return range.from <= range.to;
}
