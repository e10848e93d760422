import { describe, expect, it } from 'vitest';
import type { ModelGraph } from '../../../src/core/model/graph';
import { networkScene } from '../../../src/core/scene';
import { batchSize, endOf, startOf } from '../../../src/core/timeline';
import {
  graphToRun,
  sameComputation,
  withLoaded,
  withProgress,
  withSameComputation,
  withSnapshot,
  withStep,
  withStopped,
} from '../../../webview/state/edits';
import { initialModel, type PanelModel } from '../../../webview/state/model';
import { panelState } from '../../../webview/state/persist';
import { explainRequest, layoutOf, picturedRun, sceneRequest } from '../../../webview/state/select';
import { mlp, xorGraph } from '../../support/graphs';
import { panelWith, panelWithPlan, runOf, snapshotOf, THEME } from './support';

/** The same network, one line further down. */
function moved(graph: ModelGraph): ModelGraph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({
      ...node,
      range: { ...node.range, startLine: node.range.startLine + 1 },
    })),
  };
}

function load(model: PanelModel, graph: ModelGraph): PanelModel {
  const { program, result, tail } = runOf(graph);
  return withLoaded(withSnapshot(model, snapshotOf(graph), false), graph, program, result, tail);
}

describe('snapshots', () => {
  it('take the speed from the settings only on a fresh panel', () => {
    const settings = { ...snapshotOf(null).settings, speed: 2 };
    const snapshot = snapshotOf(xorGraph(), { settings });
    expect(withSnapshot(initialModel(null, THEME), snapshot, true).speed).toBe(2);
    expect(withSnapshot(initialModel(null, THEME), snapshot, false).speed).toBe(1);
    expect(withSnapshot({ ...panelWith(), speed: 4 }, snapshot, true).speed).toBe(4);
  });

  it('need a run only when the computation is another', () => {
    const panel = panelWith();
    const lineAdded = withSnapshot(panel, snapshotOf(moved(xorGraph())), false);
    expect(graphToRun(lineAdded)).toBeNull();
    const wider = withSnapshot(panel, snapshotOf(mlp([2, 5, 1])), false);
    expect(graphToRun(wider)).toBe(wider.snapshot!.graph);
  });

  it('that only move lines keep the trace and take the new lines', () => {
    const graph = moved(xorGraph());
    const panel = panelWith();
    const after = withSameComputation(withSnapshot(panel, snapshotOf(graph), false));
    expect(after.run!.graph).toBe(graph);
    expect(after.run!.trace).toBe(panel.run!.trace);
  });

  it('of graphs that are not complete are not run', () => {
    const stoppedAt = { range: xorGraph().range, reason: 'unknown layer' };
    const panel = withSnapshot(panelWith(), snapshotOf({ ...mlp([2, 3, 1]), stoppedAt }), false);
    expect(graphToRun(panel)).toBeNull();
  });

  it('without a graph leave the last picture', () => {
    const panel = panelWith();
    const after = withSnapshot(panel, snapshotOf(null), false);
    expect(withSameComputation(after).run).toBe(panel.run);
    expect(graphToRun(after)).toBeNull();
  });

  it('of another model of the file start from nothing, one of a renamed model does not', () => {
    const models = ['xor', 'other'].map((name) => ({ name, complete: true }));
    const trained = { ...panelWith(), time: 3, sample: 2, camera: { x: 0, y: 0, scale: 9 } };
    const of = (name: string, all = models) =>
      withSnapshot(trained, snapshotOf({ ...xorGraph(), name }, { models: all }), false);
    expect(of('xor')).toMatchObject({ run: trained.run, time: 3, sample: 2 });
    expect(of('other')).toMatchObject({ run: null, losses: [], time: 0, sample: 0, camera: null });
    expect(of('other', models.slice(1))).toMatchObject({ run: trained.run, time: 3 });
    expect(withSnapshot(trained, snapshotOf(null, { models }), false).run).toBeNull();
  });

  it('restore the place of an earlier page only for the model that it showed', () => {
    const models = ['xor', 'other'].map((name) => ({ name, complete: true }));
    const state = panelState({
      ...panelWith(),
      snapshot: snapshotOf(xorGraph(), { models }),
      time: 3,
    })!;
    const restored = (name: string) =>
      withSnapshot(
        initialModel(state, THEME),
        snapshotOf({ ...xorGraph(), name }, { models }),
        false,
      ).restore;
    expect(restored('xor')).toEqual({ model: 'xor', step: 0, time: 3 });
    expect(restored('other')).toBeNull();
  });

  it('tell that a file is there again', () => {
    const back = withSnapshot({ ...panelWith(), gone: 'x' }, snapshotOf(xorGraph()), false);
    expect(back.gone).toBeNull();
  });
});

it('sees through names and ranges, but not through sizes, seeds and rates', () => {
  const graph = xorGraph();
  expect(sameComputation(graph, moved(graph))).toBe(true);
  expect(sameComputation(graph, { ...graph, seed: 8 })).toBe(false);
  const faster = { ...graph, optimizer: { ...graph.optimizer, lr: 1 } };
  expect(sameComputation(graph, faster)).toBe(false);
});

