/** Where in time the panel is, and how it moves: pure changes of the model. */
import {
  endOf,
  secondsAt,
  startOf,
  stepBack,
  stepForward,
  totalSeconds,
} from '../../src/core/timeline';
import { GRAINS, type Grain } from '../../src/core/timeline/timeline';
import type { PanelModel } from './model';

/** What one press of a step key asks for: another time of this training step, or another training step. */
export type Move =
  | { readonly kind: 'time'; readonly to: number }
  | { readonly kind: 'training'; readonly step: number; readonly at: 'start' | 'end' }
  | { readonly kind: 'none' };

/** One step forward moves for at most this long at speed 1, and one step back for exactly this long, in seconds. */
const LONGEST_STEP = 2.4;
const STEP_BACK = 0.18;

/** Ends a running step at once, at its goal. */
export function settle(model: PanelModel): PanelModel {
  return model.motion ? { ...model, time: model.motion.to, motion: null } : model;
}

/** Where one step leads from here; `model` must be settled. */
export function nextMove(model: PanelModel, direction: 1 | -1, grain: Grain): Move {
  const { run, time } = model;
  if (!run) return { kind: 'none' };
  const { timeline, trace } = run;
  if (direction > 0) {
    return time >= endOf(timeline)
      ? { kind: 'training', step: trace.step + 1, at: 'start' }
      : { kind: 'time', to: stepForward(timeline, time, grain) };
  }
  if (time > 0) return { kind: 'time', to: stepBack(timeline, time, grain) };
  return trace.step > 0 ? { kind: 'training', step: trace.step - 1, at: 'end' } : { kind: 'none' };
}

/** The grain that a coarse step moves at: layers, or phases when the person already steps by layers. */
export function coarser(grain: Grain): Grain {
  return grain === 'operation' || grain === 'term' ? 'layer' : 'phase';
}

/** The next grain in the list, from the last back to the first. */
export function nextGrain(grain: Grain): Grain {
  return GRAINS[(GRAINS.indexOf(grain) + 1) % GRAINS.length]!;
}

/** Starts the short movement of one step, or jumps where motion is to be avoided. */
export function moveTo(model: PanelModel, to: number): PanelModel {
  const settled = { ...settle(model), playing: false };
  const { run, time, speed, grain, still } = settled;
  if (!run || still || to === time) return { ...settled, time: to };
  const seconds = secondsAt(run.timeline, to, grain) - secondsAt(run.timeline, time, grain);
  const duration = seconds > 0 ? Math.min(seconds, LONGEST_STEP) / speed : STEP_BACK;
  return { ...settled, motion: { from: time, to, elapsed: 0, duration } };
}

/** Jumps to a time, as the scrubber does. */
export function jumpTo(model: PanelModel, time: number): PanelModel {
  const end = model.run ? endOf(model.run.timeline) : 0;
  return { ...model, time: Math.min(Math.max(time, 0), end), playing: false, motion: null };
}

/** The training step that is shown, or that the engine is on its way to. */
export function stepAhead({ run, work }: PanelModel): number {
  return work?.kind === 'train' ? work.goal : (run?.trace.step ?? 0);
}

/** The times that keys jump to; that of the backward pass is when its first beat is done, so that it is the one explained. */
export function landmark(model: PanelModel, mark: 'first' | 'last' | 'backward'): number {
  const { run } = model;
  if (!run || mark === 'first') return 0;
  return mark === 'last' ? endOf(run.timeline) : startOf(run.timeline, 'backward') + 1;
}

/** True when everything of this training step has happened. */
export function atEnd(model: PanelModel): boolean {
  return model.run !== null && (model.motion?.to ?? model.time) >= endOf(model.run.timeline);
}

/** The place as a share of the training step's playing time. */
export function shareAt(model: PanelModel): number {
  const { run } = model;
  if (!run) return 0;
  return secondsAt(run.timeline, model.time, model.grain) / totalSeconds(run.timeline, model.grain);
}
