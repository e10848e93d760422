import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endOf,
  motion,
  secondsAt,
  timeAtSeconds,
  totalSeconds,
  type Grain,
} from '../../../src/core/timeline';
import { xorGraph } from '../../support/graphs';
import { timelineFrom, timelineOf, timelines } from './fixtures';

const grains = fc.constantFrom<Grain>('operation', 'term');
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('seconds and time', () => {
  it('are inverse of one another', () => {
    fc.assert(
      fc.property(timelines(500), grains, share, (timeline, grain, s) => {
        const time = s * endOf(timeline);
        const back = timeAtSeconds(timeline, secondsAt(timeline, time, grain), grain);
        expect(back).toBeCloseTo(time, 9);
        const seconds = s * totalSeconds(timeline, grain);
        expect(secondsAt(timeline, timeAtSeconds(timeline, seconds, grain), grain)).toBeCloseTo(
          seconds,
          7,
        );
      }),
    );
  });

  it('grow together', () => {
    fc.assert(
      fc.property(timelines(500), grains, share, share, (timeline, grain, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((s) => s * endOf(timeline));
        if (high! - low! < 1e-6) return;
        expect(secondsAt(timeline, high!, grain)).toBeGreaterThan(secondsAt(timeline, low!, grain));
      }),
    );
  });

  it('meet at whole beats exactly', () => {
    const timeline = timelineOf(xorGraph());
    for (let n = 0; n <= endOf(timeline); n += 1) {
      expect(timeAtSeconds(timeline, secondsAt(timeline, n))).toBe(n);
    }
    expect(totalSeconds(timeline)).toBeCloseTo(
      timeline.beats.reduce((sum, b) => sum + b.seconds, 0),
    );
  });

  it('stay inside', () => {
    const timeline = timelineOf(xorGraph());
    expect(timeAtSeconds(timeline, -1)).toBe(0);
    expect(timeAtSeconds(timeline, 1e9)).toBe(endOf(timeline));
    expect(secondsAt(timeline, 1e9)).toBe(totalSeconds(timeline));
    expect(totalSeconds(timelineFrom([]))).toBe(0);
    expect(timeAtSeconds(timelineFrom([]), 3)).toBe(0);
  });

  it('give each term time to be read, but no beat for ever', () => {
    const draft = { phase: 'forward' as const, nodeId: 'a', seconds: 1.5 };
    const length = (terms: number) => totalSeconds(timelineFrom([{ ...draft, terms }]), 'term');
    expect(length(1)).toBe(1.5);
    expect(length(20) / 20).toBeGreaterThan(0.4);
    expect(length(10_000_000)).toBeLessThanOrEqual(60);
  });
});

describe('motion inside a beat', () => {
  it('begins at rest, ends before the beat does, and then holds', () => {
    expect(motion(0)).toBe(0);
    expect(motion(0.35)).toBeCloseTo(0.5);
    expect(motion(0.7)).toBe(1);
    expect(motion(0.85)).toBe(1);
    expect(motion(1)).toBe(1);
  });

  it('never goes back', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        expect(motion(Math.max(a, b))).toBeGreaterThanOrEqual(motion(Math.min(a, b)));
      }),
    );
  });
});
