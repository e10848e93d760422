/** Further remarks on an operation: the batch, shares of gradients, class targets, slopes of zero, numbers that are none. */
import * as l10n from '@vscode/l10n';
import { elementwiseDerivative } from '../autodiff';
import { elementCount, formatShape } from '../model/shape';
import { isPerSample } from '../timeline';
import { countOfSample, firstOfSample, shapeOf, valueAt, type Context } from './context';
import { elementName, nodeLabel } from './names';
import { formatNumber } from './numbers';
import { sharesOf } from './symbols';

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
      return [classNote(c)];
    case 'nll_grad':
    case 'cross_entropy_grad':
      return [
        classNote(c),
        l10n.t('A class is a label, not a quantity, so the target has no gradient.'),
      ];
    case 'reshape':
      return [
        l10n.t(
          '{0} becomes {1}.',
          formatShape(shapeOf(c, op.inputs[0]!)),
          formatShape(shapeOf(c, op.output)),
        ),
      ];
    case 'pointwise_loss':
      return op.attributes.loss === 'bce' ? floorNote(c) : [];
    case 'elementwise_grad':
      return flatNote(c, (x) => elementwiseDerivative(op.attributes.function, x));
    case 'sgd':
      return [
        l10n.t(
          'The learning rate η is {0}. The new values are used from the next training step on.',
          formatNumber(op.attributes.lr),
        ),
      ];
    default:
      return [];
  }
}

function classNote(c: Context): string {
  const classes = c.program.target;
  const target = valueAt(c, classes, firstOfSample(c, classes));
  return l10n.t(
    'The right class is {0}, counted from 0 as in code; in the formula c = {1}.',
    target,
    target + 1,
  );
}

/** PyTorch keeps the logarithms of bce above −100. */
function floorNote(c: Context): string[] {
  const prediction = c.op.inputs[0]!;
  const start = firstOfSample(c, prediction);
  const count = countOfSample(c, prediction);
  const certain = Array.from({ length: count }, (_, i) => valueAt(c, prediction, start + i)).some(
    (p) => p === 0 || p === 1,
  );
  return certain ? [l10n.t('As in PyTorch, no logarithm falls below −100.')] : [];
}

function flatNote(c: Context, slopeAt: (x: number) => number): string[] {
  const x = c.op.inputs[1]!;
  const start = firstOfSample(c, x);
  const count = countOfSample(c, x);
  let flat = 0;
  for (let i = 0; i < count; i += 1) if (slopeAt(valueAt(c, x, start + i)) === 0) flat += 1;
  if (flat === 0) return [];
  return [
    l10n.t('{0} of {1} units have slope 0 for this sample and pass nothing back.', flat, count),
  ];
}

function batchNotes(c: Context): string[] {
  const errors = elementCount(shapeOf(c, c.program.errors));
  const mean = c.graph.loss.reduction === 'mean' && errors > 1;
  if (c.op.phase === 'update') return [];
  if (c.op.primitive === 'reduce') {
    return c.batch > 1 ? [l10n.t('There are {0} errors, from {1} samples.', errors, c.batch)] : [];
  }
  if (c.op.primitive === 'one') return [];
  const notes: string[] = [];
  const shown = c.sample + 1;
  if (isPerSample(c.program, c.op.output)) {
    if (c.batch > 1)
      notes.push(
        l10n.t(
          'Sample {0} of {1}; every other sample goes the same way on its own.',
          shown,
          c.batch,
        ),
      );
  } else if (c.batch > 1) {
    notes.push(
      l10n.t(
        'The gradient adds up what all {0} samples ask for; sample {1} is the one on screen.',
        c.batch,
        shown,
      ),
    );
  }
  if (mean && c.op.phase === 'backward' && c.op.primitive !== 'reduce_grad') {
    notes.push(
      l10n.t('The factor 1/{0} of the mean is already contained in what comes back.', errors),
    );
  }
  return notes;
}

function shareNotes(c: Context): string[] {
  const tensor = c.program.tensors[c.op.output]!;
  if (!tensor.partial) return [];
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
  const { of } = c.program.tensors[c.op.output]!;
  if (c.op.phase !== 'backward' || of !== c.program.input) return [];
  return [
    l10n.t(
      'The input is not learned; its gradient tells how sensitive the error is to each input value.',
    ),
  ];
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
