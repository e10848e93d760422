/** Requests for scenes of small networks, in the colours of the four kinds of theme. */
import { initialParameters, lower, materializeData, runStep } from '../../../src/core/autodiff';
import type { PrimitiveName } from '../../../src/core/autodiff/program';
import { layoutNetwork } from '../../../src/core/layout';
import type { LayoutOptions } from '../../../src/core/layout/layout';
import type { ModelGraph } from '../../../src/core/model/graph';
import { fitCamera } from '../../../src/core/scene';
import type { NetworkRequest } from '../../../src/core/scene/request';
import type { Label, LabelContent, SceneTheme } from '../../../src/core/scene/scene';
import { buildTimeline } from '../../../src/core/timeline';
import { GraphBuilder, mlp, xorGraph } from '../../support/graphs';

export const DARK: SceneTheme = {
  kind: 'dark',
  background: 0x1f1f1f,
  foreground: 0xcccccc,
  muted: 0x9d9d9d,
  border: 0x2b2b2b,
  focus: 0x0078d4,
  forward: 0x4da3ff,
  backward: 0xf2a33a,
  update: 0x89d185,
  error: 0xf48771,
  positive: 0x5fc296,
  neutral: 0x8c8c8c,
  negative: 0xb48ade,
};

export const THEMES: readonly SceneTheme[] = [
  DARK,
  {
    kind: 'light',
    background: 0xffffff,
    foreground: 0x3b3b3b,
    muted: 0x717171,
    border: 0xe5e5e5,
    focus: 0x005fb8,
    forward: 0x0b62c4,
    backward: 0xa85400,
    update: 0x1e7a34,
    error: 0xb3261e,
    positive: 0x1b7352,
    neutral: 0x6e6e6e,
    negative: 0x7b3fa8,
  },
  {
    kind: 'hc-dark',
    background: 0x000000,
    foreground: 0xffffff,
    muted: 0xffffff,
    border: 0x6fc3df,
    focus: 0xf38518,
    forward: 0x6fb9ff,
    backward: 0xffb454,
    update: 0x9be89a,
    error: 0xff9e8c,
    positive: 0x7be0b3,
    neutral: 0xa6a6a6,
    negative: 0xd0aaf5,
  },
  {
    kind: 'hc-light',
    background: 0xffffff,
    foreground: 0x292929,
    muted: 0x292929,
    border: 0x0f4a85,
    focus: 0x006bbd,
    forward: 0x0a4e9b,
    backward: 0x7a3c00,
    update: 0x0f5a22,
    error: 0x8f1414,
    positive: 0x0d5238,
    neutral: 0x595959,
    negative: 0x5b2485,
  },
];

const LAYOUT: LayoutOptions = { maxUnits: 16, showBiases: true, showErrors: true, opening: {} };

/** A request for a 900 by 630 frame before the first beat, with parts of it replaced. */
export function requestFor(
  graph: ModelGraph,
  changes: Partial<NetworkRequest> = {},
  options: Partial<LayoutOptions> = {},
  parameters = initialParameters(graph),
): NetworkRequest {
  const program = lower(graph);
  const trace = runStep(program, parameters, materializeData(graph), 0);
  const layout = layoutNetwork(graph, { ...LAYOUT, ...options });
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
