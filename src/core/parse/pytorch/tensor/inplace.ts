/** In-place operations: a tensor takes the place of another in the same object, and in everything that shares its numbers. */
import * as l10n from '@vscode/l10n';
import { sameShape } from '../../../model/shape';
import type { Interpreter } from '../../python/interpreter';
import { scalarTypeName } from '../functional/type-names';
import { PARAMETER, Torch, type Slot, type Tensor } from '../tape';
import { descentOf, drawDescent } from './leaves';
import { stridesOf } from './layout';
import { isComplex, holdsFractions, promoteTypes } from './types';
import { detachView, outdateViews, viewOf } from './views';

/**
 * `tensor` becomes `value`, in place: `x.add_(y)` is `assign(x, add(x, y, …), …)`. Raises where autograd or the type forbids it. Returns
 * the tensor.
 */
export function assign(tensor: Tensor, value: Tensor, interpreter: Interpreter): Tensor {
  mayChange(tensor, interpreter);
  if (!sameShape(tensor.shape, value.shape)) {
    interpreter.raise(
      'RuntimeError',
      `output with shape [${tensor.shape.join(', ')}] doesn't match the broadcast shape [${value.shape.join(', ')}]`,
    );
  }
  refuseLoss(tensor, value, interpreter);
  return overwrite(tensor, value, interpreter);
}

/** Raises where autograd forbids to change a tensor in place. */
export function mayChange(tensor: Tensor, interpreter: Interpreter): void {
  if (!tensor.requiresGrad || !Torch.of(interpreter).gradEnabled || !isLeaf(tensor)) return;
  interpreter.raise(
    'RuntimeError',
    viewOf(tensor) === undefined
      ? 'a leaf Variable that requires grad is being used in an in-place operation.'
      : 'a view of a leaf Variable that requires grad is being used in an in-place operation.',
  );
}

/** True when no operation that can be learned through made it: its gradient is kept, and it cannot be changed in place. */
export function isLeaf(tensor: Tensor): boolean {
  const view = viewOf(tensor);
  if (view && view.base.requiresGrad && tensor.requiresGrad) return isLeaf(view.base);
  return !tensor.requiresGrad || tensor.ref.source.kind !== 'output' || tensor.cls === PARAMETER;
}

/** Real numbers do not fit into a tensor of whole ones. */
function refuseLoss(tensor: Tensor, value: Tensor, interpreter: Interpreter): void {
  const kept = holdsFractions(tensor.dtype) || !holdsFractions(value.dtype);
  const bool = tensor.dtype === 'bool' && value.dtype !== 'bool';
  if (kept && !bool && (isComplex(tensor.dtype) || !isComplex(value.dtype))) return;
  interpreter.raise(
    'RuntimeError',
    `result type ${scalarTypeName(promoteTypes(tensor.dtype, value.dtype))} can't be cast to the desired output type ${scalarTypeName(tensor.dtype)}`,
  );
}

/**
 * `tensor` becomes `value` of the same shape, in place and without asking; so do what it is a view of, and later its other views. Outside
 * of a forward pass the slot of a parameter, of a buffer or of drawn numbers is filled by further steps.
 */
export function overwrite(tensor: Tensor, value: Tensor, interpreter: Interpreter): Tensor {
  count(tensor, value, interpreter);
  write(tensor, value, null, interpreter);
  return tensor;
}

/** `tensor` becomes `value` of another shape, in place: `unsqueeze_`, `tensor.data = …`. */
export function become(tensor: Tensor, value: Tensor): Tensor {
  detachView(tensor);
  tensor.ref = value.ref;
  tensor.memory.version += 1;
  outdateViews(tensor);
  return tensor;
}

/** Counts a change. Where an operation just made the value, it made what the tensor holds now. */
function count({ memory }: Tensor, value: Tensor, interpreter: Interpreter): void {
  const { changes, backwards } = Torch.of(interpreter);
  const { source } = value.ref;
  const by = source.kind === 'output' && source.of.made.memory === value.memory ? source.of : null;
  memory.version += 1;
  const { version } = memory;
  if (by) by.made = { ...by.made, memory, version };
  changes.push({ memory, version, by, place: interpreter.place, backwards: backwards.length });
}

/** True for a tensor that was there before a step of an optimizer: what it is now is no first value. */
function wasStepped(slot: Slot, interpreter: Interpreter): boolean {
  const { steps, draws } = Torch.of(interpreter);
  const last = steps.at(-1);
  return last !== undefined && draws.slice(0, last.draws).some((each) => each.slot === slot);
}

function noteOtherValues(interpreter: Interpreter): void {
  interpreter.note(
    'other-values',
    l10n.t(
      'How these numbers are computed cannot be followed, so the first values of this parameter are others than in PyTorch.',
    ),
  );
}

/** `by` is the view that was written through. True when a slot was filled, which views of it are to be read anew from. */
function write(
  tensor: Tensor,
  value: Tensor,
  by: Tensor | null,
  interpreter: Interpreter,
): boolean {
  const { source } = tensor.ref;
  const fills = source.kind === 'slot' && !Torch.of(interpreter).tracing;
  const descent = fills ? descentOf(value.ref, interpreter) : null;
  if (source.kind === 'slot' && descent)
    drawDescent(source.slot, descent, tensor.dtype, interpreter);
  else if (source.kind === 'slot' && fills && tensor.cls === PARAMETER) {
    if (!wasStepped(source.slot, interpreter)) noteOtherValues(interpreter);
  } else {
    tensor.ref = { ...value.ref, dtype: tensor.dtype, strides: stridesOf(tensor.ref) };
  }
  tensor.requiresGrad ||= value.requiresGrad;
  const view = viewOf(tensor);
  const below = view && write(view.base, view.put(view.base, tensor), tensor, interpreter);
  const filled = below ?? tensor.ref.source.kind === 'slot';
  outdateViews(tensor, filled ? null : by);
  return filled;
}
