/** What a stretch of time does to the panel: a pure function, the same at any frame rate. */
import { endOf, secondsAt, timeAtSeconds } from '../../src/core/timeline';
import type { Grain, Timeline } from '../../src/core/timeline/timeline';
import type { Motion, Opening, PanelModel } from '../state/model';

/** How long a z|a pair takes to open or close, in seconds. */
export const OPENING_SECONDS = 0.3;

/** True while time changes what is shown. */
export function isMoving(model: PanelModel): boolean {
  return model.playing || model.motion !== null || Object.keys(model.opening).length > 0;
}

/** The panel `seconds` later. */
export function tick(model: PanelModel, seconds: number): PanelModel {
  return tickOpening(model.motion ? tickMotion(model, seconds) : tickPlay(model, seconds), seconds);
}

function tickPlay(model: PanelModel, seconds: number): PanelModel {
  const { run, playing, time, speed, grain } = model;
  if (!playing || !run) return model;
  const { timeline } = run;
  const next = timeAtSeconds(timeline, secondsAt(timeline, time, grain) + seconds * speed, grain);
  const end = endOf(timeline);
  return next >= end ? { ...model, time: end, playing: false } : { ...model, time: next };
}

function tickMotion(model: PanelModel, seconds: number): PanelModel {
  const motion = { ...model.motion!, elapsed: model.motion!.elapsed + seconds };
  if (!model.run || motion.elapsed >= motion.duration) {
    return { ...model, time: motion.to, motion: null };
  }
  return { ...model, time: timeOf(motion, model.run.timeline, model.grain), motion };
}

function timeOf(motion: Motion, timeline: Timeline, grain: Grain): number {
  const from = secondsAt(timeline, motion.from, grain);
  const to = secondsAt(timeline, motion.to, grain);
  const share = motion.elapsed / motion.duration;
  return timeAtSeconds(timeline, from + (to - from) * share, grain);
}

function tickOpening(model: PanelModel, seconds: number): PanelModel {
  const entries = Object.entries(model.opening);
  if (entries.length === 0) return model;
  const running = entries
    .map(([id, opening]): [string, Opening] => [
      id,
      { ...opening, elapsed: opening.elapsed + seconds },
    ])
    .filter(([, opening]) => opening.elapsed < OPENING_SECONDS);
  return { ...model, opening: Object.fromEntries(running) };
}
