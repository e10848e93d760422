/** Which elements of a tensor belong to one sample, wherever the batch stands. */
import { describe, expect, it } from 'vitest';
import { lower } from '../../../src/core/autodiff';
import type { Program, TensorInfo } from '../../../src/core/autodiff/program';
import { elementCount } from '../../../src/core/model/shape';
import {
  batchSize,
  buildTimeline,
  isPerSample,
  placeInSample,
  sampleElements,
  sampleOfElement,
  sampleShape,
} from '../../../src/core/timeline';
import { layerGraphs, recurrent, smallConvNet, transformer } from '../explain/layers';

function named(program: Program, name: string): TensorInfo {
  const found = program.tensors.find((tensor) => tensor.name === name);
  if (!found) throw new Error(`no tensor ${name}: ${program.tensors.map((t) => t.name).join()}`);
  return found;
}

const shapeOf = (program: Program, name: string) => sampleShape(program, named(program, name).id);

describe('what one sample has', () => {
  it('is not of the first dimension where the batch stands second', () => {
    const program = lower(recurrent('lstm', false));
    expect(named(program, '0').shape).toEqual([5, 3, 2]);
    expect(shapeOf(program, '0')).toEqual([5, 2]);
    const run = sampleElements(program, named(program, '0').id, 1);
    expect(Array.from({ length: run.count }, (_, i) => run.at(i))).toEqual([
      2, 3, 8, 9, 14, 15, 20, 21, 26, 27,
    ]);
    expect(shapeOf(program, 'rnn')).toEqual([5, 3]);
  });

  it('covers the states of every step, also the zeros that a recurrent layer starts with', () => {
    const program = lower(recurrent('lstm', true));
    for (const { id, role } of program.tensors) {
      const own = role === 'activation' || role === 'constant';
      if (own) expect(isPerSample(program, id)).toBe(true);
    }
  });

  it('stays apart when heads are made and joined, and masks of dropout have samples', () => {
    const program = lower(transformer());
    expect(shapeOf(program, 'attention:scores')).toEqual([2, 4, 4]);
    expect(shapeOf(program, 'attention')).toEqual([4, 6]);
    const masks = program.tensors.filter(({ role }) => role === 'random');
    expect(masks).toHaveLength(1);
    for (const { id } of masks) expect(isPerSample(program, id)).toBe(true);
    expect(isPerSample(program, named(program, 'attention:causal mask').id)).toBe(false);
    expect(isPerSample(program, named(program, 'emb.weight').id)).toBe(false);
  });

  it('is nothing for statistics of a batch', () => {
    const program = lower(smallConvNet());
    expect(isPerSample(program, named(program, '1:mean').id)).toBe(false);
    expect(isPerSample(program, named(program, '1.running_mean').id)).toBe(false);
    expect(shapeOf(program, '1:normalized')).toEqual([3, 4, 4]);
  });

  it.each(Object.entries(layerGraphs()))('parts every tensor: %s', (_, graph) => {
    const program = lower(graph);
    const batch = batchSize(program);
    for (const { id, shape } of program.tensors) {
      if (!isPerSample(program, id)) continue;
      const seen = new Set<number>();
      for (let sample = 0; sample < batch; sample += 1) {
        const run = sampleElements(program, id, sample);
        expect(run.count).toBe(elementCount(sampleShape(program, id)));
        for (let i = 0; i < run.count; i += 1) {
          const index = run.at(i);
          seen.add(index);
          expect(sampleOfElement(program, id, index)).toBe(sample);
          expect([placeInSample(program, id, index), run.placeOf(index)]).toEqual([i, i]);
          expect(sampleElements(program, id, sample + 1).placeOf(index)).toBe(-1);
        }
      }
      expect(seen.size).toBe(elementCount(shape));
    }
  });

  it('has the gradient in the same places as the value', () => {
    for (const graph of Object.values(layerGraphs())) {
      const program = lower(graph);
      program.gradientOf.forEach((gradient, id) => {
        if (gradient === null) return;
        expect(sampleShape(program, gradient)).toEqual(sampleShape(program, id));
      });
    }
  });
});

describe('a layer of very many operations', () => {
  it('is one span of the layer grain and plays faster', () => {
    const timeline = buildTimeline(lower(recurrent('lstm', true)));
    const span = timeline.layers.find(
      ({ nodeId, phase }) => nodeId === 'rnn' && phase === 'forward',
    )!;
    expect(span.end - span.start).toBeGreaterThan(60);
    const beats = timeline.beats.slice(span.start, span.end);
    const seconds = beats.reduce((sum, beat) => sum + beat.seconds, 0);
    expect(seconds).toBeLessThan(60);
    for (const beat of timeline.beats) expect(beat.seconds).toBeGreaterThanOrEqual(0.25);
    expect(timeline.beats.map(({ index }) => index)).toEqual(timeline.beats.map((_, i) => i));
  });
});