describe('a newly run model', () => {
  it('keeps the place in the timeline where it makes sense', () => {
    const panel = panelWith();
    const backward = startOf(panel.run!.timeline, 'backward');
    const deeper = load({ ...panel, time: backward + 1 }, mlp([2, 4, 4, 1], { loss: 'bce' }));
    const beat = deeper.run!.timeline.beats[Math.ceil(deeper.time) - 1]!;
    expect(beat.phase).toBe('backward');
  });

  it('keeps the selection while the element exists', () => {
    const panel = panelWith();
    const weight = panel.run!.trace.program.tensors.find((t) => t.name === '0.weight')!;
    const chosen = { ...panel, selection: { tensor: weight.id, index: 7 } };
    const deeper = load(chosen, mlp([2, 4, 3, 1], { loss: 'bce', output: 'sigmoid' }));
    const kept = deeper.run!.trace.program.tensors[deeper.selection!.tensor]!;
    expect([kept.name, deeper.selection!.index]).toEqual(['0.weight', 7]);
    expect(load(chosen, mlp([2, 3, 1])).selection).toBeNull();
  });

  it('brings the sample back into the batch', () => {
    const small = load(
      { ...panelWith(), sample: 3 },
      mlp([2, 2], { data: { kind: 'random', batch: 2 } }),
    );
    expect(small.sample).toBe(1);
    expect(batchSize(small.run!.trace.program)).toBe(2);
  });

  it('goes where an earlier page was, within its own timeline', () => {
    const state = { ...panelState(panelWith())!, step: 0, time: 5, sample: 2 };
    const panel = panelWith(xorGraph(), state);
    expect(panel).toMatchObject({ time: 5, sample: 2, restore: null });
    const short = panelWith(xorGraph(), { ...state, time: 1000 });
    expect(short.time).toBe(endOf(short.run!.timeline));
  });
});

describe('training', () => {
  it('enters another step at its start, its end, or the same place', () => {
    const panel = { ...panelWith(), time: 3 };
    const { result, tail } = runOf(xorGraph(), 2);
    expect(withStep(panel, result, tail, 'start').time).toBe(0);
    expect(withStep(panel, result, tail, 'end').time).toBe(endOf(panel.run!.timeline));
    const kept = withStep(panel, result, tail, 'keep');
    expect(kept.time).toBe(3);
    expect(kept.run!.trace.step).toBe(2);
    expect(kept.losses).toHaveLength(3);
  });

  it('appends losses where they belong', () => {
    const work = { kind: 'train', goal: 9, done: 0, total: 9, share: null } as const;
    const panel = { ...panelWith(), losses: [5, 4, 3], work };
    const at = (done: number, from: number, losses: number[]) =>
      withProgress(panel, { done, total: 9, share: done / 9, tail: { from, losses } });
    expect(at(1, 3, [2]).losses).toEqual([5, 4, 3, 2]);
    expect(at(1, 1, [2]).losses).toEqual([5, 2]);
    expect(at(4, 3, [])).toMatchObject({
      losses: [5, 4, 3],
      work: { done: 4, total: 9, share: 4 / 9 },
    });
  });

  it('that is given up within a step leaves the picture and the losses so far', () => {
    const panel = { ...panelWith(), losses: [5, 4] };
    const stopped = withStopped(panel, { from: 2, losses: [3] });
    expect(stopped).toMatchObject({ losses: [5, 4, 3], work: null });
    expect(stopped.run).toBe(panel.run);
  });
});

describe('a model that is not run', () => {
  it('has a picture, and nothing in it is computed', () => {
    const panel = panelWithPlan();
    const { trace, timeline } = picturedRun(panel)!;
    expect(picturedRun(panel)).toBe(picturedRun(panel));
    expect(layoutOf(panel)!.columns.length).toBeGreaterThan(2);
    expect(trace.values.every(({ length }) => length === 0)).toBe(true);
    expect(timeline.beats.length).toBe(trace.program.ops.length);
    expect(explainRequest(panel)).toBeNull();
  });

  it('is drawn as neutral lines and empty circles without numbers', () => {
    const sized = { ...panelWithPlan(), size: { width: 800, height: 500 } };
    const scene = networkScene(sceneRequest(sized)!);
    const { background } = THEME.scene;
    expect(scene.discs.length).toBeGreaterThan(7);
    expect(new Set(scene.discs.map(({ fill }) => fill))).toEqual(new Set([background]));
    expect(JSON.stringify(scene.labels)).not.toContain('NaN');
  });

  it('takes the place of an older run, and keeps where the person was for when it is run', () => {
    const panel = panelWithPlan(mlp([2, 9, 1]), { ...panelWith(), time: 3 });
    expect(panel).toMatchObject({ run: null, time: 0, losses: [], restore: { step: 0, time: 3 } });
    expect(panelState(panel)).toBeNull();
    const after = load(panel, mlp([2, 9, 1]));
    expect(after).toMatchObject({ plan: null, time: 3, restore: null });
  });

  it('is not taken again while only lines move', () => {
    const panel = panelWithPlan();
    const line = withSnapshot(panel, snapshotOf(moved(xorGraph())), false);
    expect(graphToRun(line)).toBeNull();
    expect(withSameComputation(line).plan!.graph).toBe(line.snapshot!.graph);
    expect(graphToRun(withSnapshot(panel, snapshotOf(mlp([2, 5, 1])), false))).not.toBeNull();
  });
});

describe('what survives a reload', () => {
  it('is where the person looks', () => {
    const panel: PanelModel = { ...panelWith(), time: 4, sample: 1, speed: 2, grain: 'layer' };
    expect(panelState(panel)).toMatchObject({
      version: 1,
      uri: 'file:///xor.backprop.yaml',
      view: 'network',
      step: 0,
      time: 4,
      sample: 1,
      speed: 2,
      grain: 'layer',
      camera: null,
    });
  });

  it('comes back as it was', () => {
    const panel = { ...panelWith(), time: 4, closed: ['0'], explanationFolded: true };
    const state = panelState(panel);
    expect(panelState(panelWith(xorGraph(), state))).toEqual(state);
  });

  it('is nothing before there is a picture', () => {
    expect(panelState(initialModel(null, THEME))).toBeNull();
  });
});
