import { describe, expect, it } from 'vitest';
import { endOf, totalSeconds } from '../../../src/core/timeline';
import { createClock } from '../../../webview/clock/clock';
import { isMoving, OPENING_SECONDS, tick } from '../../../webview/clock/tick';
import { panelWith } from './support';

const panel = panelWith();
const { timeline } = panel.run!;

describe('playing', () => {
  it('reaches the same place in many small ticks as in one', () => {
    const playing = { ...panel, playing: true };
    let small = playing;
    for (let i = 0; i < 500; i++) small = tick(small, 0.01);
    expect(small.time).toBeCloseTo(tick(playing, 5).time, 9);
  });

  it('stops at the end of the training step', () => {
    const done = tick({ ...panel, playing: true }, totalSeconds(timeline) + 1);
    expect(done).toMatchObject({ time: endOf(timeline), playing: false });
    expect(isMoving(done)).toBe(false);
  });

  it('obeys the speed', () => {
    const fast = tick({ ...panel, playing: true, speed: 4 }, 1);
    expect(fast.time).toBeCloseTo(tick({ ...panel, playing: true }, 4).time, 9);
  });

  it('rests when nothing moves', () => {
    expect(isMoving(panel)).toBe(false);
    expect(tick(panel, 1)).toBe(panel);
  });
});

it('opens and closes pairs within their time', () => {
  const opening = { ...panel, opening: { hidden: { from: 0, to: 1, elapsed: 0 } } };
  expect(isMoving(opening)).toBe(true);
  expect(tick(opening, OPENING_SECONDS / 2).opening['hidden']!.elapsed).toBeGreaterThan(0);
  expect(isMoving(tick(opening, OPENING_SECONDS))).toBe(false);
});

describe('the clock', () => {
  function harness() {
    const waiting: ((milliseconds: number) => void)[] = [];
    const log: (number | 'draw')[] = [];
    const state = { moving: false };
    const clock = createClock(
      { request: (callback) => void waiting.push(callback) },
      {
        moving: () => state.moving,
        tick: (seconds) => void log.push(seconds),
        draw: () => void log.push('draw'),
      },
    );
    const frame = (milliseconds: number): void => waiting.splice(0).forEach((f) => f(milliseconds));
    return { clock, log, state, frame, waiting };
  }

  it('draws once for any number of changes, then rests', () => {
    const { clock, log, frame, waiting } = harness();
    clock.wake();
    clock.wake();
    frame(0);
    expect(log).toEqual(['draw']);
    expect(waiting).toHaveLength(0);
  });

  it('ticks by the time between frames while something moves', () => {
    const { clock, log, state, frame, waiting } = harness();
    state.moving = true;
    clock.wake();
    frame(1000);
    frame(1016);
    frame(1048);
    state.moving = false;
    frame(1064);
    expect(log).toEqual(['draw', 0.016, 'draw', 0.032, 'draw', 'draw']);
    expect(waiting).toHaveLength(0);
  });

  it('does not count the time in which it rested, nor a long pause in full', () => {
    const { clock, log, state, frame } = harness();
    clock.wake();
    frame(0);
    state.moving = true;
    clock.wake();
    frame(90_000);
    frame(99_000);
    expect(log).toEqual(['draw', 'draw', 0.1, 'draw']);
  });
});
