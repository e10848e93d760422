import { describe, expect, it } from 'vitest';
import { lower, termsPerElement } from '../../../src/core/autodiff';
import { buildTimeline, endOf, shownElements, startOf } from '../../../src/core/timeline';
import { GraphBuilder, mlp, xorGraph } from '../../support/graphs';

describe('the timeline of a program', () => {
  const program = lower(xorGraph());
  const timeline = buildTimeline(program);

  it('has one beat an operation, in the same order', () => {
    expect(timeline.beats.map((b) => [b.index, b.phase, b.nodeId, b.writes])).toEqual(
      program.ops.map((op) => [op.index, op.phase, op.nodeId, op.output]),
    );
  });

  it('covers all beats with phases and with layers, without gaps', () => {
    for (const spans of [timeline.phases, timeline.layers]) {
      expect(spans[0]!.start).toBe(0);
      spans.slice(1).forEach((span, i) => expect(span.start).toBe(spans[i]!.end));
      expect(spans[spans.length - 1]!.end).toBe(endOf(timeline));
    }
    expect(timeline.phases.map((s) => s.phase)).toEqual(['forward', 'loss', 'backward', 'update']);
    for (const span of timeline.layers) {
      for (let i = span.start; i < span.end; i += 1) {
        expect(timeline.beats[i]).toMatchObject({ phase: span.phase, nodeId: span.nodeId });
      }
    }
  });

  it('keeps the backward operations of a linear layer together', () => {
    const layer = timeline.layers.find((s) => s.phase === 'backward' && s.nodeId === '2')!;
    expect(program.ops.slice(layer.start, layer.end).map((op) => op.primitive)).toEqual([
      'linear_grad_weight',
      'linear_grad_bias',
      'linear_grad_input',
    ]);
  });

  it('starts phases where their first beat starts', () => {
    expect(startOf(timeline, 'forward')).toBe(0);
    const backward = startOf(timeline, 'backward');
    expect(timeline.beats[backward]!.phase).toBe('backward');
    expect(timeline.beats[backward - 1]!.phase).toBe('loss');
  });

  it('puts the start of a phase without beats where it would be', () => {
    const relu = new GraphBuilder([2]);
    relu.elementwise('input', 'relu');
    const bare = buildTimeline(lower(relu.build()));
    expect(bare.phases.map((s) => s.phase)).not.toContain('update');
    expect(startOf(bare, 'update')).toBe(endOf(bare));
  });

  it('frees every tensor once, after the last beat that reads it', () => {
    const freed = timeline.beats.flatMap((b) => b.frees);
    expect(new Set(freed).size).toBe(freed.length);
    for (const beat of timeline.beats) {
      for (const id of beat.frees) {
        for (const later of timeline.beats.slice(beat.index + 1)) {
          expect(later.reads).not.toContain(id);
        }
      }
    }
    expect(freed.length).toBeGreaterThan(5);
  });

  it('counts the terms of one sample', () => {
    const terms = Object.fromEntries(timeline.beats.map((b) => [b.index, b.terms]));
    // 4 hidden units, each 2 products and a bias; 4 activations; 1 output of 4 products and a bias.
    expect([terms[0], terms[1], terms[2], terms[3]]).toEqual([12, 4, 5, 1]);
    const weights = program.ops.find((op) => op.primitive === 'linear_grad_weight')!;
    // 4 weights, each a sum over 4 samples.
    expect(terms[weights.index]).toBe(16);
  });

  it('gives reading time to every beat', () => {
    for (const beat of timeline.beats) {
      expect(beat.seconds).toBeGreaterThanOrEqual(1);
      expect(beat.seconds).toBeLessThanOrEqual(2.5);
    }
  });

  it('counts terms by the million without making any', () => {
    const big = lower(mlp([784, 3000, 10], { data: { kind: 'random', batch: 1 } }));
    const weights = big.ops.find((op) => op.primitive === 'linear' && op.index === 0)!;
    expect(buildTimeline(big).beats[0]!.terms).toBe(3000 * termsPerElement(big, weights));
  });
});

describe('elements that the term grain walks', () => {
  const program = lower(xorGraph());
  const op = (primitive: string) => program.ops.find((o) => o.primitive === primitive)!;
  const list = (primitive: string, sample: number) => {
    const run = shownElements(program, op(primitive), sample);
    return Array.from({ length: run.count }, (_, i) => run.at(i));
  };

  it('are those of the sample for activations, errors and their gradients', () => {
    expect(list('linear', 2)).toEqual([8, 9, 10, 11]);
    expect(list('pointwise_loss', 3)).toEqual([3]);
    expect(list('elementwise_grad', 1)).toEqual([1]);
  });

  it('are all of them for gradients of parameters and updates', () => {
    expect(list('linear_grad_weight', 2)).toEqual([0, 1, 2, 3]);
    expect(list('linear_grad_bias', 2)).toEqual([0]);
    expect(list('sgd', 3)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('are one for the loss and its gradient', () => {
    expect(list('reduce', 3)).toEqual([0]);
    expect(list('one', 3)).toEqual([0]);
  });

  it('are the sample’s for one share of a gradient', () => {
    const builder = new GraphBuilder([2]);
    const hidden = builder.linear('input', 2);
    builder.add(['input', hidden]);
    const branched = lower(builder.build());
    const share = branched.ops.find((o) => branched.tensors[o.output]!.partial)!;
    const run = shownElements(branched, share, 1);
    expect([run.count, run.at(0), run.at(1)]).toEqual([2, 2, 3]);
  });

  it('are all weights even when the layer is as wide as the batch', () => {
    const square = lower(mlp([4, 4], { data: { kind: 'random', batch: 4 } }));
    const weights = square.ops.find((o) => o.primitive === 'linear_grad_weight')!;
    expect(shownElements(square, weights, 1).count).toBe(16);
  });
});
