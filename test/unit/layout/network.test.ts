import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutNetwork } from '../../../src/core/layout';
import type { Column, NetworkLayout } from '../../../src/core/layout/layout';
import { GraphBuilder, mlp, xorGraph } from '../../support/graphs';
import { ALL, anyGraph, circlesOf, overlaps } from './support';

const anyWidths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 6 });

function column(layout: NetworkLayout, id: string): Column {
  const found = layout.columns.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no column ${id}`);
  return found;
}

describe('a chain of any widths', () => {
  it('stands on one line, without overlaps, inside its bounds', () => {
    fc.assert(
      fc.property(anyWidths, fc.integer({ min: 2, max: 20 }), (widths, maxUnits) => {
        const layout = layoutNetwork(mlp(widths), { ...ALL, maxUnits });
        expect(overlaps(circlesOf(layout))).toEqual([]);
        for (const { units, top, bottom } of layout.columns) {
          expect((top + bottom) / 2).toBeCloseTo(0, 9);
          expect(units[0]!.y + units[units.length - 1]!.y).toBeCloseTo(0, 9);
        }
        for (const { x, y, radius } of circlesOf(layout)) {
          expect(x - radius).toBeGreaterThan(layout.bounds.left);
          expect(x + radius).toBeLessThan(layout.bounds.right);
          expect(y - radius).toBeGreaterThan(layout.bounds.top);
          expect(y + radius).toBeLessThan(layout.bounds.bottom);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('draws every unit up to the limit, and half above, half below the dots beyond it', () => {
    fc.assert(
      fc.property(anyWidths, fc.integer({ min: 2, max: 20 }), (widths, maxUnits) => {
        const layout = layoutNetwork(mlp(widths), { ...ALL, maxUnits, showErrors: false });
        layout.columns.forEach(({ count, units, dots }, place) => {
          const width = widths[place]!;
          expect(count).toBe(width);
          expect(units.length).toBe(Math.min(width, maxUnits));
          const indices = units.map(({ index }) => index);
          if (width <= maxUnits) {
            expect(dots).toBeNull();
            expect(indices).toEqual(Array.from({ length: width }, (_, i) => i));
            return;
          }
          const above = units.filter(({ y }) => y < dots!.y).length;
          expect(above).toBe(Math.ceil(maxUnits / 2));
          expect(indices.slice(0, above)).toEqual(Array.from({ length: above }, (_, i) => i));
          expect(indices[indices.length - 1]).toBe(width - 1);
          expect(new Set(indices).size).toBe(maxUnits);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('spaces units evenly, except for the room of the dots', () => {
    const { units, dots } = column(layoutNetwork(mlp([30, 2]), ALL), 'input');
    const gaps = units.slice(1).map(({ y }, i) => y - units[i]!.y);
    const usual = gaps.filter((_, i) => i !== 7);
    for (const gap of usual) expect(gap).toBeCloseTo(usual[0]!, 9);
    expect(gaps[7]).toBeGreaterThan(usual[0]! + 2);
    expect(dots!.y).toBeCloseTo((units[7]!.y + units[8]!.y) / 2, 9);
  });

  it('keeps a 2-4-1 network compact: circles of more than 21 pixels in 900 by 600', () => {
    const { bounds } = layoutNetwork(xorGraph(), ALL);
    expect(860 / (bounds.right - bounds.left)).toBeGreaterThan(21);
    expect(504 / (bounds.bottom - bounds.top)).toBeGreaterThan(21);
  });
});

describe('columns', () => {
  it('joins a linear layer and the activation that alone reads it into a touching pair', () => {
    const layout = layoutNetwork(xorGraph(), ALL);
    expect(layout.columns.map(({ nodeIds }) => nodeIds)).toEqual([
      ['input'],
      ['0', '1'],
      ['2', '3'],
      [],
      [],
    ]);
    const pair = column(layout, '0');
    expect(pair.outX - pair.inX).toBe(2);
  });

  it('keeps apart what several readers share, and softmax', () => {
    const builder = new GraphBuilder([2]);
    const z = builder.linear('input', 3);
    const a = builder.elementwise(z, 'tanh');
    builder.softmax(builder.linear(builder.add([z, a]), 3));
    const layout = layoutNetwork(builder.build(), ALL);
    expect(layout.columns.slice(0, -2).map(({ nodeIds }) => nodeIds.length)).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
  });

  it('pushes everything to the right aside while a pair opens', () => {
    const at = (opening: number): NetworkLayout =>
      layoutNetwork(xorGraph(), { ...ALL, opening: { '0': opening } });
    const [closed, half, open] = [at(0), at(0.5), at(1)];
    expect(column(closed, '0').outX).toBe(column(closed, '0').inX);
    for (const id of ['2', '$errors', '$loss']) {
      expect(column(half, id).inX - column(closed, id).inX).toBeCloseTo(1, 9);
      expect(column(open, id).inX - column(closed, id).inX).toBeCloseTo(2, 9);
    }
    for (const id of ['input', '0']) expect(column(open, id).inX).toBe(column(closed, id).inX);
  });

  it('shows one error for each output, on its level, and one joint error for coupled losses', () => {
    const single = layoutNetwork(mlp([2, 3], { loss: 'mse' }), ALL);
    const levels = (id: string): number[] => column(single, id).units.map(({ y }) => y);
    expect(levels('$errors')).toEqual(levels('0'));
    const joint = layoutNetwork(mlp([2, 3], { loss: 'cross_entropy' }), ALL);
    expect(column(joint, '$errors').count).toBe(1);
    expect(joint.links.find(({ to }) => to === '$errors')!.kind).toBe('all-to-one');
    expect(column(joint, '$loss').count).toBe(1);
    const without = layoutNetwork(mlp([2, 3]), { ...ALL, showErrors: false });
    expect(without.columns.map(({ id }) => id)).toEqual(['input', '0']);
  });

  it('hangs biases below and before the layers that have them', () => {
    const builder = new GraphBuilder([2]);
    builder.linear(builder.linear('input', 3, 'with'), 1, 'without', false);
    const layout = layoutNetwork(builder.build(), ALL);
    expect(layout.biases.map(({ parameter }) => parameter)).toEqual(['with.bias']);
    const [bias] = layout.biases;
    expect(bias!.y).toBeGreaterThan(Math.max(...layout.columns.map(({ bottom }) => bottom)) + 1);
    expect(bias!.x).toBeGreaterThan(column(layout, 'input').outX + 1);
    expect(bias!.x).toBeLessThan(column(layout, 'with').inX - 1);
    const hidden = layoutNetwork(builder.build(), { ...ALL, showBiases: false });
    expect(hidden.biases).toEqual([]);
  });
});

describe('any wiring', () => {
  it('never lets circles overlap', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        expect(overlaps(circlesOf(layoutNetwork(graph, ALL)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('leads every link from left to right, and long ones round the columns between', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const layout = layoutNetwork(graph, ALL);
        for (const link of layout.links) {
          const from = column(layout, link.from);
          const to = column(layout, link.to);
          expect(to.inX - from.outX).toBeGreaterThan(3);
          const between = layout.columns.filter(
            ({ inX, outX }) => inX > from.outX + 1 && outX < to.inX - 1,
          );
          if (link.lane === null) continue;
          expect(between.length).toBeGreaterThan(0);
          const low = link.lane.y + link.lane.step * (from.units.length - 1);
          for (const { top, bottom } of between) {
            expect(bottom < link.lane.y || top > low).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the main path of a residual network on one line', () => {
    const builder = new GraphBuilder([3]);
    const start = builder.linear('input', 4);
    const inner = builder.elementwise(builder.linear(start, 7), 'relu');
    builder.add([builder.linear(inner, 4), start]);
    const layout = layoutNetwork(builder.build(), ALL);
    for (const { top, bottom } of layout.columns) expect(top + bottom).toBeCloseTo(0, 9);
    expect(layout.links.filter(({ lane }) => lane !== null)).toHaveLength(1);
  });

  it('stacks branches in the order of the file', () => {
    const builder = new GraphBuilder([2]);
    const branches = ['first', 'second', 'third'].map((name) => builder.linear('input', 2, name));
    builder.concat(branches);
    const layout = layoutNetwork(builder.build(), ALL);
    const tops = branches.map((id) => column(layout, id).top);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    expect(new Set(branches.map((id) => column(layout, id).inX)).size).toBe(1);
  });

  it('gives columns on one line one header line, above everything there', () => {
    const chain = layoutNetwork(mlp([2, 9, 1]), ALL);
    expect(new Set(chain.columns.map(({ headerY }) => headerY))).toEqual(
      new Set([chain.bounds.top]),
    );
    fc.assert(
      fc.property(anyGraph, (graph) => {
        for (const { headerY, top } of layoutNetwork(graph, ALL).columns) {
          expect(headerY).toBeLessThan(top - 1);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is a pure function', () => {
    const options = Object.freeze({ ...ALL, opening: Object.freeze({ '0': 0.3 }) });
    expect(layoutNetwork(xorGraph(), options)).toEqual(layoutNetwork(xorGraph(), options));
  });
});
