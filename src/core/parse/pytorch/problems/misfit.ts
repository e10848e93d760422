/** Shapes that do not fit: says which, where each came from, and what number would be right. */
import * as l10n from '@vscode/l10n';
import { brackets } from '../../../model/shape';
import type { Place } from '../../python/place';
import type { PyInstance } from '../../python/values';
import type { CallSite, Finding, TapeOp, TensorRef, Torch } from '../tape';
import { argumentOf, callAt, placeIn, textAt } from './code';
import { fixable } from './facts';

/** What was tried. */
export interface Attempt {
  readonly op: TapeOp;
  readonly word: string;
  readonly layer: PyInstance | null;
  readonly inputs: readonly TensorRef[];
  /** Why it does not fit, as the operation says. */
  readonly reason: string;
  readonly place: Place;
}

/** The finding for an operation whose inputs do not fit. */
export function misfitFinding(attempt: Attempt, torch: Torch): Finding {
  const { layer, place } = attempt;
  const wrong = wrongSize(attempt);
  const made = layer && torch.made.find(({ module }) => module === layer);
  const site = made?.stack.at(-1);
  if (wrong && site) return wrongArgument(attempt, wrong, site);
  const message = [attempt.reason, ...origins(attempt)].join(' ');
  return { severity: 'error', code: 'shape-mismatch', message, place, fixes: [] };
}

/** An argument of a layer that the input contradicts. */
interface WrongSize {
  readonly argument: string;
  readonly index: number;
  readonly given: number;
  readonly right: number;
}

function wrongSize({ op, inputs }: Attempt): WrongSize | null {
  const shape = inputs[0]?.shape ?? [];
  const size = (
    argument: string,
    index: number,
    given: number,
    right: number | undefined,
  ): WrongSize | null =>
    right === undefined || right === given ? null : { argument, index, given, right };
  switch (op.type) {
    case 'linear':
      return size('in_features', 0, op.inFeatures, shape.at(-1));
    case 'conv':
    case 'conv_transpose':
      return shape.length === op.kernel.length + 2
        ? size('in_channels', 0, op.inChannels, shape[1])
        : null;
    case 'batch_norm':
    case 'instance_norm':
      return size('num_features', 0, op.features, shape[1]);
    case 'group_norm':
      return size('num_channels', 1, op.channels, shape[1]);
    case 'layer_norm':
    case 'rms_norm':
      return op.shape.length === 1 ? size('normalized_shape', 0, op.shape[0]!, shape.at(-1)) : null;
    case 'recurrent':
      return size('input_size', 0, op.inputSize, shape.at(-1));
    default:
      return null;
  }
}

/** The finding stands where the layer is made, when its number stands there; the fix writes the right one. */
function wrongArgument(attempt: Attempt, wrong: WrongSize, { place }: CallSite): Finding {
  const { argument, index, given, right } = wrong;
  const call = callAt(place);
  const value = call && argumentOf(call, index, argument);
  const message = l10n.t(
    '{0} has {1} = {2}, but its input is {3}: it must be {4}.',
    attempt.word,
    argument,
    given,
    brackets(attempt.inputs[0]!.shape),
    right,
  );
  const code = `wrong-${argument.replaceAll('_', '-')}`;
  const at = value ? placeIn(place, value) : attempt.place;
  const finding: Finding = { severity: 'error', code, message, place: at, fixes: [] };
  const literal = value && Number(textAt(place, value)) === given;
  return value && (literal || isProduct(textAt(place, value)))
    ? fixable(finding, l10n.t('Change to {0}', right), at, String(right))
    : finding;
}

/** `16 * 5 * 5` is a number too. */
function isProduct(text: string): boolean {
  return /^[\d\s*+()/-]+$/.test(text);
}

/** Where the tensors that meet came from. */
function origins({ inputs, op }: Attempt): string[] {
  if (
    inputs.length < 2 ||
    !['add', 'binary', 'matmul', 'concat', 'stack', 'einsum', 'where'].includes(op.type)
  ) {
    return [];
  }
  return inputs.slice(0, 4).flatMap(({ shape, source }) => {
    const made = source.kind === 'output' ? source.of : null;
    const site = made?.stack.at(-1);
    if (!made || !site) return [];
    const line = site.place.file.lines.lineAt(site.place.span.start) + 1;
    return [l10n.t('{0} comes from {1} in line {2}.', brackets(shape), made.word, line)];
  });
}
