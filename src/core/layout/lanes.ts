/** Ways round the columns between, for joins that leap over ranks: a bundle of lines above or below everything they pass. */
import type { Heights } from './heights';
import type { Lane } from './layout';
import { ABOVE_UNITS, BELOW_UNITS, BIAS_DROP, STACKED_HEAD, type MeasuredColumn } from './measure';
import { isLong, type Wire } from './ranks';

/** A lane's level before the columns have their horizontal places. */
export interface LaneLevel {
  /** Ranks of the source and of the target. */
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly step: number;
  /** The height it takes, from its highest to its lowest line. */
  readonly top: number;
  readonly bottom: number;
}

/** Clear distance between a bundle and what it passes. */
const CLEARANCE = 0.9;

/** Finds a level for each long join, short leaps inside long ones. */
export function planLanes<W extends Wire>(
  columns: readonly MeasuredColumn[],
  wires: readonly W[],
  ranks: ReadonlyMap<string, number>,
  heights: Heights,
): Map<W, LaneLevel> {
  const byId = new Map(columns.map((column) => [column.plan.id, column]));
  const leap = (wire: Wire): number => ranks.get(wire.to)! - ranks.get(wire.from)!;
  const long = wires.filter((wire) => isLong(wire, ranks)).sort((a, b) => leap(a) - leap(b));
  const lanes = new Map<W, LaneLevel>();
  for (const wire of long) {
    const from = ranks.get(wire.from)!;
    const to = ranks.get(wire.to)!;
    const lines = byId.get(wire.from)!.stack.units.length;
    const step = Math.min(0.42, 3 / lines);
    const depth = (lines - 1) * step;
    const passage = heights.passages.get(wire);
    const above = heights.columns.get(wire.from)! <= 0;
    const top =
      passage === undefined
        ? beside(columns, [...lanes.values()], heights, { from, to, above, depth })
        : passage - depth / 2;
    lanes.set(wire, { from, to, y: top, step, top, bottom: top + depth });
  }
  return lanes;
}

interface Leap {
  readonly from: number;
  readonly to: number;
  readonly above: boolean;
  readonly depth: number;
}

/** Top of a bundle that clears the columns and the earlier lanes between its ends. */
function beside(
  columns: readonly MeasuredColumn[],
  lanes: readonly LaneLevel[],
  heights: Heights,
  leap: Leap,
): number {
  const passed = columns.filter(({ rank }) => rank >= leap.from && rank <= leap.to);
  const met = lanes.filter((lane) => lane.from < leap.to && lane.to > leap.from);
  if (leap.above) {
    const tops = passed.map((column) => topOf(column, columns, heights));
    return Math.min(...tops, ...met.map((lane) => lane.top)) - CLEARANCE - leap.depth;
  }
  const bottoms = passed.map((column) => bottomOf(column, heights));
  return Math.max(...bottoms, ...met.map((lane) => lane.bottom)) + CLEARANCE;
}

/** The highest thing that belongs to a column: its header where columns are stacked, else its gradients' numbers. */
export function topOf(
  column: MeasuredColumn,
  columns: readonly MeasuredColumn[],
  heights: Heights,
): number {
  const head = sharesRank(column, columns) ? STACKED_HEAD : ABOVE_UNITS;
  return heights.columns.get(column.plan.id)! - column.half - head;
}

/** The lowest thing that belongs to a column: its bias node, else its numbers. */
function bottomOf(column: MeasuredColumn, heights: Heights): number {
  const foot = column.plan.bias === null ? BELOW_UNITS : BIAS_DROP + BELOW_UNITS;
  return heights.columns.get(column.plan.id)! + column.half + foot;
}

/** True when another column stands above or below this one. */
export function sharesRank(column: MeasuredColumn, columns: readonly MeasuredColumn[]): boolean {
  return columns.some((other) => other !== column && other.rank === column.rank);
}

/** The lane once the horizontal places of the ranks are known. */
export function finishLane(
  level: LaneLevel,
  left: readonly number[],
  right: readonly number[],
): Lane {
  return { left: left[level.from + 1]!, right: right[level.to - 1]!, y: level.y, step: level.step };
}
