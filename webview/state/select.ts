/** What follows from the model: layout, current beat, and the requests for scene and words. */
import { buildTimeline, placeAt, sampleShapes, termAt } from '../../src/core/timeline';
import { layoutNetwork, type SampleShapes } from '../../src/core/layout';
import { fitCamera } from '../../src/core/scene';
import type { ExplainRequest } from '../../src/core/explain';
import { LOSS_NODE, type Program } from '../../src/core/autodiff/program';
import type { GraphNode, ModelGraph } from '../../src/core/model/graph';
import { sameRange, type SourceRange } from '../../src/core/model/range';
import type { NetworkLayout } from '../../src/core/layout/layout';
import type { NetworkRequest } from '../../src/core/scene/request';
import type { Camera } from '../../src/core/scene/scene';
import { easeCubicInOut } from 'd3-ease';
import { OPENING_SECONDS } from '../clock/tick';
import { blankTrace } from './blank';
import { memoLast } from './memo';
import type { Display, Opening, PanelModel, Run } from './model';

/** How far a moving z|a pair is open: 0 closed, 1 open. */
export function openness({ from, to, elapsed }: Opening): number {
  return from + (to - from) * easeCubicInOut(Math.min(elapsed / OPENING_SECONDS, 1));
}

const openingOf = memoLast(
  (closed: PanelModel['closed'], opening: PanelModel['opening']): Record<string, number> => ({
    ...Object.fromEntries(closed.map((id) => [id, 0])),
    ...Object.fromEntries(Object.entries(opening).map(([id, moving]) => [id, openness(moving)])),
  }),
);

const shapesOf = memoLast(sampleShapes);

const layout = memoLast(
  (
    graph: Run['graph'],
    maxUnits: number,
    { showBiases, showErrors }: Display,
    opening: Record<string, number>,
    shapes: SampleShapes,
  ) => layoutNetwork(graph, { maxUnits, showBiases, showErrors, opening }, shapes),
);

const withoutNumbers = memoLast((graph: ModelGraph, program: Program): Run => ({
  graph,
  timeline: buildTimeline(program),
  broken: null,
  trace: blankTrace(program),
}));

/** What is drawn: the run, or the plan as a run without numbers. */
export function picturedRun({ run, plan }: PanelModel): Run | null {
  return run ?? (plan && withoutNumbers(plan.graph, plan.program));
}

/** Where everything stands; null without a picture. */
export function layoutOf(model: PanelModel): NetworkLayout | null {
  const { snapshot, display } = model;
  const run = picturedRun(model);
  if (!run || !snapshot) return null;
  const opening = openingOf(model.closed, model.opening);
  const shapes = shapesOf(run.trace.program);
  return layout(run.graph, snapshot.settings.maxUnits, display, opening, shapes);
}

/** The camera in use: the person's, or the one that fits the whole network into an area of this size. */
export function cameraOf(model: PanelModel, size = model.size): Camera {
  const bounds = layoutOf(model)?.bounds;
  if (model.camera && size === model.size) return model.camera;
  return bounds ? fitCamera(bounds, size.width, size.height) : { x: 0, y: 0, scale: 1 };
}

/** Everything that a frame of the picture is a function of; null without a picture. */
export function sceneRequest(model: PanelModel, size = model.size): NetworkRequest | null {
  const { display } = model;
  const run = picturedRun(model);
  const layout = layoutOf(model);
  if (!run || !layout) return null;
  return {
    ...run,
    layout,
    time: model.time,
    sample: model.sample,
    grain: model.grain,
    selection: model.selection,
    hover: model.hover,
    display: {
      showLabels: display.showLabels,
      showNumbers: display.showNumbers && model.run !== null,
      showLegend: true,
    },
    ...size,
    camera: cameraOf(model, size),
    theme: model.theme.scene,
    still: model.still,
  };
}

/** What the words about this moment are a function of; null without a picture. */
export function explainRequest(model: PanelModel, time = model.time): ExplainRequest | null {
  const { run, grain, sample } = model;
  return run && { ...run, time, grain, sample };
}

/** What words and formulas depend on: within a beat they change only from term to term. */
export function wordsKey({ run, time, grain, sample, theme }: PanelModel): readonly unknown[] {
  if (!run) return [null];
  const { beat, local } = placeAt(run.timeline, time);
  const term = beat && grain === 'term' ? termAt(beat, local) : null;
  return [run, beat, beat !== null && local >= 1, term, grain, sample, theme];
}

/** The text that the current beat comes from: where the layer is applied, if that is another place; null before the first beat. */
export function currentRange(model: PanelModel): SourceRange | null {
  const { run } = model;
  const beat = run && placeAt(run.timeline, model.time).beat;
  if (!beat) return null;
  const node = run.graph.nodes.find(({ id }) => id === beat.nodeId);
  const call = beat.phase === 'update' || !node ? null : ownCall(node, run.graph.nodes);
  return call ?? rangeOfNode(run, beat.nodeId);
}

/** Where a layer is applied, unless that place applies others as well, such as all layers of an `nn.Sequential`: then their own lines say more. */
function ownCall(node: GraphNode, nodes: readonly GraphNode[]): SourceRange | null {
  const { call, range } = node;
  const shared = nodes.some(
    (other) => call && other.call && sameRange(other.call, call) && !sameRange(other.range, range),
  );
  return shared ? null : (call ?? null);
}

/** The text that defines a node (the loss included). */
export function rangeOfNode(run: Run, nodeId: string): SourceRange | null {
  if (nodeId === LOSS_NODE) return run.graph.loss.range;
  return run.graph.nodes.find((node) => node.id === nodeId)?.range ?? null;
}
