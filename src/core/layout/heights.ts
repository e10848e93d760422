/** How high each column stands: on one line in a chain, stacked by dagre where branches run side by side. */
import { Graph, layout as dagreLayout } from '@dagrejs/dagre';
import { BELOW_UNITS, BIAS_DROP, STACKED_HEAD, type MeasuredColumn } from './measure';
import { RADIUS } from './layout';
import { isLong, type Wire } from './ranks';

/** Middle of each column by id, and of each join that needs a way of its own through the ranks between, by its wire. */
export interface Heights {
  readonly columns: ReadonlyMap<string, number>;
  readonly passages: ReadonlyMap<Wire, number>;
}

/** Places columns vertically about height 0. */
export function placeHeights(
  columns: readonly MeasuredColumn[],
  wires: readonly Wire[],
  ranks: ReadonlyMap<string, number>,
): Heights {
  const passing = wires.filter((wire) => needsPassage(wire, wires, ranks));
  if (
    passing.length === 0 &&
    new Set(columns.map((column) => column.rank)).size === columns.length
  ) {
    return { columns: new Map(columns.map(({ plan }) => [plan.id, 0])), passages: new Map() };
  }
  return stackWithDagre(columns, wires, passing, ranks);
}

/** A long join passes through the ranks between when it is its source's only way on; others go round as skips. */
function needsPassage(
  wire: Wire,
  wires: readonly Wire[],
  ranks: ReadonlyMap<string, number>,
): boolean {
  return (
    isLong(wire, ranks) && !wires.some((other) => other.from === wire.from && !isLong(other, ranks))
  );
}

function stackWithDagre(
  columns: readonly MeasuredColumn[],
  wires: readonly Wire[],
  passing: readonly Wire[],
  ranks: ReadonlyMap<string, number>,
): Heights {
  const foot = BELOW_UNITS + (columns.some(({ plan }) => plan.bias) ? BIAS_DROP + RADIUS.bias : 0);
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', nodesep: 0.8, edgesep: 0.8, ranksep: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const column of columns) {
    const height = 2 * column.half + STACKED_HEAD + foot;
    graph.setNode(column.plan.id, { width: column.width, height });
  }
  const middle = (wire: Wire): string => `${wire.from}\u0000${wire.to}`;
  for (const wire of wires) {
    if (passing.includes(wire)) {
      const first = ranks.get(wire.from)!;
      graph.setNode(middle(wire), { width: 1, height: 3 });
      graph.setEdge(wire.from, middle(wire), { minlen: 1 });
      graph.setEdge(middle(wire), wire.to, { minlen: ranks.get(wire.to)! - first - 1 });
    } else if (!isLong(wire, ranks)) {
      graph.setEdge(wire.from, wire.to, { minlen: 1 });
    }
  }
  dagreLayout(graph);
  const raised = (STACKED_HEAD - foot) / 2;
  const ids = columns.map(({ plan }) => plan.id);
  const y = (id: string): number => (graph.node(id) as { y: number }).y;
  const turn = isUpsideDown(ids, ranks, y) ? -1 : 1;
  const root = y(ids[0]!);
  const heightOf = (id: string): number => turn * (y(id) - root);
  return {
    columns: new Map(columns.map(({ plan }) => [plan.id, heightOf(plan.id) + raised])),
    passages: new Map(passing.map((wire) => [wire, heightOf(middle(wire)) + raised])),
  };
}

/** True when most columns of one rank stand in the reverse of the graph's order. */
function isUpsideDown(
  ids: readonly string[],
  ranks: ReadonlyMap<string, number>,
  y: (id: string) => number,
): boolean {
  let balance = 0;
  ids.forEach((id, place) => {
    for (const later of ids.slice(place + 1)) {
      if (ranks.get(id) === ranks.get(later)) balance += Math.sign(y(later) - y(id));
    }
  });
  return balance < 0;
}
