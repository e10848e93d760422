/** Lines on which the headers of neighbouring columns stand. */
import type { Heights } from './heights';
import { topOf, type LaneLevel } from './lanes';
import type { MeasuredColumn } from './measure';

/**
 * The header line by rank: one for each run of columns that stand alone in their ranks, above everything in the run. Ranks with
 * several columns, or with a join passing beside the column, have none: there every column has its header right above it.
 */
export function headerLines(
  columns: readonly MeasuredColumn[],
  heights: Heights,
  lanes: readonly LaneLevel[],
): number[] {
  const count = Math.max(-1, ...columns.map(({ rank }) => rank)) + 1;
  const lines: number[] = [];
  let start = 0;
  for (let rank = 0; rank <= count; rank++) {
    if (rank < count && standsAlone(rank, columns, heights)) continue;
    const run = columns.filter((column) => column.rank >= start && column.rank < rank);
    const over = lanes.filter((lane) => lane.from < rank - 1 && lane.to > start);
    const tops = [
      ...run.map((column) => topOf(column, columns, heights)),
      ...over.map((lane) => lane.top - 0.6),
    ];
    for (let i = start; i < rank; i++) lines[i] = Math.min(...tops);
    start = rank + 1;
  }
  return lines;
}

function standsAlone(rank: number, columns: readonly MeasuredColumn[], heights: Heights): boolean {
  const rankOf = (id: string): number => columns.find(({ plan }) => plan.id === id)!.rank;
  return (
    columns.filter((column) => column.rank === rank).length === 1 &&
    ![...heights.passages.keys()].some((wire) => rankOf(wire.from) < rank && rankOf(wire.to) > rank)
  );
}
