/** Checks one model file: parses it, and runs its models when asked. Pure: text in, report out. */
import {
  checkGradients,
  estimateStep,
  exceeds,
  gradientTolerance,
  lower,
  measureRate,
  prepare,
  runStep,
  stepCost,
  type Estimate,
  type Limits,
  type NodeCost,
} from '../core/autodiff';
import { layerCosts } from '../core/autodiff/layer-costs';
import type { Trace } from '../core/autodiff/trace';
import { parametersOf } from '../core/model/find';
import { isComplete, isRunnable } from '../core/model/graph';
import type { GraphNode, ModelGraph } from '../core/model/graph';
import type { Problem } from '../core/model/problem';
import type { SourceRange } from '../core/model/range';
import { elementCount } from '../core/model/shape';
import { nest } from './nest';
import { readModels } from './read-models';
import { REPORT_VERSION } from './report';
import type {
  FileReport,
  GradientsReport,
  LayerReport,
  ModelReport,
  Place,
  ProblemReport,
  RunReport,
} from './report';

/** What is asked for besides layers and problems. */
export interface Asked {
  readonly run: boolean;
  readonly gradients: boolean;
  /** Run also what is above the limits. */
  readonly force: boolean;
  /** A clock in milliseconds. */
  now(): number;
}

/** The same as the extension's settings have by default. */
const LIMITS: Limits = { seconds: 5, bytes: 1024e6 };

/** Reports on the text of one file; other files that it imports are read by `readText`. */
export function checkText(
  text: string,
  fileName: string,
  asked: Asked,
  readText: (file: string) => string,
): FileReport {
  const { models, problems } = readModels(text, fileName, readText);
  return {
    version: REPORT_VERSION,
    models: models.map((model) => reportModel(model, problems, asked)),
    problems: problems.map(reportProblem),
  };
}

/** Reports on a file that could not be read; the message is a whole sentence. */
export function unreadable(message: string): FileReport {
  const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    version: REPORT_VERSION,
    models: [],
    problems: [{ severity: 'error', code: 'unreadable-file', message, ...start, fixes: [] }],
  };
}

function reportModel(graph: ModelGraph, problems: readonly Problem[], asked: Asked): ModelReport {
  const costs = layerCosts(graph);
  const layers = graph.nodes
    .filter(({ op }) => op.type !== 'input')
    .map((node) => reportLayer(node, costs[node.id] ?? { macs: 0, activationBytes: 0 }));
  const { stoppedAt } = graph;
  return {
    name: graph.name,
    ...fileOf(graph.range),
    line: graph.range.startLine + 1,
    complete: isComplete(graph),
    ...(stoppedAt && {
      stoppedAt: {
        ...fileOf(stoppedAt.range),
        line: stoppedAt.range.startLine + 1,
        column: stoppedAt.range.startColumn + 1,
        reason: stoppedAt.reason,
      },
    }),
    ...(graph.invocation !== undefined && { invocation: graph.invocation }),
    assumptions: graph.assumptions.map(({ message }) => message),
    layers,
    parameters: sum(parametersOf(graph).map(({ shape }) => elementCount(shape))),
    macs: sum(layers.map((layer) => layer.macs)),
    activationBytes: sum(layers.map((layer) => layer.activationBytes)),
    problems: problems.filter(({ range }) => contains(graph.range, range)).map(reportProblem),
    ...(isRunnable(graph) && reportStep(graph, asked)),
  };
}

function reportLayer(node: GraphNode, { macs, activationBytes }: NodeCost): LayerReport {
  return {
    name: node.id,
    type: node.type,
    inputShape: node.inputShape,
    outputShape: node.outputShape,
    parameters: sum(node.parameters.map(({ shape }) => elementCount(shape))),
    macs,
    activationBytes,
    ...fileOf(node.range),
    line: node.range.startLine + 1,
  };
}

/** The cost of a training step, and the first one itself when it is asked for and not too much. */
function reportStep(
  graph: ModelGraph,
  asked: Asked,
): Pick<ModelReport, 'step' | 'refused' | 'run' | 'gradientCheck'> {
  const program = lower(graph);
  if (!asked.run) {
    const { macs, bytes } = stepCost(program);
    return { step: { macs, bytes } };
  }
  const step = estimateStep(
    program,
    measureRate(() => asked.now()),
  );
  if (!asked.force && exceeds(step, LIMITS)) return { step, refused: whyRefused(step) };
  const { state, data } = prepare(graph, program);
  const trace = runStep(program, state, data, 0);
  return {
    step,
    run: reportRun(trace),
    ...(asked.gradients && { gradientCheck: reportGradients(trace) }),
  };
}

function whyRefused({ macs, bytes, seconds }: Estimate): string {
  const memory = Math.ceil(bytes / 1e6);
  return `One training step takes about ${macs} multiply-adds (about ${Math.ceil(seconds)} s) and ${memory} MB of memory. Add --force to run it.`;
}

function reportRun(trace: Trace): RunReport {
  const { program } = trace;
  const names = program.parameters.map((id) => [program.tensors[id]!.name, id] as const);
  return {
    loss: trace.loss,
    outputs: nested(trace, program.prediction),
    parameters: Object.fromEntries(names.map(([name, id]) => [name, nested(trace, id)])),
    gradients: Object.fromEntries(
      names.flatMap(([name, id]) => {
        const gradient = program.gradientOf[id];
        return typeof gradient === 'number' ? [[name, nested(trace, gradient)]] : [];
      }),
    ),
  };
}

function reportGradients(trace: Trace): GradientsReport {
  const { dtype } = trace.program;
  return {
    dtype,
    tolerance: gradientTolerance(dtype),
    checks: checkGradients(trace).map(({ name, checked, elements, largestError, verdict }) => ({
      name,
      checked,
      elements,
      largestError,
      verdict,
    })),
  };
}

function nested(trace: Trace, tensor: number) {
  return nest(trace.values[tensor]!, trace.program.tensors[tensor]!.shape);
}

function reportProblem({ severity, code, message, range, fixes }: Problem): ProblemReport {
  return {
    severity,
    code,
    message,
    ...place(range),
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ ...place(edit.range), newText: edit.newText })),
    })),
  };
}

/** The file or the notebook's cell of a range, where it is not the file that was asked for. */
function fileOf({ file }: SourceRange): { readonly file?: string } {
  return file === undefined ? {} : { file };
}

function place({ startLine, startColumn, endLine, endColumn, file }: SourceRange): Place {
  return {
    ...(file !== undefined && { file }),
    line: startLine + 1,
    column: startColumn + 1,
    endLine: endLine + 1,
    endColumn: endColumn + 1,
  };
}

function contains(outer: SourceRange, inner: SourceRange): boolean {
  const startsBefore =
    outer.startLine < inner.startLine ||
    (outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn);
  const endsAfter =
    outer.endLine > inner.endLine ||
    (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return startsBefore && endsAfter;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
