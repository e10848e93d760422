/** The units of one column: which are drawn, and where they stand about the column's middle. */
import type { Unit } from './layout';

/** Units about the height 0, the dots when some are left out, and the distance between neighbours. */
export interface UnitStack {
  readonly units: readonly Unit[];
  readonly dots: number | null;
  readonly spacing: number;
}

/** Extra room for the dots between the upper and the lower half. */
const DOTS_ROOM = 2.6;

/** Distance between neighbours that leaves room for numbers above and below few units, and packs many. */
export function naturalSpacing(drawn: number): number {
  return Math.min(5.1, Math.max(2.5, 1.9 + 12.8 / Math.max(1, drawn)));
}

/** Number of units that are drawn of `count`. */
export function drawnUnits(count: number, maxUnits: number): number {
  return Math.min(count, Math.max(2, Math.floor(maxUnits)));
}

/** Distance from the first to the last of `count` units at the given spacing. */
export function stackSpan(count: number, maxUnits: number, spacing: number): number {
  const drawn = drawnUnits(count, maxUnits);
  return Math.max(0, drawn - 1) * spacing + (drawn < count ? DOTS_ROOM : 0);
}

/** Stands the units of a column evenly about 0; beyond `maxUnits` half above and half below the dots. */
export function stackUnits(count: number, maxUnits: number, spacing: number): UnitStack {
  const drawn = drawnUnits(count, maxUnits);
  const collapsed = drawn < count;
  const above = collapsed ? Math.ceil(drawn / 2) : drawn;
  const start = -stackSpan(count, maxUnits, spacing) / 2;
  const units = Array.from({ length: drawn }, (_, place) => ({
    index: place < above ? place : count - drawn + place,
    y: start + place * spacing + (place < above ? 0 : DOTS_ROOM),
  }));
  const dots = collapsed ? (units[above - 1]!.y + units[above]!.y) / 2 : null;
  return { units, dots, spacing };
}
