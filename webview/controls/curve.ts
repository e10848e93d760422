/** The loss curve as points: a pure function of the losses and the size of the chart. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Curve {
  readonly points: readonly Point[];
  /** The point of a training step; null when its loss is not a number. */
  readonly at: (step: number) => Point | null;
}

/** Room around the curve, so that its line and marker are not cut. */
const MARGIN = 4;

/** Fits all losses into the chart. Of several in one pixel column, the lowest and the highest are kept. */
export function lossCurve(losses: readonly number[], width: number, height: number): Curve {
  const finite = losses.filter(Number.isFinite);
  const low = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const high = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  // A flat line stands in the middle.
  const level = (loss: number): number => (high > low ? (loss - low) / (high - low) : 0.5);
  const last = Math.max(losses.length - 1, 1);
  const at = (step: number): Point | null => {
    const loss = losses[step];
    if (loss === undefined || !Number.isFinite(loss)) return null;
    return {
      x: MARGIN + (step / last) * (width - 2 * MARGIN),
      y: height - MARGIN - level(loss) * (height - 2 * MARGIN),
    };
  };
  return { points: thin(losses, at, width), at };
}

/** The training step that stands at a place of the chart. */
export function stepAt(x: number, losses: readonly number[], width: number): number {
  const last = losses.length - 1;
  const share = (x - MARGIN) / (width - 2 * MARGIN);
  return Math.round(Math.min(Math.max(share, 0), 1) * last);
}

function thin(
  losses: readonly number[],
  at: (step: number) => Point | null,
  width: number,
): Point[] {
  const perColumn = Math.max(1, Math.floor(losses.length / width));
  const points: Point[] = [];
  for (let start = 0; start < losses.length; start += perColumn) {
    const column: Point[] = [];
    for (let i = start; i < Math.min(start + perColumn, losses.length); i++) {
      const point = at(i);
      if (point) column.push(point);
    }
    points.push(...extremes(column));
  }
  return points;
}

function extremes(column: readonly Point[]): Point[] {
  if (column.length <= 2) return [...column];
  const sorted = [...column].sort((a, b) => a.y - b.y);
  return [sorted[0]!, sorted[sorted.length - 1]!].sort((a, b) => a.x - b.x);
}
