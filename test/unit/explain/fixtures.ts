/** Runs of many small networks that together use every primitive, every function and every loss. */
import { ELEMENTWISE_NAMES } from '../../../src/core/model/elementwise-names';
import { lower } from '../../../src/core/autodiff';
import { firstTrace } from '../../support/runs';
import type { Trace } from '../../../src/core/autodiff/trace';
import type { ElementwiseName } from '../../../src/core/model/elementwise';
import type { LossKind, ModelGraph } from '../../../src/core/model/graph';
import { buildTimeline, type Grain, type Timeline } from '../../../src/core/timeline';
import type { ExplainRequest } from '../../../src/core/explain';
import { layerGraphs } from './layers';
import { elementwise, givenData, GraphBuilder, mlp, xorGraph } from '../../support/graphs';

export interface Run {
  readonly name: string;
  readonly graph: ModelGraph;
  readonly trace: Trace;
  readonly timeline: Timeline;
}

export function runOf(name: string, graph: ModelGraph): Run {
  const program = lower(graph);
  const trace = firstTrace(graph);
  return { name, graph, trace, timeline: buildTimeline(program) };
}

/** The moment of a run. */
export function at(
  { graph, trace, timeline }: Run,
  time: number,
  grain: Grain = 'operation',
  sample = 0,
): ExplainRequest {
  return { graph, trace, timeline, time, grain, sample };
}

/** The moment at which the first operation with this primitive is done. */
export function after(run: Run, primitive: string, grain: Grain = 'operation', sample = 0) {
  const op = run.trace.program.ops.find((o) => o.primitive === primitive);
  if (!op) throw new Error(`${run.name} has no ${primitive}`);
  return at(run, op.index + 1, grain, sample);
}

const random = (batch: number) => ({ kind: 'random', batch }) as const;

/** A block that adds its input, branches that are joined, and a layer whose output is used three times. */
export function branched(loss: LossKind = 'cross_entropy', batch = 2): ModelGraph {
  const builder = new GraphBuilder([3], { loss, data: random(batch) });
  const first = builder.linear('input', 3);
  const act = builder.elementwise(first, 'relu');
  const sum = builder.add(['input', act]);
  const joined = builder.concat([sum, first]);
  builder.linear(joined, 3, 'head_50%_of_$x^2$');
  return builder.build();
}

/** A picture of 1 × 2 × 3 numbers, made flat. */
function picture(): ModelGraph {
  const builder = new GraphBuilder([1, 2, 3], { loss: 'mse' });
  const each = builder.linear('input', 4);
  builder.linear(builder.flatten(builder.elementwise(each, 'tanh')), 2);
  return builder.build();
}

/** One function with every branch of it: inputs far below, around and far above 0. */
export function functionGraph(fn: ElementwiseName, options = {}): ModelGraph {
  const input = [[-7], [-3], [-1], [-0.3], [0], [0.2], [0.5], [1], [2.5], [3], [6], [30]];
  const data = givenData(
    input,
    input.map(() => [0.25]),
  );
  const builder = new GraphBuilder([1], { loss: 'mse', reduction: 'sum', data });
  builder.elementwise('input', elementwise(fn, options));
  return builder.build();
}

const losses: readonly LossKind[] = ['mse', 'l1', 'huber', 'bce_with_logits', 'cross_entropy'];

/** Everything that has a formula. */
export function allRuns(): Run[] {
  return [
    runOf('xor', xorGraph()),
    ...losses.map((loss) => runOf(loss, mlp([2, 3, 3], { loss, data: random(3) }))),
    runOf('bce sum', mlp([3, 2], { loss: 'bce', output: 'sigmoid', reduction: 'sum' })),
    runOf('huber far', mlp([2, 2], { loss: 'huber', delta: 0.2, data: random(1) })),
    runOf('nll', mlp([2, 6], { loss: 'nll', output: 'log_softmax' })),
    runOf('softmax', mlp([2, 12, 7], { output: 'softmax', bias: false })),
    runOf('branched', branched()),
    runOf('branched alone', branched('mse', 1)),
    runOf('picture', picture()),
    runOf('wide', mlp([11, 13, 10], { data: random(9) })),
    runOf('broken', mlp([2, 2], { given: { '0.weight': [Infinity, 1, NaN, -1e-12] } })),
    ...ELEMENTWISE_NAMES.map((fn) => runOf(fn, functionGraph(fn))),
    runOf('gelu tanh', functionGraph('gelu', { approximate: 'tanh' })),
    runOf('celu 2', functionGraph('celu', { alpha: 2 })),
    runOf('elu 0.5', functionGraph('elu', { alpha: 0.5 })),
    runOf('softplus 3', functionGraph('softplus', { beta: 3, threshold: 2 })),
    runOf('clamp', functionGraph('clamp', { min: -1, max: 2 })),
    runOf('power', functionGraph('power', { exponent: 3 })),
    ...Object.entries(layerGraphs()).map(([name, graph]) => runOf(name, graph)),
  ];
}

/** The sides of a formula without colours, from left to right. */
export function sides(tex: string): string[] {
  return plain(tex)
    .split(/=|\\leftarrow/)
    .map((side) => side.trim());
}

/** A formula without colours, alignment and line breaks. */
export function plain(tex: string): string {
  let text = tex;
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(
      /\\(?:fwd|bwd|upd|val|err)\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g,
      '$1',
    );
  }
  return text
    .replace(/\\(begin|end)\{aligned\}/g, '')
    .replace(/\\\\ &\\quad \{\}/g, '')
    .replace(/\\\\ &(?= *=)|&(?= *(=|\\leftarrow))/g, '')
    .replace(/^ *& /, '')
    .replace(/\\\\ +& /g, '; ')
    .replace(/\s+/g, ' ')
    .trim();
}
