import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endOf,
  GRAINS,
  placeAt,
  stepBack,
  stepForward,
  termAt,
  termPlaceAt,
  type Grain,
  type Timeline,
} from '../../../src/core/timeline';
import { xorGraph } from '../../support/graphs';
import { timelineFrom, timelineOf, timelines } from './fixtures';

function walk(timeline: Timeline, grain: Grain): number[] {
  const stops = [0];
  for (;;) {
    const last = stops[stops.length - 1]!;
    const next = stepForward(timeline, last, grain);
    if (next === last) return stops;
    if (next < last) throw new Error('a step forward went back');
    stops.push(next);
  }
}

describe('stepping', () => {
  it('comes back over exactly the same stops, at every grain', () => {
    fc.assert(
      fc.property(timelines(60), fc.constantFrom(...GRAINS), (timeline, grain) => {
        const stops = walk(timeline, grain);
        expect(stops[stops.length - 1]).toBe(endOf(timeline));
        let time = endOf(timeline);
        for (let i = stops.length - 2; i >= 0; i -= 1) {
          time = stepBack(timeline, time, grain);
          expect(time).toBe(stops[i]);
        }
        expect(stepBack(timeline, 0, grain)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('stops at every term, and at every whole beat on the way', () => {
    fc.assert(
      fc.property(timelines(60), (timeline) => {
        const stops = walk(timeline, 'term');
        const terms = timeline.beats.reduce((sum, b) => sum + b.terms, 0);
        expect(stops).toHaveLength(terms + 1);
        expect(stops.filter(Number.isInteger)).toHaveLength(endOf(timeline) + 1);
      }),
    );
  });

  it('neither sticks nor drifts among ten million terms, late in a long timeline', () => {
    const terms = 10_000_000;
    const long = timelineFrom(
      Array.from({ length: 3000 }, () => ({
        phase: 'forward' as const,
        nodeId: 'a',
        terms,
        seconds: 1,
      })),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2999 }),
        fc.integer({ min: 1, max: terms - 2 }),
        (beat, k) => {
          const at = beat + k / terms;
          const next = stepForward(long, at, 'term');
          expect(next).toBe(beat + (k + 1) / terms);
          expect(stepBack(long, next, 'term')).toBe(at);
          const place = placeAt(long, next);
          expect(termAt(place.beat!, place.local)).toBe(k);
        },
      ),
    );
  });

  it('goes to the next boundary from anywhere between', () => {
    fc.assert(
      fc.property(
        timelines(7),
        fc.constantFrom(...GRAINS),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (timeline, grain, share) => {
          const time = share * endOf(timeline);
          const stops = walk(timeline, grain);
          const near = (a: number, b: number) => Math.abs(a - b) < 1e-3;
          if (stops.some((s) => near(s, time))) return;
          expect(stepForward(timeline, time, grain)).toBe(stops.find((s) => s > time));
          expect(stepBack(timeline, time, grain)).toBe(stops.filter((s) => s < time).pop());
        },
      ),
    );
  });

  it('takes a time that misses a boundary by rounding for the boundary', () => {
    const timeline = timelineOf(xorGraph());
    for (const grain of ['operation', 'term'] as const) {
      expect(stepForward(timeline, 3 - 1e-13, grain)).toBeGreaterThan(3);
      expect(stepBack(timeline, 3 + 1e-13, grain)).toBeLessThan(3);
    }
    const [beat, k] = [timeline.beats[0]!, 5];
    const blurred = k / beat.terms + 1e-12;
    expect(stepBack(timeline, blurred, 'term')).toBe((k - 1) / beat.terms);
  });

  it('moves by the spans of layers and phases', () => {
    const timeline = timelineOf(xorGraph());
    const ends = (spans: readonly { end: number }[]) => [0, ...spans.map((s) => s.end)];
    expect(walk(timeline, 'phase')).toEqual(ends(timeline.phases));
    expect(walk(timeline, 'layer')).toEqual(ends(timeline.layers));
    expect(walk(timeline, 'operation')).toEqual(
      Array.from({ length: endOf(timeline) + 1 }, (_, i) => i),
    );
  });

  it('stays inside the timeline', () => {
    const timeline = timelineOf(xorGraph());
    for (const grain of GRAINS) {
      expect(stepForward(timeline, 1e9, grain)).toBe(endOf(timeline));
      expect(stepBack(timeline, -5, grain)).toBe(0);
      expect(stepForward(timeline, -5, grain)).toBeGreaterThan(0);
    }
  });

  it('has nowhere to go in an empty timeline', () => {
    const empty = timelineFrom([]);
    for (const grain of GRAINS) {
      expect(stepForward(empty, 0, grain)).toBe(0);
      expect(stepBack(empty, 0, grain)).toBe(0);
    }
    expect(placeAt(empty, 0).beat).toBeNull();
  });
});

describe('the place at a time', () => {
  const timeline = timelineOf(xorGraph());

  it('is before the first beat at 0 and in the beat that ends at a whole number', () => {
    expect(placeAt(timeline, 0)).toEqual({ beat: null, local: 0 });
    expect(placeAt(timeline, 2)).toEqual({ beat: timeline.beats[1], local: 1 });
    expect(placeAt(timeline, 2.25)).toEqual({ beat: timeline.beats[2], local: 0.25 });
    expect(placeAt(timeline, 1e6)).toEqual({ beat: timeline.beats[endOf(timeline) - 1], local: 1 });
  });

  it('tells the term under way and how far it is', () => {
    const beat = timeline.beats[0]!;
    expect(beat.terms).toBe(12);
    expect(termPlaceAt(beat, 0)).toEqual({ term: 0, local: 0 });
    expect(termPlaceAt(beat, 3 / 12)).toEqual({ term: 2, local: 1 });
    expect(termPlaceAt(beat, 3.5 / 12).term).toBe(3);
    expect(termPlaceAt(beat, 3.5 / 12).local).toBeCloseTo(0.5);
    expect(termPlaceAt(beat, 1)).toEqual({ term: 11, local: 1 });
  });
});
