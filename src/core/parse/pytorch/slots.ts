/** Slots: numbers that are there before the first step, and how they are filled. */
import * as l10n from '@vscode/l10n';
import type { Distribution } from '../../model/ops';
import type { Shape } from '../../model/shape';
import { Unclear } from '../python/errors';
import type { Interpreter } from '../python/interpreter';
import type { Unknown } from '../python/values';
import { record } from './record';
import { Slot, Tensor, Torch, type Draw, type TensorType } from './tape';
import { overwrite } from './tensor/inplace';
import { descentOf, draw, drawDescent, inPrecision } from './tensor/leaves';
import { constant, elementwise } from './tensor/ops';
import { isComplex } from './tensor/types';
import { ownerOf, viewOf } from './tensor/views';

/** A tensor of a new slot that nothing has filled: `torch.empty`. */
export function empty(shape: Shape, dtype: TensorType): Tensor {
  return new Tensor({ shape, dtype, source: { kind: 'slot', slot: new Slot(shape) } });
}

/** Numbers that are drawn (or set) once, in a new slot; inside a forward pass they are drawn anew in every step. */
export function drawn(
  shape: Shape,
  initializer: Draw['initializer'],
  dtype: TensorType,
  interpreter: Interpreter,
): Tensor {
  if (Torch.of(interpreter).tracing) return traced(shape, initializer, dtype, interpreter);
  const slot = new Slot(shape);
  draw(slot, { shape, initializer, ...inPrecision(dtype) }, interpreter);
  return new Tensor({ shape, dtype, source: { kind: 'slot', slot } });
}

/**
 * Fills a tensor in place: `normal_`, `zero_`, `nn.init.…_`. Through `.data`, `detach()` and views it fills what they belong to; what
 * constants made becomes a slot for random numbers. Never asks whether autograd allows it. Returns the tensor.
 */
export function fill(
  tensor: Tensor,
  initializer: Draw['initializer'],
  interpreter: Interpreter,
): Tensor {
  const { shape, dtype } = tensor;
  const owner = ownerOf(tensor);
  const { source } = owner.ref;
  const constants = source.kind !== 'slot' && initializer.kind === 'constant';
  if (Torch.of(interpreter).tracing || constants || viewOf(owner)) {
    return overwrite(tensor, made(shape, initializer, dtype, interpreter), interpreter);
  }
  const slot = source.kind === 'slot' ? source.slot : new Slot(shape);
  draw(slot, { shape, initializer, ...inPrecision(dtype) }, interpreter);
  overwrite(owner, new Tensor({ shape, dtype, source: { kind: 'slot', slot } }), interpreter);
  return tensor;
}

/** Numbers to put into a tensor; a constant needs no slot. */
function made(
  shape: Shape,
  initializer: Draw['initializer'],
  dtype: TensorType,
  interpreter: Interpreter,
): Tensor {
  if (initializer.kind !== 'constant') return drawn(shape, initializer, dtype, interpreter);
  return constant(shape, { kind: 'full', value: initializer.value }, dtype, interpreter);
}

/**
 * Makes a tensor that shares a slot one with numbers of its own: those that the slot holds now. Inside of a forward pass no slot is
 * filled, so nothing is to be done there.
 */
export function copyOf(tensor: Tensor, interpreter: Interpreter): Tensor {
  const torch = Torch.of(interpreter);
  const { ref } = tensor;
  tensor.requiresGrad &&= torch.gradEnabled;
  if (ref.source.kind !== 'slot' || torch.tracing) return tensor;
  if (tensor.requiresGrad) {
    return elementwise(tensor, { fn: 'identity', options: {} }, 'clone', interpreter);
  }
  const slot = new Slot(ref.shape);
  draw(
    slot,
    { shape: ref.shape, initializer: { kind: 'copy', from: ref.source.slot } },
    interpreter,
  );
  return new Tensor({ ...ref, source: { kind: 'slot', slot } });
}

/** The slot that holds what the tensor holds now, made where there is none; null where it is computed by more than elementwise steps. */
export function slotOf(tensor: Tensor, interpreter: Interpreter): Slot | null {
  const { source, shape } = tensor.ref;
  if (source.kind === 'slot') return source.slot;
  const descent = isComplex(tensor.dtype) ? null : descentOf(tensor.ref, interpreter);
  if (!descent) return null;
  const slot = new Slot(shape);
  drawDescent(slot, descent, tensor.dtype, interpreter);
  return slot;
}

/** Drawn anew in every step. */
function traced(
  shape: Shape,
  initializer: Draw['initializer'],
  dtype: TensorType,
  interpreter: Interpreter,
): Tensor {
  const distribution = distributionOf(initializer);
  if (distribution) {
    const op = { type: 'random', shape, distribution } as const;
    return record({ op, inputs: [], word: 'random', dtype }, interpreter);
  }
  switch (initializer.kind) {
    case 'constant':
      return constant(shape, { kind: 'full', value: initializer.value }, dtype, interpreter);
    case 'given':
    case 'eye':
      return constant(shape, initializer, dtype, interpreter);
    default:
      throw new Unclear(
        interpreter.unknown(
          l10n.t('Numbers of this kind are drawn inside of a forward pass: {0}.', initializer.kind),
        ) as Unknown,
      );
  }
}

function distributionOf(initializer: Draw['initializer']): Distribution | null {
  switch (initializer.kind) {
    case 'uniform':
    case 'normal':
    case 'integer':
    case 'permutation':
      return initializer;
    case 'bernoulli':
      return { ...initializer, value: 1 };
    default:
      return null;
  }
}
