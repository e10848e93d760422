/** Further remarks on an operation: the batch, shares of gradients, class targets, slopes of zero, numbers that are none. */
import * as l10n from '@vscode/l10n';
import { elementwiseDerivative } from '../autodiff';
import type { TensorId } from '../autodiff/program';
import { elementCount, formatShape, sameShape } from '../model/shape';
import { isPerSample, sampleAxes, sampleElements } from '../timeline';
import { firstOfSample, shapeOf, valueAt, type Context } from './context';
import { elementName, nodeLabel } from './names';
import { formatNumber } from './numbers';
import { isSpread, sharesOf } from './symbols';

/** All remarks on the operation, or null when there is nothing to add. */
export function noteOf(c: Context): string | null {
  const notes = [
    ...primitiveNotes(c),
    ...batchNotes(c),
    ...shareNotes(c),
    ...inputNotes(c),
    ...finiteNotes(c),
  ];
  return notes.length > 0 ? notes.join(' ') : null;
}

function primitiveNotes(c: Context): string[] {
  const { op } = c;
  switch (op.primitive) {
    case 'nll':
    case 'cross_entropy':
      return classNotes(c, op.inputs[1]!, op.attributes.ignoreIndex);
    case 'nll_grad':
    case 'cross_entropy_grad':
      return [
        ...classNotes(c, op.inputs[2]!, op.attributes.ignoreIndex),
        ...(c.program.tensors[op.inputs[2]!]!.integer
          ? [l10n.t('A class is a label, not a quantity, so the target has no gradient.')]
          : []),
      ];
    case 'reshape':
      return [shapesNote(c)];
    case 'rearrange':
    case 'resample':
      return sameShape(shapeOf(c, op.inputs[0]!), shapeOf(c, op.output)) ? [] : [shapesNote(c)];
    case 'pointwise_loss':
      return op.attributes.loss === 'bce' ? floorNote(c) : [];
    case 'elementwise_grad':
      return flatNote(c, (x) => elementwiseDerivative(op.attributes.function, x));
    case 'linear_grad_weight':
      return mergedNotes(c, 2);
    case 'linear_grad_bias':
      return mergedNotes(c, 1);
    case 'lookup':
    case 'lookup_grad':
      return integerNotes(c, op.inputs[1]!);
    case 'normalize':
    case 'normalize_grad':
      return [l10n.t('ε is {0}; it keeps the division safe.', formatNumber(op.attributes.eps))];
    case 'sgd':
      return [rateNote(op.attributes.lr)];
    case 'adaptive_step':
      return op.attributes.lr === -1 ? [] : [rateNote(op.attributes.lr)];
    default:
      return [];
  }
}

function rateNote(lr: number): string {
  return l10n.t(
    'The learning rate η is {0}. The new values are used from the next training step on.',
    formatNumber(lr),
  );
}

function shapesNote(c: Context): string {
  return l10n.t(
    '{0} becomes {1}.',
    formatShape(shapeOf(c, c.op.inputs[0]!)),
    formatShape(shapeOf(c, c.op.output)),
  );
}

/** One layer used its parameter several times, as a recurrent one at every time step, and the sum is over all of them. */
function mergedNotes(c: Context, operands: number): string[] {
  const uses = c.op.inputs.length / operands;
  if (uses === 1) return [];
  return [l10n.t('The parameter was used {0} times; the sum is over all of these uses.', uses)];
}

function integerNotes(c: Context, index: TensorId): string[] {
  if (!c.program.tensors[index]!.integer) return [];
  return [l10n.t('The places are whole numbers, so there is no gradient for them.')];
}

function classNotes(c: Context, classes: TensorId, ignored: number | null): string[] {
  if (!c.program.tensors[classes]!.integer) return [];
  const target = valueAt(c, classes, firstOfSample(c, classes));
  if (target === ignored)
    return [l10n.t('The class {0} is ignored: this sample counts nothing.', target)];
  return [
    l10n.t(
      'The right class is {0}, counted from 0 as in code; in the formula c = {1}.',
      target,
      target + 1,
    ),
  ];
}

/** PyTorch keeps the logarithms of bce above −100. */
function floorNote(c: Context): string[] {
  const prediction = c.op.inputs[0]!;
  const run = sampleElements(c.program, prediction, c.sample);
  let certain = false;
  for (let i = 0; i < run.count && !certain; i += 1) {
    const p = valueAt(c, prediction, run.at(i));
    certain = p === 0 || p === 1;
  }
  return certain ? [l10n.t('As in PyTorch, no logarithm falls below −100.')] : [];
}

