/** Operations in place that destroy what the backward pass needs: PyTorch stops at `backward()`; here the line that does it is named. */
import * as l10n from '@vscode/l10n';
import type { TapeOp, Finding, Recorded, TensorRef } from '../tape';
import { sourceKey } from '../graph/names';
import { warning, type Facts } from './facts';

/** Functions whose gradient is computed from their result. */
const NEED_RESULT: ReadonlySet<string> = new Set([
  'sigmoid',
  'tanh',
  'relu',
  'exp',
  'sqrt',
  'rsqrt',
  'reciprocal',
  'softmax',
  'log_softmax',
]);

/** Operations whose gradient is computed from what they read. */
const NEED_INPUT: ReadonlySet<string> = new Set([
  'linear',
  'bilinear',
  'matmul',
  'einsum',
  'conv',
  'conv_transpose',
  'batch_norm',
  'layer_norm',
  'group_norm',
  'instance_norm',
  'rms_norm',
  'gelu',
  'silu',
  'mish',
  'leaky_relu',
  'elu',
  'softplus',
  'hardswish',
  'abs',
  'clamp',
  'square',
  'power',
  'sin',
  'cos',
  'log',
  'log1p',
]);

/** Findings on tensors that were changed after an operation that needs them as they were. */
export function adviseOnInPlace({ torch, nodeOf }: Facts): Finding[] {
  const known = torch.tape.filter(({ index, grad }) => grad && nodeOf.has(index));
  return torch.overwritten.flatMap(({ ref, at, place }) => {
    if (!place || place.file.library) return [];
    const needing = whoNeeds(ref, at, known);
    if (!needing) return [];
    const message = l10n.t(
      'This changes in place what {0} needs for its gradient: backward() stops here in PyTorch. Write the result into a new tensor, such as x = x + y.',
      needing.word,
    );
    return [{ ...warning('in-place', place, message), severity: 'error' as const }];
  });
}

function whoNeeds(ref: TensorRef, at: number, known: readonly Recorded[]): Recorded | null {
  const { source } = ref;
  const learned = (each: TensorRef): boolean => each.source.kind !== 'input';
  if (source.kind === 'output' && NEED_RESULT.has(kindOf(source.of.op))) {
    const made = known.find((each) => each === source.of);
    // The operation in place itself may be the one that made it.
    if (made && made.index < at - 1) return made;
    if (made && made.index < at && readers(ref, at, known).length > 0) return made;
  }
  const key = sourceKey(ref);
  const reader = known.find(
    (each) =>
      each.index < at - 1 &&
      each.inputs.some((input) => sourceKey(input) === key) &&
      needsInput(each, key) &&
      learned(ref),
  );
  return reader ?? null;
}

function readers(ref: TensorRef, at: number, known: readonly Recorded[]): Recorded[] {
  const key = sourceKey(ref);
  return known.filter(
    ({ index, inputs }) => index < at && inputs.some((each) => sourceKey(each) === key),
  );
}

/** Products need each factor for the gradient of the other. */
function needsInput({ op, inputs }: Recorded, key: unknown): boolean {
  if (NEED_INPUT.has(kindOf(op))) return true;
  if (op.type !== 'binary' || op.scalar !== undefined) return false;
  if (op.function === 'mul') return inputs.length === 2;
  return op.function === 'div' && inputs[1] !== undefined && sourceKey(inputs[1]) === key;
}

function kindOf(op: TapeOp): string {
  return op.type === 'elementwise' ? op.function.fn : op.type;
}
