/** Requests for scenes of small networks, in the colours of the four kinds of theme. */
import { lower, materializeData, runStep } from '../../../src/core/autodiff';
import type { Values } from '../../../src/core/autodiff/values';
import { firstTrace, stateWith } from '../../support/runs';
import type { PrimitiveName } from '../../../src/core/autodiff/attributes';
import { layoutNetwork } from '../../../src/core/layout';
import type { LayoutOptions } from '../../../src/core/layout/layout';
import type { ModelGraph } from '../../../src/core/model/graph';
import { fitCamera } from '../../../src/core/scene';
import type { NetworkRequest } from '../../../src/core/scene/request';
import type { Label, LabelContent, SceneTheme } from '../../../src/core/scene/scene';
import { buildTimeline, sampleShapes } from '../../../src/core/timeline';
import { DEFAULTS } from '../../../webview/theme/defaults';
import { GraphBuilder, mlp, xorGraph } from '../../support/graphs';

export const DARK: SceneTheme = { kind: 'dark', ...DEFAULTS.dark };

/** The shipped colours; the light editor's own secondary text is a little paler than ours. */
export const THEMES: readonly SceneTheme[] = [
  DARK,
  { kind: 'light', ...DEFAULTS.light, muted: 0x717171 },
  { kind: 'hc-dark', ...DEFAULTS['hc-dark'] },
  { kind: 'hc-light', ...DEFAULTS['hc-light'] },
];

const LAYOUT: LayoutOptions = { maxUnits: 16, showBiases: true, showErrors: true, opening: {} };

/** A request for a 900 by 630 frame before the first beat, with parts of it replaced. */
export function requestFor(
  graph: ModelGraph,
  changes: Partial<NetworkRequest> = {},
  options: Partial<LayoutOptions> = {},
  parameters: readonly Values[] | null = null,
): NetworkRequest {
  const program = lower(graph);
  const trace = parameters
    ? runStep(program, stateWith(parameters), materializeData(graph), 0)
    : firstTrace(graph);
  const layout = layoutNetwork(graph, { ...LAYOUT, ...options }, sampleShapes(program));
  const { width = 900, height = 630 } = changes;
  return {
    graph,
    trace,
    timeline: buildTimeline(program),
    layout,
    time: 0,
    sample: 1,
    grain: 'operation',
    selection: null,
    hover: null,
    display: { showLabels: true, showNumbers: true, showLegend: true },
    width,
    height,
    camera: fitCamera(layout.bounds, width, height),
    theme: DARK,
    still: false,
    ...changes,
  };
}

/** The time at which a share of the nth operation of this kind has passed. */
export function timeIn(
  { trace }: NetworkRequest,
  primitive: PrimitiveName,
  nth = 0,
  local = 1,
): number {
  return trace.program.ops.filter((op) => op.primitive === primitive)[nth]!.index + local;
}

/** A label as one line of text: base, subscript, superscript, tail. */
export function textOf({ content }: { content: LabelContent }): string {
  if (content.kind === 'text') return content.text;
  const { base, sub, sup, tail } = content;
  return `${base}${sub && `_${sub}`}${sup && `^${sup}`}${tail}`;
}

export function textsOf(labels: readonly Label[]): string[] {
  return labels.map(textOf);
}

/** Networks of many shapes. */
export const NETWORKS: Readonly<Record<string, () => ModelGraph>> = {
  xor: xorGraph,
  'two outputs': () => mlp([2, 2, 2], { output: 'sigmoid', activation: 'sigmoid' }),
  classes: () => mlp([5, 7, 3], { loss: 'cross_entropy', activation: 'relu' }),
  'wide and collapsed': () => mlp([40, 20, 10], { loss: 'nll', output: 'log_softmax' }),
  residual: () => {
    const builder = new GraphBuilder([3]);
    const start = builder.linear('input', 4, 'embed');
    const inner = builder.elementwise(builder.linear(start, 5), 'tanh');
    builder.linear(builder.add([builder.linear(inner, 4), start], 'sum'), 2, 'head');
    return builder.build();
  },
  branches: () => {
    const builder = new GraphBuilder([3], { loss: 'cross_entropy' });
    const left = builder.elementwise(builder.linear('input', 3, 'left'), 'tanh');
    const right = builder.linear(builder.linear('input', 2, 'right'), 2);
    builder.linear(builder.concat([left, right]), 3, 'head');
    return builder.build();
  },
  positions: () => {
    const builder = new GraphBuilder([3, 2]);
    builder.linear(builder.flatten(builder.softmax(builder.linear('input', 3))), 2);
    return builder.build();
  },
};
