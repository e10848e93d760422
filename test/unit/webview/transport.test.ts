import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf, startOf } from '../../../src/core/timeline';
import { GRAINS } from '../../../src/core/timeline/timeline';
import { tick } from '../../../webview/clock/tick';
import {
  atEnd,
  coarser,
  jumpTo,
  landmark,
  moveTo,
  nextGrain,
  nextMove,
  settle,
  shareAt,
} from '../../../webview/state/transport';
import { panelWith } from './support';

const panel = panelWith();
const end = endOf(panel.run!.timeline);

describe('nextMove', () => {
  it('moves by the asked grain within a training step', () => {
    expect(nextMove(panel, 1, 'operation')).toEqual({ kind: 'time', to: 1 });
    const { phases } = panel.run!.timeline;
    expect(nextMove(panel, 1, 'phase')).toEqual({ kind: 'time', to: phases[0]!.end });
  });

  it('goes on to the next training step from the end, and back to the one before from the start', () => {
    expect(nextMove({ ...panel, time: end }, 1, 'term')).toEqual({
      kind: 'training',
      step: 1,
      at: 'start',
    });
    const later = { ...panel, run: { ...panel.run!, trace: { ...panel.run!.trace, step: 3 } } };
    expect(nextMove(later, -1, 'layer')).toEqual({ kind: 'training', step: 2, at: 'end' });
  });

  it('goes nowhere before the first training step, or without a picture', () => {
    expect(nextMove(panel, -1, 'operation')).toEqual({ kind: 'none' });
    expect(nextMove({ ...panel, run: null }, 1, 'operation')).toEqual({ kind: 'none' });
  });

  it('comes back through the same places at every grain', () => {
    fc.assert(
      fc.property(fc.constantFrom(...GRAINS), fc.nat(40), (grain, presses) => {
        const places = [0];
        for (let i = 0; i < presses; i++) {
          const move = nextMove({ ...panel, time: places[places.length - 1]! }, 1, grain);
          if (move.kind === 'time') places.push(move.to);
        }
        for (let i = places.length - 1; i > 0; i--) {
          const back = nextMove({ ...panel, time: places[i]! }, -1, grain);
          expect(back).toEqual({ kind: 'time', to: places[i - 1] });
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('moveTo', () => {
  it('starts a movement that ends exactly at its goal', () => {
    const moving = moveTo(panel, 1);
    expect(moving.time).toBe(0);
    const half = tick(moving, moving.motion!.duration / 2);
    expect(half.time).toBeGreaterThan(0);
    expect(half.time).toBeLessThan(1);
    const done = tick(half, moving.motion!.duration);
    expect(done.time).toBe(1);
    expect(done.motion).toBeNull();
  });

  it('runs backwards when stepping back, quickly', () => {
    const moving = moveTo({ ...panel, time: 5 }, 4);
    expect(moving.motion!.duration).toBeLessThan(0.3);
    const under = tick(moving, 0.05);
    expect(under.time).toBeLessThan(5);
    expect(under.time).toBeGreaterThan(4);
  });

  it('completes a running movement at once when another begins', () => {
    const second = moveTo(tick(moveTo(panel, 1), 0.1), 2);
    expect(second.motion).toMatchObject({ from: 1, to: 2, elapsed: 0 });
  });

  it('jumps where motion is to be avoided', () => {
    const moved = moveTo({ ...panel, still: true }, 3);
    expect(moved).toMatchObject({ time: 3, motion: null });
  });

  it('takes less time at a higher speed', () => {
    const slow = moveTo(panel, 1).motion!.duration;
    expect(moveTo({ ...panel, speed: 2 }, 1).motion!.duration).toBeCloseTo(slow / 2);
  });
});

describe('jumping', () => {
  it('stays within the training step and stops playing', () => {
    expect(jumpTo({ ...panel, playing: true }, 99)).toMatchObject({ time: end, playing: false });
    expect(jumpTo(panel, -1).time).toBe(0);
  });

  it('knows the landmarks', () => {
    expect(landmark(panel, 'first')).toBe(0);
    expect(landmark(panel, 'last')).toBe(end);
    expect(landmark(panel, 'backward')).toBe(startOf(panel.run!.timeline, 'backward') + 1);
  });

  it('settles a movement at its goal', () => {
    expect(settle(moveTo(panel, 2)).time).toBe(2);
    expect(settle(panel)).toBe(panel);
  });

  it('counts a movement to the end as being there', () => {
    expect(atEnd(moveTo(panel, end))).toBe(true);
    expect(atEnd(panel)).toBe(false);
  });
});

describe('grains', () => {
  it('go round and get coarser', () => {
    expect(GRAINS.map(nextGrain)).toEqual([...GRAINS.slice(1), GRAINS[0]]);
    expect(GRAINS.map(coarser)).toEqual(['phase', 'phase', 'layer', 'layer']);
  });
});

it('measures the place as a share of the playing time', () => {
  expect(shareAt(panel)).toBe(0);
  expect(shareAt({ ...panel, time: end })).toBe(1);
});
