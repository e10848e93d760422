/** How the numbers of a tensor come from slots and constants by steps that fill a slot, so that a computed tensor can become one. */
import { inferShapes } from '../../../model/definitions';
import type { IndexItem } from '../../../model/ops';
import { elementCount, sameShape, type Shape } from '../../../model/shape';
import type { Interpreter } from '../../python/interpreter';
import { isReal } from '../record';
import { Slot, Torch, type Draw, type Recorded, type TensorRef, type TensorType } from '../tape';
import { numbersOf } from './known';

/** What a slot is filled with, and in which shape that is meant. */
export type Filling = Omit<Draw, 'slot'>;

/** Where numbers come from: what a slot holds, or nothing, changed by steps. */
export interface Descent {
  readonly from: Slot | null;
  readonly steps: readonly Filling[];
}

/** Fills a slot by one step. */
export function draw(slot: Slot | null, filling: Filling, interpreter: Interpreter): void {
  Torch.of(interpreter).draws.push({ slot, ...filling });
}

/** Fills a slot with what a descent says, as numbers of this type; the slot that it comes from may be the same. */
export function drawDescent(
  slot: Slot,
  { from, steps }: Descent,
  type: TensorType,
  interpreter: Interpreter,
): void {
  if (from !== null && from !== slot) {
    draw(slot, { shape: slot.shape, initializer: { kind: 'copy', from } }, interpreter);
  }
  for (const step of steps) draw(slot, { ...step, ...inPrecision(type) }, interpreter);
}

/** What a step says of the precision of numbers of this type. */
export function inPrecision(type: TensorType): Pick<Draw, 'dtype'> {
  if (!isReal(type)) return {};
  return { dtype: type === 'float64' ? 'float64' : 'float32' };
}

/** How numbers come from one slot or from constants; null where by more than elementwise steps. */
export function descentOf(ref: TensorRef, interpreter: Interpreter): Descent | null {
  const { source } = ref;
  if (source.kind === 'input') return null;
  if (source.kind === 'slot') return { from: source.slot, steps: [] };
  const numbers = numbersOf(ref, interpreter);
  if (numbers) return { from: null, steps: [givenBy(numbers, ref.shape)] };
  return source.name === null ? stepOf(source.of, interpreter) : null;
}

/** The number that all elements are; null where they differ or are not known. */
export function uniformValue(ref: TensorRef, interpreter: Interpreter): number | null {
  const numbers = numbersOf(ref, interpreter);
  return numbers && numbers.length > 0 && isUniform(numbers) ? numbers[0]! : null;
}

function givenBy(numbers: ArrayLike<number>, shape: Shape): Filling {
  return isUniform(numbers)
    ? { shape, initializer: { kind: 'constant', value: numbers[0] ?? 0 } }
    : { shape, initializer: { kind: 'given', values: Array.from(numbers) } };
}

function isUniform(numbers: ArrayLike<number>): boolean {
  for (let i = 1; i < numbers.length; i += 1) if (numbers[i] !== numbers[0]) return false;
  return true;
}

/** The shape of what indexing takes. */
function partOf({ shape }: TensorRef, items: readonly IndexItem[]): Shape {
  const inferred = inferShapes({ type: 'index', items }, [shape]);
  return 'misfit' in inferred ? [] : inferred.shape;
}

/** A slot that holds the numbers of a tensor; null where they come by more than elementwise steps. */
function slotBehind(ref: TensorRef, interpreter: Interpreter): Slot | null {
  const descent = descentOf(ref, interpreter);
  if (!descent) return null;
  if (descent.from && descent.steps.length === 0) return descent.from;
  const slot = new Slot(ref.shape);
  drawDescent(slot, descent, ref.dtype, interpreter);
  return slot;
}

/** An operation as a step that follows the descent of what it is applied to. */
function stepOf({ op, inputs, shape }: Recorded, interpreter: Interpreter): Descent | null {
  const then = (ref: TensorRef, ...initializers: Draw['initializer'][]): Descent | null => {
    if (elementCount(ref.shape) !== elementCount(shape)) return null;
    const before = descentOf(ref, interpreter);
    const steps = initializers.map((initializer): Filling => ({ shape, initializer }));
    return before && { from: before.from, steps: [...before.steps, ...steps] };
  };
  const [a, b] = inputs as [TensorRef, TensorRef | undefined];
  switch (op.type) {
    case 'reshape':
    case 'flatten':
    case 'detach':
      return then(a);
    case 'elementwise':
      return op.function.fn === 'neg'
        ? then(a, { kind: 'scale', factor: -1 })
        : then(a, { kind: 'elementwise', function: op.function });
    case 'index_put': {
      const { items } = op;
      const value = uniformValue(b!, interpreter);
      if (value !== null) return then(a, { kind: 'part', items, value });
      const from = sameShape(b!.shape, partOf(a, items)) ? slotBehind(b!, interpreter) : null;
      return from && then(a, { kind: 'place', items, from });
    }
    case 'add': {
      if (inputs.length !== 2) return null;
      const by = uniformValue(b!, interpreter);
      if (by !== null) return then(a, { kind: 'shift', by });
      const before = uniformValue(a, interpreter);
      return before === null ? null : then(b!, { kind: 'shift', by: before });
    }
    case 'binary': {
      const right = op.scalar ?? uniformValue(b!, interpreter);
      if (op.function === 'sub') {
        if (right !== null) return then(a, { kind: 'shift', by: -right });
        const left = uniformValue(a, interpreter);
        if (left === null) return null;
        return then(b!, { kind: 'scale', factor: -1 }, { kind: 'shift', by: left });
      }
      if (op.function === 'mul') {
        if (right !== null) return then(a, { kind: 'scale', factor: right });
        const left = uniformValue(a, interpreter);
        return left === null ? null : then(b!, { kind: 'scale', factor: left });
      }
      if (op.function === 'div' && right !== null) {
        return then(a, { kind: 'scale', factor: 1 / right });
      }
      return null;
    }
    default:
      return null;
  }
}
