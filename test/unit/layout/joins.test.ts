/** The drawn links are held against what the engine really reads. */
import { describe, expect, it } from 'vitest';
import { lower, provenance } from '../../../src/core/autodiff';
import { firstTrace } from '../../support/runs';
import { joins, layoutNetwork } from '../../../src/core/layout';
import type { ModelGraph } from '../../../src/core/model/graph';
import { elementCount } from '../../../src/core/model/shape';
import { GraphBuilder, mlp } from '../../support/graphs';
import { ALL } from './support';

/** Links of the graph as [source element, target element] by joining node, once as drawn and once as computed. */
function compare(graph: ModelGraph): void {
  const layout = layoutNetwork(graph, ALL);
  const program = lower(graph);
  const trace = firstTrace(graph);
  for (const link of layout.links) {
    if (link.nodeId === '$loss') continue;
    const node = graph.nodes.find(({ id }) => id === link.nodeId)!;
    const target = program.outputOf[node.id]!;
    const source = layout.columns.find(({ id }) => id === link.from)!.nodeIds.at(-1)!;
    const sourceTensor = program.outputOf[source]!;
    const sources = elementCount(program.tensors[sourceTensor]!.shape.slice(1));
    const targets = elementCount(node.outputShape.slice(1));
    for (let to = 0; to < targets; to++) {
      const read = new Set(
        provenance(trace, { tensor: target, index: to })
          .flatMap(({ factors }) => factors)
          .filter(({ element }) => element?.tensor === sourceTensor)
          .map(({ element }) => element!.index),
      );
      for (let from = 0; from < sources; from++) {
        expect(joins(link, from, to), `${link.kind} ${link.from}→${link.to} ${from} ${to}`).toBe(
          read.has(from),
        );
      }
    }
  }
}

describe('joins', () => {
  it('agrees with the engine on dense and elementwise layers', () => {
    compare(mlp([3, 4, 2], { output: 'sigmoid' }));
  });

  it('agrees on dense layers over several positions, and flatten', () => {
    const builder = new GraphBuilder([3, 2]);
    builder.linear(builder.flatten(builder.linear('input', 4)), 2);
    compare(builder.build());
  });

  it('agrees on add and on concat along every dimension', () => {
    for (const dim of [1, 2]) {
      const builder = new GraphBuilder([2, 3]);
      const a = builder.linear('input', 3);
      const b = builder.linear('input', 3);
      const sum = builder.add([a, b]);
      builder.concat([a, sum, b], undefined, dim);
      compare(builder.build());
    }
  });

  it('couples softmax only along its dimension', () => {
    for (const dim of [1, 2]) {
      const builder = new GraphBuilder([2, 3]);
      builder.softmax(builder.linear('input', 3), 'softmax', dim);
      const graph = builder.build();
      const link = layoutNetwork(graph, ALL).links.find(({ nodeId }) => nodeId === 'softmax')!;
      const coupled = (a: number, b: number): boolean =>
        dim === 1 ? a % 3 === b % 3 : Math.floor(a / 3) === Math.floor(b / 3);
      for (let a = 0; a < 6; a++) {
        for (let b = 0; b < 6; b++) expect(joins(link, a, b)).toBe(coupled(a, b));
      }
    }
  });
});
