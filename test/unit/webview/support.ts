/** A panel with a model that was really run, for tests of what changes it. */
import { lower, prepare, Training } from '../../../src/core/autodiff';
import type { ModelGraph } from '../../../src/core/model/graph';
import type { Snapshot } from '../../../src/protocol/messages';
import type { PanelState } from '../../../src/protocol/state';
import { withLoaded, withPlan, withSnapshot } from '../../../webview/state/edits';
import { initialModel, type PanelModel } from '../../../webview/state/model';
import type { Theme } from '../../../webview/theme';
import { xorGraph } from '../../support/graphs';

const TEXT = '#000000';

/** A theme without meaning: nothing here looks at colours. */
export const THEME: Theme = {
  scene: {
    kind: 'dark',
    background: 0,
    foreground: 1,
    muted: 2,
    border: 3,
    focus: 4,
    forward: 5,
    backward: 6,
    update: 7,
    error: 8,
    positive: 9,
    neutral: 10,
    negative: 11,
  },
  tex: { forward: TEXT, backward: TEXT, update: TEXT, value: TEXT, error: TEXT },
  fontFamily: 'sans-serif',
};

/** A snapshot of a file that holds this graph. */
export function snapshotOf(graph: ModelGraph | null, change: Partial<Snapshot> = {}): Snapshot {
  return {
    revision: 1,
    uri: 'file:///xor.backprop.yaml',
    fileName: 'xor.backprop.yaml',
    models: [],
    graph,
    stale: null,
    problems: { errors: 0, warnings: 0 },
    settings: {
      maxUnits: 16,
      speed: 1,
      reducedMotion: 'auto',
      limits: { seconds: 5, megabytes: 1024 },
    },
    ...change,
  };
}

/** What the engine answers for a graph at a training step. */
export function runOf(graph: ModelGraph, step = 0) {
  const { program, state, data } = prepare(graph);
  const training = new Training(program, state, data);
  const trace = training.goTo(step);
  const { values, loss, nonFinite } = trace;
  return {
    program,
    result: { step, values, loss, nonFinite, broken: training.brokenBy(step) },
    tail: { from: 0, losses: [...training.losses] },
  };
}

/** A panel that shows the graph. */
export function panelWith(graph = xorGraph(), state: PanelState | null = null): PanelModel {
  const opened = withSnapshot(initialModel(state, THEME), snapshotOf(graph), state === null);
  const { program, result, tail } = runOf(graph);
  return withLoaded(opened, graph, program, result, tail);
}

/** A panel that shows the graph without numbers. */
export function panelWithPlan(graph = xorGraph(), before = initialModel(null, THEME)): PanelModel {
  const opened = withSnapshot(before, snapshotOf(graph), true);
  const estimate = { macs: 3e10, bytes: 4e9, seconds: 50 };
  return withPlan(opened, { graph, program: lower(graph), estimate, state: 'asking' });
}
