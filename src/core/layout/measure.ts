/** Sizes in world units that placing is built on, and the room that each column needs. */
import type { ColumnPlan, NetworkPlan } from './columns';
import { RADIUS, type LayoutOptions } from './layout';
import { naturalSpacing, drawnUnits, stackSpan, stackUnits, type UnitStack } from './units';

/** Room above circles for a gradient's number. */
export const ABOVE_UNITS = 1.5;
/** Room below circles for a value's number. */
export const BELOW_UNITS = 1.2;
/** Room above a stacked column for its own header and gradients. */
export const STACKED_HEAD = 3.4;
/** From the lowest circle's rim to the middle of the bias node. */
export const BIAS_DROP = 2.6;
/** Widest distance between the units of a narrow layer. */
const WIDEST_SPACING = 6.5;

/** A column with its units about height 0. */
export interface MeasuredColumn {
  readonly plan: ColumnPlan;
  readonly rank: number;
  readonly stack: UnitStack;
  readonly radius: number;
  /** From the left rim of its first circle to the right rim of its last. */
  readonly width: number;
  /** From the column's middle to the rim of its outermost circle. */
  readonly half: number;
}

/** Chooses every column's spacing: columns that stand alone in their rank spread out towards the height of the tallest. */
export function measureColumns(
  plan: NetworkPlan,
  ranks: ReadonlyMap<string, number>,
  options: LayoutOptions,
): MeasuredColumn[] {
  const { maxUnits } = options;
  const alone = (column: ColumnPlan): boolean =>
    plan.columns.every((other) => other === column || ranks.get(other.id) !== ranks.get(column.id));
  const natural = (column: ColumnPlan): number =>
    naturalSpacing(drawnUnits(column.count, maxUnits));
  const single = plan.columns.filter(alone);
  const tallest = Math.max(
    0,
    ...single.map((column) => stackSpan(column.count, maxUnits, natural(column))),
  );
  const outputs = outputColumn(plan);
  return plan.columns.map((column) => {
    const like = column.kind === 'errors' && outputs?.count === column.count ? outputs : column;
    const stretched = Math.min(WIDEST_SPACING, tallest / drawnUnits(like.count, maxUnits));
    const spacing = alone(like) ? Math.max(natural(like), stretched) : natural(like);
    const stack = stackUnits(column.count, maxUnits, spacing);
    const radius = column.kind === 'loss' ? RADIUS.loss : RADIUS.unit;
    return {
      plan: column,
      rank: ranks.get(column.id)!,
      stack,
      radius,
      width: 2 * radius + 2 * column.opening,
      half: stackSpan(column.count, maxUnits, spacing) / 2 + radius,
    };
  });
}

function outputColumn(plan: NetworkPlan): ColumnPlan | undefined {
  const link = plan.links.find((candidate) => candidate.to === '$errors');
  return plan.columns.find((column) => column.id === link?.from);
}
