/** Places a graph as columns of circles from left to right: what `layoutNetwork` promises in `layout.ts`. */
import type { ModelGraph } from '../model/graph';
import { planNetwork, type NetworkPlan } from './columns';
import { batchFirstShapes, type SampleShapes } from './shapes';
import { placeHeights, type Heights } from './heights';
import { headerLines } from './headers';
import { finishLane, planLanes, sharesRank, topOf, type LaneLevel } from './lanes';
import {
  RADIUS,
  type BiasNode,
  type Bounds,
  type Column,
  type LayoutOptions,
  type Link,
  type NetworkLayout,
} from './layout';
import {
  ABOVE_UNITS,
  BELOW_UNITS,
  BIAS_DROP,
  measureColumns,
  type MeasuredColumn,
} from './measure';
import { ranksOf } from './ranks';

type LinkPlan = NetworkPlan['links'][number];

/** Room at the left of the input for its numbers. */
const BESIDE_INPUT = 2.4;

/**
 * Gives every column, unit, link and bias node its place, in world units. `shapes` says what one sample has of every output; without it
 * the first dimension is the batch.
 */
export function layoutNetwork(
  graph: ModelGraph,
  options: LayoutOptions,
  shapes: SampleShapes = batchFirstShapes(graph),
): NetworkLayout {
  const plan = planNetwork(graph, options, shapes);
  const ranks = ranksOf(
    plan.columns.map(({ id }) => id),
    plan.links,
  );
  const measured = measureColumns(plan, ranks, options);
  const heights = placeHeights(measured, plan.links, ranks);
  const lanes = planLanes(measured, plan.links, ranks, heights);
  const { left, right } = placeRanks(measured, plan.links, lanes, heights);

  const laneTop = Math.min(Infinity, ...[...lanes.values()].map((lane) => lane.top - 0.6));
  const laneBottom = Math.max(-Infinity, ...[...lanes.values()].map((lane) => lane.bottom + 0.6));
  const top = Math.min(laneTop, ...measured.map((column) => topOf(column, measured, heights)));
  const headers = headerLines(measured, heights, [...lanes.values()]);
  const columns = measured.map((column) => placeColumn(column, heights, left, headers));
  const links = plan.links.map((link): Link => {
    const level = lanes.get(link);
    return { ...link, lane: level === undefined ? null : finishLane(level, left, right) };
  });
  const biases = options.showBiases ? placeBiases(measured, columns, left, right) : [];
  const bounds: Bounds = {
    left: (left[0] ?? 0) - BESIDE_INPUT,
    top,
    right: (right[right.length - 1] ?? 0) + 0.6,
    bottom: Math.max(
      laneBottom,
      ...columns.map((column) => column.bottom + BELOW_UNITS),
      ...biases.map((bias) => bias.y + RADIUS.bias + 0.3),
    ),
  };
  return { columns, links, biases, bounds };
}

/** Left and right edge of every rank. */
function placeRanks(
  measured: readonly MeasuredColumn[],
  links: readonly LinkPlan[],
  lanes: ReadonlyMap<LinkPlan, LaneLevel>,
  heights: Heights,
): { left: number[]; right: number[] } {
  const count = Math.max(-1, ...measured.map(({ rank }) => rank)) + 1;
  const byId = new Map(measured.map((column) => [column.plan.id, column]));
  const left: number[] = [];
  const right: number[] = [];
  for (let rank = 0; rank < count; rank++) {
    const arriving = links.filter((link) => byId.get(link.to)!.rank === rank);
    const gaps = arriving.map((link) => gapFor(link, byId, heights, count));
    const bends = [...lanes.values()].some((lane) => lane.to === rank || lane.from === rank - 1);
    const gap = rank === 0 ? 0 : Math.max(2, bends ? 4.5 : 0, ...gaps);
    left.push((right[rank - 1] ?? 0) + gap);
    const widths = measured.filter((column) => column.rank === rank).map(({ width }) => width);
    right.push(left[rank]! + Math.max(...widths));
  }
  return { left, right };
}

/** Room between two columns: the more its lines climb, the wider, so that they do not become steep; less in long networks. */
function gapFor(
  link: LinkPlan,
  byId: ReadonlyMap<string, MeasuredColumn>,
  heights: Heights,
  ranks: number,
): number {
  const from = byId.get(link.from)!;
  const to = byId.get(link.to)!;
  if (to.rank - from.rank > 1) return 0;
  const compact = clamp(6 / ranks, 0.6, 1);
  const apart = Math.abs(heights.columns.get(link.from)! - heights.columns.get(link.to)!);
  switch (link.kind) {
    case 'dense':
      return compact * clamp(0.7 * (apart + from.half + to.half - 2) + 1.2, 6.8, 15);
    case 'all-to-one':
      return compact * clamp(0.45 * (apart + from.half + to.half - 2), 3, 9);
    case 'whole':
      return Math.max(4.5, compact * clamp(0.45 * (apart + from.half + to.half - 2), 3, 7));
    case 'one-to-one':
    case 'part':
      return compact * clamp(0.45 * (apart + Math.abs(from.half - to.half)), 2.4, 9);
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function placeColumn(
  measured: MeasuredColumn,
  heights: Heights,
  left: readonly number[],
  headers: readonly number[],
): Column {
  const { plan, stack, radius, half } = measured;
  const middle = heights.columns.get(plan.id)!;
  const inX = left[measured.rank]! + radius;
  return {
    id: plan.id,
    kind: plan.kind,
    nodeIds: plan.nodeIds,
    inX,
    outX: inX + 2 * plan.opening,
    units: stack.units.map(({ index, y }) => ({ index, y: y + middle })),
    count: plan.count,
    dots: stack.dots === null ? null : { y: stack.dots + middle },
    top: middle - half,
    bottom: middle + half,
    headerY: headers[measured.rank] ?? middle - half - ABOVE_UNITS,
  };
}

/** Bias nodes in the gaps before their columns: on one line below a chain, else each below its own column. */
function placeBiases(
  measured: readonly MeasuredColumn[],
  columns: readonly Column[],
  left: readonly number[],
  right: readonly number[],
): BiasNode[] {
  const stacked = measured.some((column) => sharesRank(column, measured));
  const lowest = Math.max(...columns.map(({ bottom }) => bottom));
  return measured.flatMap(({ plan, rank }, place) => {
    if (plan.bias === null) return [];
    const before = right[rank - 1] ?? left[rank]! - 4;
    const bottom = stacked ? columns[place]!.bottom : lowest;
    return [
      {
        column: plan.id,
        parameter: plan.bias,
        x: before + 0.52 * (left[rank]! - before),
        y: bottom + BIAS_DROP,
      },
    ];
  });
}
