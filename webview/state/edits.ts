/** What arrives from outside: snapshots from the host, results from the engine. Pure changes of the model. */
import { batchSize, buildTimeline, carryOver, endOf } from '../../src/core/timeline';
import type { Program } from '../../src/core/autodiff/program';
import type { ElementRef, Trace } from '../../src/core/autodiff/trace';
import { isRunnable, type ModelGraph } from '../../src/core/model/graph';
import { elementCount } from '../../src/core/model/shape';
import type { Snapshot } from '../../src/protocol/messages';
import type { EngineReply, LossTail, StepResult } from '../engine/messages';
import type { PanelModel, Plan, Run } from './model';

type Progress = Extract<EngineReply, { type: 'progress' }>;

/** Speed and the like come from the settings only when no earlier page left its own. */
export function withSnapshot(model: PanelModel, snapshot: Snapshot, fresh: boolean): PanelModel {
  const speed = fresh && model.snapshot === null ? snapshot.settings.speed : model.speed;
  const start = showsAnother(model, snapshot) ? startOf(model) : model;
  return { ...start, snapshot, speed, gone: null };
}

/** True when the snapshot is about another model of the file than was shown, be it one of which nothing can be shown. */
export function showsAnother({ run, plan, restore }: PanelModel, snapshot: Snapshot): boolean {
  const { graph, models } = snapshot;
  const pictured = (run ?? plan)?.graph.name ?? null;
  if (!graph) return pictured !== null && models.length > 1;
  const shown = pictured ?? restore?.model ?? null;
  // A model that is renamed is no longer there under its old name.
  return shown !== null && shown !== graph.name && models.some(({ name }) => name === shown);
}

/** Before anything of a model is shown; what the person set for all models stays. */
function startOf(model: PanelModel): PanelModel {
  return {
    ...model,
    run: null,
    plan: null,
    check: null,
    losses: [],
    time: 0,
    playing: false,
    motion: null,
    sample: 0,
    camera: null,
    closed: [],
    opening: {},
    selection: null,
    hover: null,
    work: null,
    notice: null,
    failure: null,
    restore: null,
  };
}

/** The graph that the engine should take now: complete, and computing something else than what is shown; else null. */
export function graphToRun(model: PanelModel): ModelGraph | null {
  const graph = model.snapshot?.graph;
  if (!graph || !isRunnable(graph)) return null;
  const shown = (model.run ?? model.plan)?.graph;
  return shown && sameComputation(shown, graph) ? null : graph;
}

/** Takes new places in the file and names over, when the computation stayed the same. */
export function withSameComputation(model: PanelModel): PanelModel {
  const graph = model.snapshot?.graph;
  const { run, plan } = model;
  const shown = (run ?? plan)?.graph;
  if (!graph || !shown || !sameComputation(shown, graph)) return model;
  return { ...model, run: run && { ...run, graph }, plan: plan && { ...plan, graph } };
}

/** A model that is shown without numbers. Where the person looked is kept for when it is run. */
export function withPlan(model: PanelModel, plan: Plan): PanelModel {
  const { run, time } = model;
  const restore = run
    ? { model: run.graph.name, step: run.trace.step, time: model.motion?.to ?? time }
    : model.restore;
  return {
    ...model,
    plan,
    restore,
    run: null,
    check: null,
    losses: [],
    time: 0,
    playing: false,
    motion: null,
    selection: null,
    hover: null,
    failure: null,
  };
}

/** True when both compute the same numbers under the same names, wherever they stand in the file. */
export function sameComputation(a: ModelGraph, b: ModelGraph): boolean {
  return a === b || computation(a) === computation(b);
}

/** What says where something stands in the file, or in which words, and changes no number. */
const PLACES: ReadonlySet<string> = new Set([
  'range',
  'call',
  'stack',
  'assumptions',
  'invocation',
]);

function computation(graph: ModelGraph): string {
  return JSON.stringify(graph, (key, value: unknown) => (PLACES.has(key) ? undefined : value));
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
  const { broken, ...step } = result;
  const run: Run = { graph, timeline, broken, trace: { ...step, program, generator: null } };
  const before = model.run;
  const fresh = before === null && model.restore === null;
  const at = model.motion?.to ?? model.time;
  const time = before
    ? carryOver(before.timeline, at, timeline)
    : Math.min(model.restore?.time ?? 0, endOf(timeline));
  return {
    ...model,
    run,
    plan: null,
    check: null,
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
  const { broken, ...step } = result;
  const time = place === 'keep' ? model.time : place === 'start' ? 0 : endOf(run.timeline);
  return {
    ...model,
    run: { ...run, broken, trace: { ...step, program: run.trace.program, generator: null } },
    check: null,
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
  { done, total, share, tail }: Pick<Progress, 'done' | 'total' | 'share' | 'tail'>,
): PanelModel {
  if (!model.work) return model;
  const losses = model.work.kind === 'train' ? withTail(model.losses, tail) : model.losses;
  return { ...model, work: { ...model.work, done, total, share }, losses };
}

/** Training that was given up in the middle of a step: the step that is shown stays. */
export function withStopped(model: PanelModel, tail: LossTail): PanelModel {
  return { ...model, work: null, losses: withTail(model.losses, tail) };
}

function withTail(losses: readonly number[], tail: LossTail): readonly number[] {
  return tail.losses.length === 0 ? losses : [...losses.slice(0, tail.from), ...tail.losses];
}

/** The first sample whose input is not all zeros, since zeros send nothing through the weights; else the first. */
function tellingSample({ program, values }: Trace): number {
  const input = values[program.inputs[0]!]!;
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
