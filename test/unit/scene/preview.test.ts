import { describe, expect, it } from 'vitest';
import type { GraphNode } from '../../../src/core/model/graph';
import { layerPreviewSvg } from '../../../src/core/scene';
import { ELEMENTWISE_NAMES } from '../../../src/core/model/elementwise-names';
import { GraphBuilder, mlp } from '../../support/graphs';
import { NETWORKS } from './support';

const circles = (svg: string): number => svg.match(/<circle/g)?.length ?? 0;

describe('the preview of a layer', () => {
  it.each(Object.entries(NETWORKS))(
    'is whole and free of scripts for every layer of %s',
    (_, make) => {
      const graph = make();
      for (const node of graph.nodes) {
        for (const kind of ['light', 'dark'] as const) {
          const svg = layerPreviewSvg(graph, node, kind);
          expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^]*<\/svg>$/);
          expect(svg).not.toMatch(/NaN|undefined|Infinity|<script|href|url\(/);
          expect(svg.length).toBeLessThan(8000);
        }
      }
    },
  );

  it('draws small layers in full and wide ones with dots', () => {
    const small = mlp([2, 4]);
    expect(circles(layerPreviewSvg(small, small.nodes[1]!, 'dark'))).toBe(6);
    const wide = mlp([784, 128]);
    const svg = layerPreviewSvg(wide, wide.nodes[1]!, 'dark');
    expect(circles(svg)).toBe(4 + 3 + 4 + 3);
    expect(svg).toContain('4 × 784 → 4 × 128');
  });

  it('draws the curve of every activation', () => {
    const builder = new GraphBuilder([2]);
    for (const name of ELEMENTWISE_NAMES) builder.elementwise('input', name);
    const graph = builder.build();
    const curves = graph.nodes.slice(1).map((node) => layerPreviewSvg(graph, node, 'light'));
    for (const svg of curves) expect(svg).not.toContain('NaN');
    expect(new Set(curves).size).toBe(curves.length);
  });

  it('escapes names', () => {
    const graph = mlp([2, 2]);
    const node: GraphNode = { ...graph.nodes[1]!, name: '<b>"&\'' };
    const svg = layerPreviewSvg(graph, node, 'light');
    expect(svg).toContain('&lt;b&gt;&quot;&amp;&#39;');
    expect(svg).not.toContain('<b>');
  });
});
