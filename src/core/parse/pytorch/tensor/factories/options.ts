/** What all functions that make tensors take: element type, device, whether the tensor is learned. */
import type { Interpreter } from '../../../python/interpreter';
import type { Value } from '../../../python/values';
import { PARAMETER, Tensor, Torch, type TensorType } from '../../tape';
import { slotOf } from '../../slots';
import { wholeOf, type TensorArguments } from '../arguments';
import { itemOf } from '../numbers';
import { holdsFractions } from '../types';

/** The parameters after the sizes. */
export const OPTIONS =
  'out=None, dtype=None, layout=None, device=None, pin_memory=False, requires_grad=False, memory_format=None, generator=None, names=None';

/** The type that was asked for, else the default. */
export function typeOr(a: TensorArguments, otherwise?: TensorType): TensorType {
  return a.dtype() ?? otherwise ?? Torch.of(a.interpreter).defaultType;
}

/** The tensor, learned where that was asked for. */
export function finished(a: TensorArguments, tensor: Tensor): Tensor {
  if (a.value('requires_grad') === true) makeLeaf(tensor, a.interpreter);
  return tensor;
}

/** Makes a tensor one whose gradient is kept; what constants made becomes a slot. */
export function makeLeaf(tensor: Tensor, interpreter: Interpreter): void {
  if (!holdsFractions(tensor.dtype)) {
    interpreter.raise('RuntimeError', 'only Tensors of floating point dtype can require gradients');
  }
  if (!tensor.requiresGrad && !Torch.of(interpreter).tracing) {
    const slot = slotOf(tensor, interpreter);
    if (slot) tensor.ref = { ...tensor.ref, source: { kind: 'slot', slot } };
  }
  tensor.requiresGrad = true;
}

/** Makes a tensor one that needs no gradient; where that is said of a parameter is kept. */
export function freeze(tensor: Tensor, interpreter: Interpreter): void {
  tensor.requiresGrad = false;
  const { place } = interpreter;
  if (place && tensor.cls.isSubclassOf(PARAMETER)) Torch.of(interpreter).frozen.set(tensor, place);
}

/** A number, also out of a tensor that holds one. */
export function numberOf(a: TensorArguments, value: Value): number | bigint | boolean {
  const item = value instanceof Tensor ? itemOf(value, a.interpreter) : value;
  if (typeof item === 'number' || typeof item === 'bigint' || typeof item === 'boolean')
    return item;
  return wholeOf(item, 'number', a.interpreter);
}

/** The type of a number: what `torch.full` and `torch.tensor` give for it. */
export function typeOfNumber(value: number | bigint | boolean, a: TensorArguments): TensorType {
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'bigint' ? 'int64' : Torch.of(a.interpreter).defaultType;
}
