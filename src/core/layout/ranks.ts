/** The order of columns from left to right: how far each is from the input. */
import type { Link } from './layout';

/** A join as the wiring sees it. */
export type Wire = Pick<Link, 'from' | 'to'>;

/**
 * Rank of each column by id: the longest path from the input, the first of them. Other columns that nothing leads to stand right before
 * what they lead to. `ids` must be in execution order.
 */
export function ranksOf(ids: readonly string[], wires: readonly Wire[]): Map<string, number> {
  const ranks = new Map<string, number>();
  const sources: string[] = [];
  for (const id of ids) {
    const before = wires.filter((wire) => wire.to === id).map((wire) => ranks.get(wire.from) ?? 0);
    if (before.length === 0 && ranks.size > 0) sources.push(id);
    ranks.set(id, before.length === 0 ? 0 : Math.max(...before) + 1);
  }
  for (const id of sources) {
    const after = wires.filter((wire) => wire.from === id).map((wire) => ranks.get(wire.to)!);
    if (after.length > 0) ranks.set(id, Math.max(0, Math.min(...after) - 1));
  }
  return ranks;
}

/** True for a join that leaps over at least one rank. */
export function isLong(wire: Wire, ranks: ReadonlyMap<string, number>): boolean {
  return ranks.get(wire.to)! - ranks.get(wire.from)! > 1;
}
