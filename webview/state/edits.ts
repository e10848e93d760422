/** What arrives from outside: snapshots from the host, results from the engine. Pure changes of the model. */
import { batchSize, buildTimeline, carryOver, endOf } from '../../src/core/timeline';
import type { Program } from '../../src/core/autodiff/program';
import type { ElementRef, Trace } from '../../src/core/autodiff/trace';
import { isComplete, type ModelGraph } from '../../src/core/model/graph';
import { elementCount } from '../../src/core/model/shape';
import type { Snapshot } from '../../src/protocol/messages';
import type { LossTail, StepResult } from '../engine/messages';
import type { PanelModel, Run } from './model';

/** Speed and the like come from the settings only when no earlier page left its own. */
export function withSnapshot(model: PanelModel, snapshot: Snapshot, fresh: boolean): PanelModel {
  const speed = fresh && model.snapshot === null ? snapshot.settings.speed : model.speed;
  return { ...model, snapshot, speed, gone: null };
}

/** The graph that the engine should run now: complete, and computing something else than what is shown; else null. */
export function graphToRun(model: PanelModel): ModelGraph | null {
  const graph = model.snapshot?.graph;
  if (!graph || !isComplete(graph)) return null;
  return model.run && sameComputation(model.run.graph, graph) ? null : graph;
}

/** Takes new places in the file and names over, when the computation stayed the same. */
export function withSameComputation(model: PanelModel): PanelModel {
  const graph = model.snapshot?.graph;
  if (!graph || !model.run || !sameComputation(model.run.graph, graph)) return model;
  return { ...model, run: { ...model.run, graph } };
}

/** True when both compute the same numbers under the same names, wherever they stand in the file. */
export function sameComputation(a: ModelGraph, b: ModelGraph): boolean {
  return a === b || computation(a) === computation(b);
}

function computation(graph: ModelGraph): string {
  return JSON.stringify(graph, (key, value: unknown) =>
    key === 'range' || key === 'assumptions' ? undefined : value,
  );
}

/** A newly run model: the place in the timeline, the sample and the selection are kept where they still make sense. */
export function withLoaded(
  model: PanelModel,
  graph: ModelGraph,
  program: Program,
  result: StepResult,
  tail: LossTail,
): PanelModel {
  const timeline = buildTimeline(program);
  const run: Run = { graph, timeline, trace: { ...result, program } };
  const before = model.run;
  const fresh = before === null && model.restore === null;
  const at = model.motion?.to ?? model.time;
  const time = before
    ? carryOver(before.timeline, at, timeline)
    : Math.min(model.restore?.time ?? 0, endOf(timeline));
  return {
    ...model,
    run,
    time,
    motion: null,
    work: null,
    failure: null,
    restore: null,
    losses: withTail([], tail),
    sample: Math.min(fresh ? tellingSample(run.trace) : model.sample, batchSize(program) - 1),
    selection: before && sameElement(model.selection, before.trace, run.trace),
    hover: null,
  };
}

/** Another training step of the same model. */
export function withStep(
  model: PanelModel,
  result: StepResult,
  tail: LossTail,
  place: 'start' | 'end' | 'keep',
): PanelModel {
  const { run } = model;
  if (!run) return model;
  const time = place === 'keep' ? model.time : place === 'start' ? 0 : endOf(run.timeline);
  return {
    ...model,
    run: { ...run, trace: { ...result, program: run.trace.program } },
    time,
    motion: null,
    work: null,
    failure: null,
    losses: withTail(model.losses, tail),
  };
}

/** How far the engine has come. */
export function withProgress(
  model: PanelModel,
  done: number,
  total: number,
  tail: LossTail,
): PanelModel {
  if (!model.work) return model;
  const losses = model.work.kind === 'train' ? withTail(model.losses, tail) : model.losses;
  return { ...model, work: { ...model.work, done, total }, losses };
}

function withTail(losses: readonly number[], tail: LossTail): readonly number[] {
  return tail.losses.length === 0 ? losses : [...losses.slice(0, tail.from), ...tail.losses];
}

/** The first sample whose input is not all zeros, since zeros send nothing through the weights; else the first. */
function tellingSample({ program, values }: Trace): number {
  const input = values[program.input]!;
  const first = input.findIndex((value) => value !== 0);
  return first < 0 ? 0 : Math.floor((first * batchSize(program)) / input.length);
}

/** The element of the same name and place in the new program, if there still is one. */
function sameElement(element: ElementRef | null, from: Trace, to: Trace): ElementRef | null {
  const old = element && from.program.tensors[element.tensor];
  if (!old) return null;
  const tensor = to.program.tensors.find(
    (t) => t.name === old.name && t.role === old.role && t.partial === old.partial,
  );
  if (!tensor || element.index >= elementCount(tensor.shape)) return null;
  return { tensor: tensor.id, index: element.index };
}
