/** Shapes that do not fit: says which, where each came from, and what number would be right. */
import * as l10n from '@vscode/l10n';
import { brackets } from '../../../model/shape';
import type { Interpreter } from '../../python/interpreter';
import type { Place } from '../../python/place';
import type { PyInstance } from '../../python/values';
import { Torch, type Finding, type MadeModule, type TapeOp, type TensorRef } from '../tape';
import { argumentOf, callAt, placeIn, samePlace, textAt } from './code';
import { meetingSizes } from './conflict';
import { fixable } from './facts';
import { blame, type Size } from './sure';

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

/** Reports an operation whose inputs do not fit. */
export function reportMisfit(attempt: Attempt, interpreter: Interpreter): void {
  const { layer, place, op, inputs } = attempt;
  const torch = Torch.of(interpreter);
  const wrong = wrongSize(attempt);
  const made = layer && torch.made.find(({ module }) => module === layer);
  if (wrong && made && made.stack.length > 0) {
    const size: Size = [inputs[0]!, wrong.dim];
    blame(wrongArgument(attempt, wrong, made, torch), [size], interpreter);
    return;
  }
  const message = [attempt.reason, ...origins(attempt)].join(' ');
  const finding: Finding = { severity: 'error', code: 'shape-mismatch', message, place, fixes: [] };
  blame(finding, meetingSizes(op, inputs), interpreter);
}

/** An argument of a layer that the input contradicts. */
interface WrongSize {
  readonly argument: string;
  readonly index: number;
  readonly given: number;
  readonly right: number;
  /** The dimension of the input that says so. */
  readonly dim: number;
}

function wrongSize({ op, inputs }: Attempt): WrongSize | null {
  const shape = inputs[0]?.shape ?? [];
  const last = shape.length - 1;
  const size = (argument: string, index: number, given: number, dim: number): WrongSize | null => {
    const right = shape[dim];
    return right === undefined || right === given ? null : { argument, index, given, right, dim };
  };
  switch (op.type) {
    case 'linear':
      return size('in_features', 0, op.inFeatures, last);
    case 'conv':
    case 'conv_transpose':
      return shape.length === op.kernel.length + 2
        ? size('in_channels', 0, op.inChannels, 1)
        : null;
    case 'batch_norm':
    case 'instance_norm':
      return size('num_features', 0, op.features, 1);
    case 'group_norm':
      return size('num_channels', 1, op.channels, 1);
    case 'layer_norm':
    case 'rms_norm':
      return op.shape.length === 1 ? size('normalized_shape', 0, op.shape[0]!, last) : null;
    case 'recurrent':
      return shape.length === 3 ? size('input_size', 0, op.inputSize, last) : null;
    default:
      return null;
  }
}

/** The finding stands where the layer is made, when its number stands there; the fix writes the right one. */
function wrongArgument(
  attempt: Attempt,
  { argument, index, given, right }: WrongSize,
  made: MadeModule,
  torch: Torch,
): Finding {
  const { place } = made.stack.at(-1)!;
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
  const stop = attempt.place;
  const finding: Finding = { severity: 'error', code, message, place: at, stop, fixes: [] };
  return value && isNumber(textAt(place, value)) && !makesOthers(made, torch)
    ? fixable(finding, l10n.t('Change to {0}', right), at, String(right))
    : finding;
}

/** `16 * 5 * 5` is a number too. */
function isNumber(text: string): boolean {
  return /^[\d\s*+()/-]+$/.test(text);
}

/** True where the same text, reached by the same calls, makes other layers too, to which other numbers may belong. */
function makesOthers({ module, stack }: MadeModule, { made }: Torch): boolean {
  return made.some(
    (other) =>
      other.module !== module &&
      other.stack.length === stack.length &&
      other.stack.every(({ place }, i) => samePlace(place, stack[i]!.place)),
  );
}

/** Where the tensors that meet came from. */
function origins({ inputs, op }: Attempt): string[] {
  if (inputs.length < 2 || !MEETINGS.has(op.type)) return [];
  return inputs.slice(0, 4).flatMap(({ shape, source }) => {
    const made = source.kind === 'output' ? source.of : null;
    const site = made?.stack.at(-1);
    if (!made || !site) return [];
    const line = site.place.file.lines.lineAt(site.place.span.start) + 1;
    return [l10n.t('{0} comes from {1} in line {2}.', brackets(shape), made.word, line)];
  });
}

/** Operations in which tensors of equal rank meet. */
const MEETINGS: ReadonlySet<TapeOp['type']> = new Set([
  'add',
  'binary',
  'matmul',
  'concat',
  'stack',
  'einsum',
  'where',
]);
