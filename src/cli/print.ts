/** A file's report as text for people. */
import { norm } from './nest';
import type { FileReport, GradientsReport, ModelReport, ProblemReport, RunReport } from './report';
import { formatTable } from './table';

/** Tables of the models, then the problems, one a line, as compilers print them. */
export function printReport(file: string, { models, problems }: FileReport): string {
  const parts = models.map((model) => printModel(file, model, problems));
  if (problems.length > 0) parts.push(problems.map((one) => printProblem(file, one)).join('\n'));
  if (parts.length === 0) parts.push(`${file}: no models`);
  return `${parts.join('\n\n')}\n`;
}

function printModel(file: string, model: ModelReport, problems: readonly ProblemReport[]): string {
  const parts = [`${model.name}  (${placeOf(file, model)}:${model.line})`, ''];
  if (model.layers.length > 0) parts.push(layerTable(model));
  if (model.invocation !== undefined) parts.push(`  made and fed: ${model.invocation}`);
  for (const assumption of model.assumptions) parts.push(`  assumed: ${assumption}`);
  if (model.stoppedAt) {
    const { line, column, reason } = model.stoppedAt;
    const listed = problems.some(({ message }) => message === reason);
    const at = placeOf(file, model.stoppedAt);
    parts.push(`  stopped at ${at}:${line}:${column}${listed ? ', see below' : `: ${reason}`}`);
  }
  if (model.refused !== undefined) parts.push('', `  not run: ${model.refused}`);
  if (model.run) parts.push('', ...runLines(model.run));
  if (model.gradientCheck) parts.push('', ...gradientLines(model.gradientCheck));
  return parts.join('\n');
}

function layerTable({ layers, parameters, macs, activationBytes }: ModelReport): string {
  const rows = layers.map((layer) => [
    layer.name,
    layer.type,
    `${shape(layer.inputShape)} → ${shape(layer.outputShape)}`,
    String(layer.parameters),
    String(layer.macs),
    String(layer.activationBytes),
  ]);
  return formatTable(
    [
      { title: 'layer', align: 'left' },
      { title: 'type', align: 'left' },
      { title: 'shape', align: 'left' },
      { title: 'parameters', align: 'right' },
      { title: 'multiply-adds', align: 'right' },
      { title: 'activation bytes', align: 'right' },
    ],
    [...rows, ['total', '', '', String(parameters), String(macs), String(activationBytes)]],
  );
}

function runLines({ loss, gradients }: RunReport): string[] {
  const rows = Object.entries(gradients).map(([name, gradient]) => [
    name,
    norm(gradient).toPrecision(6),
  ]);
  return [
    `  loss  ${loss}`,
    '',
    formatTable(
      [
        { title: 'gradient', align: 'left' },
        { title: 'norm', align: 'right' },
      ],
      rows,
    ),
  ];
}

function gradientLines({ dtype, tolerance, checks }: GradientsReport): string[] {
  const rows = checks.map(({ name, checked, elements, largestError, verdict }) => [
    name,
    `${checked} of ${elements}`,
    largestError.toExponential(1),
    verdict,
  ]);
  return [
    `  gradients in ${dtype} against finite differences in float64; errors up to ${tolerance} are ok`,
    '',
    formatTable(
      [
        { title: 'gradient', align: 'left' },
        { title: 'checked', align: 'right' },
        { title: 'largest error', align: 'right' },
        { title: 'verdict', align: 'left' },
      ],
      rows,
    ),
  ];
}

/** The file that something stands in; cells of a notebook are named behind it. */
function placeOf(file: string, { file: other }: { readonly file?: string }): string {
  if (other === undefined) return file;
  return other.startsWith('cell ') ? `${file}:${other}` : other;
}

function printProblem(file: string, problem: ProblemReport) {
  const { line, column, severity, code, message } = problem;
  return `${placeOf(file, problem)}:${line}:${column}: ${severity} ${code} ${message.replace(/\s*\n\s*/g, ' ')}`;
}

function shape(sizes: readonly number[]): string {
  return sizes.join(' × ');
}