/** Most units of which those with slope 0 are counted. */
const MOST_COUNTED = 20_000;

function flatNote(c: Context, slopeAt: (x: number) => number): string[] {
  const x = c.op.inputs[1]!;
  const run = sampleElements(c.program, x, c.sample);
  const { count } = run;
  if (count > MOST_COUNTED) return [];
  let flat = 0;
  for (let i = 0; i < count; i += 1) if (slopeAt(valueAt(c, x, run.at(i))) === 0) flat += 1;
  if (flat === 0) return [];
  return [
    l10n.t('{0} of {1} units have slope 0 for this sample and pass nothing back.', flat, count),
  ];
}

function batchNotes(c: Context): string[] {
  const errors = elementCount(shapeOf(c, c.program.errors));
  const mean = c.graph.loss.reduction === 'mean' && errors > 1;
  if (c.op.phase === 'update') return [];
  if (c.op.output === c.program.loss) {
    return c.batch > 1 && c.program.target !== null
      ? [l10n.t('There are {0} errors, from {1} samples.', errors, c.batch)]
      : [];
  }
  if (c.op.primitive === 'one') return [];
  const notes: string[] = [];
  if (c.batch > 1) notes.push(...sampleNotes(c));
  const isFirst = c.program.tensors[c.op.output]!.of === c.program.errors;
  if (mean && c.op.phase === 'backward' && !isFirst) {
    notes.push(
      l10n.t('The factor 1/{0} of the mean is already contained in what comes back.', errors),
    );
  }
  return notes;
}

function sampleNotes(c: Context): string[] {
  const shown = c.sample + 1;
  if (isPerSample(c.program, c.op.output)) {
    return mixesSamples(c)
      ? [
          l10n.t(
            'Sample {0} of {1}; here the samples of the batch depend on each other.',
            shown,
            c.batch,
          ),
        ]
      : [
          l10n.t(
            'Sample {0} of {1}; every other sample goes the same way on its own.',
            shown,
            c.batch,
          ),
        ];
  }
  const { of } = c.program.tensors[c.op.output]!;
  if (c.op.phase !== 'backward' || of === null || isPerSample(c.program, of)) return [];
  return [
    l10n.t(
      'The gradient adds up what all {0} samples ask for; sample {1} is the one on screen.',
      c.batch,
      shown,
    ),
  ];
}

/** True when values of one sample are computed from others, as in batch normalization. */
function mixesSamples(c: Context): boolean {
  const { op } = c;
  const [x] = op.inputs;
  const axis = x === undefined ? null : (sampleAxes(c.program)[x] ?? null);
  if (axis === null) return false;
  switch (op.primitive) {
    case 'normalize':
    case 'normalize_grad':
      return op.attributes.dims.includes(axis.dim);
    case 'softmax':
    case 'softmax_grad':
    case 'log_softmax':
    case 'log_softmax_grad':
    case 'cumsum':
    case 'cumprod':
    case 'cumprod_grad':
    case 'arg_sort':
    case 'scatter':
    case 'lookup_grad':
      return op.attributes.dim === axis.dim;
    default:
      return false;
  }
}

function shareNotes(c: Context): string[] {
  const tensor = c.program.tensors[c.op.output]!;
  if (!tensor.partial) return [];
  if (isSpread(c.program, tensor)) return [];
  const count = sharesOf(c.program, tensor).length;
  const source = nodeLabel(c.graph, tensor.nodeId);
  return [
    l10n.t(
      'This is one of {0} shares: {1} was used {0} times, and the shares are added up afterwards.',
      count,
      source,
    ),
  ];
}

function inputNotes(c: Context): string[] {
  const { tensors, inputs } = c.program;
  const { of } = tensors[c.op.output]!;
  if (c.op.phase === 'backward' && of !== null && inputs.includes(of)) {
    return [
      l10n.t(
        'The input is not learned; its gradient tells how sensitive the error is to each input value.',
      ),
    ];
  }
  const read = inputs.filter((id) => tensors[id]!.integer && c.op.inputs.includes(id));
  if (c.op.phase === 'forward' && read.length > 0) {
    return [l10n.t('The input holds whole numbers, which have no gradient.')];
  }
  return [];
}

function finiteNotes(c: Context): string[] {
  const { nonFinite } = c.trace;
  if (nonFinite?.op !== c.op.index) return [];
  const name = elementName(c.graph, c.program, nonFinite);
  return [
    l10n.t(
      'Here the first value appears that is not a finite number: {0}. Everything computed from it is affected.',
      name,
    ),
  ];
}
