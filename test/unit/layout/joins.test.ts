/** The drawn links are held against what the engine really reads. */
import { describe, expect, it } from 'vitest';
import { lower, provenance } from '../../../src/core/autodiff';
import type { ElementRef, Trace } from '../../../src/core/autodiff/trace';
import { firstTrace } from '../../support/runs';
import { joins, layoutNetwork } from '../../../src/core/layout';
import type { ModelGraph } from '../../../src/core/model/graph';
import { sampleElements, sampleShapes } from '../../../src/core/timeline';
import { layerGraphs } from '../explain/layers';
import { GraphBuilder, mlp } from '../../support/graphs';
import { ALL } from './support';

/** Elements of a tensor that an element is computed from, also on the way through other tensors of its layer. */
function readsOf(trace: Trace, ref: ElementRef, source: number, node: string): Set<number> {
  const found = new Set<number>();
  const seen = new Set<string>();
  const walk = (at: ElementRef): void => {
    const key = `${at.tensor}:${at.index}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const { factors } of provenance(trace, at)) {
      for (const { element, elements } of factors) {
        for (const read of elements ?? (element ? [element] : [])) {
          if (read.tensor === source) found.add(read.index);
          else if (trace.program.tensors[read.tensor]!.nodeId === node) walk(read);
        }
      }
    }
  };
  walk(ref);
  return found;
}

/** Links of the graph as drawn, held against what the engine computes; gives the kinds of links. Whole columns claim nothing. */
function compare(graph: ModelGraph): Set<string> {
  const program = lower(graph);
  const layout = layoutNetwork(graph, ALL, sampleShapes(program));
  const trace = firstTrace(graph);
  const kinds = new Set<string>();
  for (const link of layout.links) {
    kinds.add(link.kind);
    if (link.nodeId === '$loss' || link.kind === 'whole') continue;
    const target = program.outputOf[link.nodeId]!;
    const source = layout.columns.find(({ id }) => id === link.from)!.nodeIds.at(-1)!;
    const sourceTensor = program.outputOf[source]!;
    const sources = sampleElements(program, sourceTensor, 0);
    const targets = sampleElements(program, target, 0);
    for (let to = 0; to < targets.count; to++) {
      const ref = { tensor: target, index: targets.at(to) };
      const read = readsOf(trace, ref, sourceTensor, link.nodeId);
      for (let from = 0; from < sources.count; from++) {
        expect(joins(link, from, to), `${link.kind} ${link.from}→${link.to} ${from} ${to}`).toBe(
          read.has(sources.at(from)),
        );
      }
    }
  }
  return kinds;
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

  it.each(Object.entries(layerGraphs()).filter(([name]) => name !== 'binaries'))(
    'never claims what the engine does not read: %s',
    (_, graph) => {
      compare(graph);
    },
  );

  it('draws layers whose results mix places as whole columns', () => {
    for (const name of ['conv net', 'lstm', 'transformer', 'permute', 'unfold', 'group norm']) {
      expect(compare(layerGraphs()[name]!), name).toContain('whole');
    }
    expect(compare(layerGraphs().dropout!)).not.toContain('whole');
    expect(compare(layerGraphs().prelu!)).not.toContain('whole');
  });
});
