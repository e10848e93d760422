import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelGraph } from '../../../src/core/model/graph';
import { carryOver, endOf, placeAt, startOf } from '../../../src/core/timeline';
import { GraphBuilder } from '../../support/graphs';
import { timelineOf, timelines } from './fixtures';

function net(layers: readonly string[], bias = true): ModelGraph {
  const builder = new GraphBuilder([3]);
  layers.reduce(
    (from, name) =>
      name.startsWith('act')
        ? builder.elementwise(from, 'tanh', name)
        : builder.linear(from, 3, name, bias),
    'input',
  );
  return builder.build();
}

describe('keeping the place over an edit', () => {
  const old = timelineOf(net(['one', 'act1', 'two']));

  it('changes nothing when nothing changed', () => {
    fc.assert(
      fc.property(timelines(5), fc.double({ min: 0, max: 1, noNaN: true }), (timeline, s) => {
        const time = s * endOf(timeline);
        expect(carryOver(timeline, time, timeline)).toBeCloseTo(time, 9);
      }),
    );
  });

  it('follows the node and the operation when layers are added', () => {
    const longer = timelineOf(net(['one', 'act1', 'extra', 'act2', 'two']));
    for (let time = 1; time < endOf(old); time += 1) {
      const before = placeAt(old, time).beat!;
      const after = placeAt(longer, carryOver(old, time, longer)).beat!;
      expect([after.nodeId, after.phase]).toEqual([before.nodeId, before.phase]);
    }
    expect(carryOver(old, 0.5, longer)).toBe(0.5);
  });

  it('stays at the start and at the end', () => {
    const longer = timelineOf(net(['one', 'act1', 'extra', 'act2', 'two']));
    expect(carryOver(old, 0, longer)).toBe(0);
    expect(carryOver(old, endOf(old), longer)).toBe(endOf(longer));
  });

  it('takes the layer before when the node is gone', () => {
    const shorter = timelineOf(net(['one', 'two']));
    const inAct = old.layers.find((s) => s.nodeId === 'act1' && s.phase === 'forward')!;
    const time = carryOver(old, inAct.end, shorter);
    expect(placeAt(shorter, time)).toMatchObject({ beat: { nodeId: 'one', phase: 'forward' } });
  });

  it('takes the start of the phase when nothing of it is left before', () => {
    const other = timelineOf(net(['three', 'four']));
    const inOne = old.layers.find((s) => s.nodeId === 'one' && s.phase === 'update')!;
    expect(carryOver(old, inOne.end, other)).toBe(startOf(other, 'update'));
  });

  it('does not leave the layer when it has fewer operations now', () => {
    const bare = timelineOf(net(['one', 'act1', 'two'], false));
    const span = old.layers.find((s) => s.nodeId === 'two' && s.phase === 'backward')!;
    const time = carryOver(old, span.end, bare);
    expect(placeAt(bare, time).beat).toMatchObject({ nodeId: 'two', phase: 'backward' });
  });

  it('always lands inside the new timeline', () => {
    fc.assert(
      fc.property(
        timelines(5),
        timelines(5),
        fc.double({ min: -0.2, max: 1.2, noNaN: true }),
        (a, b, s) => {
          const time = carryOver(a, s * endOf(a), b);
          expect(time).toBeGreaterThanOrEqual(0);
          expect(time).toBeLessThanOrEqual(endOf(b));
        },
      ),
    );
  });
});
