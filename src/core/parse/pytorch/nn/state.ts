/** Parameters and buffers of new layers, and the draws of their first values. */
import type { FirstValues, StateSpec } from '../../../model/definitions';
import type { Shape } from '../../../model/shape';
import type { Interpreter } from '../../python/interpreter';
import type { Bound } from '../../python/native';
import type { PyInstance } from '../../python/values';
import { PARAMETER, Slot, Tensor, TENSOR, Torch, type TensorType } from '../tape';
import { typeNamed } from '../tensor/dtypes';
import { refuseNegative } from '../tensor/factories/constants';
import { inPrecision } from '../tensor/leaves';
import { isModule, parts, setPart } from './module/parts';

/** A parameter without a first value. */
export function newParameter(shape: Shape, dtype: TensorType): Tensor {
  const source = { kind: 'slot', slot: new Slot(shape) } as const;
  const tensor = new Tensor({ shape, dtype, source }, PARAMETER);
  tensor.requiresGrad = true;
  return tensor;
}

/** A tensor that is not learned, without a first value, which is 0 then. */
export function newBuffer(shape: Shape, dtype: TensorType): Tensor {
  const source = { kind: 'slot', slot: new Slot(shape) } as const;
  return new Tensor({ shape, dtype, source }, TENSOR);
}

/** The type of a new layer's parameters: its argument `dtype`, else the default. */
export function newType(bound: Bound, interpreter: Interpreter): TensorType {
  const asked = bound.given('dtype') ? typeNamed(bound.get('dtype')) : null;
  return asked ?? Torch.of(interpreter).defaultType;
}

/** Registers parameters and buffers and draws their first values; names may lead into parts, such as `out_proj.weight`. */
export function addState(
  module: PyInstance,
  state: readonly StateSpec[],
  values: readonly FirstValues[],
  dtype: TensorType,
  interpreter: Interpreter,
): void {
  const slots = new Map<string, Slot>();
  for (const { name, shape, kind } of state) {
    refuseNegative(shape, interpreter);
    const { owner, last } = ownerOf(module, name);
    const type = last === 'num_batches_tracked' ? 'int64' : dtype;
    const tensor = kind === 'parameter' ? newParameter(shape, type) : newBuffer(shape, type);
    setPart(owner, kind === 'parameter' ? '_parameters' : '_buffers', last, tensor);
    if (tensor.ref.source.kind === 'slot') slots.set(name, tensor.ref.source.slot);
  }
  const { draws } = Torch.of(interpreter);
  for (const { name, shape, initializer } of values) {
    if ('from' in initializer) throw new Error('the first values of a layer are drawn');
    const slot = (name !== null && slots.get(name)) || null;
    draws.push({ slot, shape, initializer, ...inPrecision(dtype) });
  }
}

function ownerOf(module: PyInstance, path: string): { owner: PyInstance; last: string } {
  const names = path.split('.');
  const last = names.pop()!;
  let owner = module;
  for (const name of names) {
    const child = parts(owner, '_modules').get(name);
    if (!isModule(child)) throw new Error(`no module ${name}`);
    owner = child;
  }
  return { owner, last };
}
