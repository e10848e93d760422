/** The picture of layers of every kind. */
import { describe, expect, it } from 'vitest';
import { networkScene } from '../../../src/core/scene';
import type { Scene } from '../../../src/core/scene/scene';
import { layerGraphs, recurrent, smallConvNet } from '../explain/layers';
import { circlesOf, overlaps } from '../layout/support';
import { requestFor, timeIn } from './support';

/** True when every number of lines, discs, paths and labels is finite. */
function isFinite({ lines, pulses, discs, paths, labels }: Scene): boolean {
  const inBatches = [...lines, pulses].every(({ data }) => data.every(Number.isFinite));
  const inDiscs = discs.every(({ x, y, radius, fillAlpha, strokeWidth }) =>
    [x, y, radius, fillAlpha, strokeWidth].every(Number.isFinite),
  );
  const inPaths = paths.every(({ points, width }) => [...points, width].every(Number.isFinite));
  return (
    inBatches &&
    inDiscs &&
    inPaths &&
    labels.every(({ x, y, size }) => [x, y, size].every(Number.isFinite))
  );
}

describe('a network of any layers', () => {
  it.each(Object.entries(layerGraphs()))('can be drawn at any time: %s', (_, graph) => {
    const request = requestFor(graph, { sample: 0 });
    expect(overlaps(circlesOf(request.layout))).toEqual([]);
    const beats = request.timeline.beats.length;
    for (const grain of ['operation', 'term'] as const) {
      for (let i = 0; i <= 12; i++) {
        expect(isFinite(networkScene({ ...request, time: (i * beats) / 12.1, grain }))).toBe(true);
      }
    }
  });

  it('lights the column of the layer while it computes what no circle shows', () => {
    const request = requestFor(smallConvNet(), { sample: 0 });
    const time = timeIn(request, 'normalize', 0, 0.5);
    const widths = (at: number) =>
      networkScene({ ...request, time: at }).discs.map(({ strokeAlpha }) => strokeAlpha);
    expect(Math.max(...widths(time))).toBe(1);
  });

  it('sends a pulse along the band of a whole column, forward and back', () => {
    const request = requestFor(recurrent('lstm', true), { sample: 0 });
    const first = networkScene({ ...request, time: 0.4 });
    expect(first.pulses.count).toBeGreaterThan(0);
    const last = request.trace.program.gradientOf[request.trace.program.inputs[0]!]!;
    const op = request.trace.program.tensors[last]!.birth;
    expect(networkScene({ ...request, time: op + 0.4 }).pulses.count).toBeGreaterThan(0);
  });
});
