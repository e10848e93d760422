/** The order of columns from left to right: how far each is from the input. */
import type { Link } from './layout';

/** A join as the wiring sees it. */
export type Wire = Pick<Link, 'from' | 'to'>;

/** Rank of each column by id: the longest path from the input. `ids` must be in execution order. */
export function ranksOf(ids: readonly string[], wires: readonly Wire[]): Map<string, number> {
  const ranks = new Map<string, number>();
  for (const id of ids) {
    const before = wires.filter((wire) => wire.to === id).map((wire) => ranks.get(wire.from) ?? 0);
    ranks.set(id, before.length === 0 ? 0 : Math.max(...before) + 1);
  }
  return ranks;
}

/** True for a join that leaps over at least one rank. */
export function isLong(wire: Wire, ranks: ReadonlyMap<string, number>): boolean {
  return ranks.get(wire.to)! - ranks.get(wire.from)! > 1;
}
