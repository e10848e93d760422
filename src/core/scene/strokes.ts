/** Lines as numbers in buffers, and parts of polylines. */
import { channels } from './palette';
import { LINE_STRIDE, type Color, type LineBatch } from './scene';

/** Fills a line batch. */
export class LineWriter {
  private data: Float32Array;
  private written = 0;

  constructor(
    private readonly key: string,
    capacity: number,
  ) {
    this.data = new Float32Array(capacity * LINE_STRIDE);
  }

  get count(): number {
    return this.written;
  }

  /** Adds one straight line; lines that cannot be seen are left out. */
  add(
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    width: number,
    color: Color,
    alpha: number,
  ): void {
    if (alpha <= 0 || width <= 0) return;
    const at = this.written * LINE_STRIDE;
    if (at >= this.data.length) this.grow();
    const [red, green, blue] = channels(color);
    this.data[at] = x0;
    this.data[at + 1] = y0;
    this.data[at + 2] = x1;
    this.data[at + 3] = y1;
    this.data[at + 4] = width;
    this.data[at + 5] = red;
    this.data[at + 6] = green;
    this.data[at + 7] = blue;
    this.data[at + 8] = alpha;
    this.written += 1;
  }

  /** What was written. */
  batch(): LineBatch {
    const length = this.written * LINE_STRIDE;
    const data = length === this.data.length ? this.data : this.data.slice(0, length);
    return { key: this.key, count: this.written, data };
  }

  private grow(): void {
    const data = new Float32Array(Math.max(16 * LINE_STRIDE, this.data.length * 2));
    data.set(this.data);
    this.data = data;
  }
}

/** The point a share `t` of the way along a polyline, by length. */
export function pointAlong(points: readonly number[], t: number): { x: number; y: number } {
  let rest = Math.min(1, Math.max(0, t)) * lengthOf(points);
  for (let i = 2; i < points.length; i += 2) {
    const dx = points[i]! - points[i - 2]!;
    const dy = points[i + 1]! - points[i - 1]!;
    const length = Math.hypot(dx, dy);
    if (rest <= length || i === points.length - 2) {
      const part = length === 0 ? 0 : Math.min(1, rest / length);
      return { x: points[i - 2]! + part * dx, y: points[i - 1]! + part * dy };
    }
    rest -= length;
  }
  return { x: points[0]!, y: points[1]! };
}

/** The stretch of a polyline between two shares of its length, as a polyline. */
export function sliceOf(points: readonly number[], from: number, to: number): number[] {
  const whole = lengthOf(points);
  const start = pointAlong(points, from);
  const end = pointAlong(points, to);
  const inner: number[] = [];
  let passed = 0;
  for (let i = 2; i < points.length - 2; i += 2) {
    passed += Math.hypot(points[i]! - points[i - 2]!, points[i + 1]! - points[i - 1]!);
    if (passed > from * whole && passed < to * whole) inner.push(points[i]!, points[i + 1]!);
  }
  return [start.x, start.y, ...inner, end.x, end.y];
}

function lengthOf(points: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) {
    length += Math.hypot(points[i]! - points[i - 2]!, points[i + 1]! - points[i - 1]!);
  }
  return length;
}
