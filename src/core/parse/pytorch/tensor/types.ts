/** Element types: which of them hold which numbers, and what operations between them give, as `torch.result_type` says. */
import type { Interpreter } from '../../python/interpreter';
import type { Tensor } from '../tape';
import { Torch, type TensorRef, type TensorType } from '../tape';

/** What an operation is applied to: a tensor, or a number of Python: bigint for int, number for float. */
export type Operand = Tensor | number | bigint | boolean;

/** Kinds of numbers, each holding those before it. */
const KINDS = ['bool', 'integer', 'real', 'complex'] as const;
type Kind = (typeof KINDS)[number];

function kindOf(type: TensorType): Kind {
  if (type === 'bool') return 'bool';
  if (type.startsWith('complex')) return 'complex';
  return type.startsWith('float') || type === 'bfloat16' ? 'real' : 'integer';
}

/** True for real and complex types, which hold fractions. */
export function holdsFractions(type: TensorType): boolean {
  return KINDS.indexOf(kindOf(type)) >= 2;
}

export function isComplex(type: TensorType): boolean {
  return kindOf(type) === 'complex';
}

const INTEGERS: readonly TensorType[] = ['int8', 'int16', 'int32', 'int64'];

/** The smallest type that holds the numbers of both: `torch.promote_types`. */
export function promoteTypes(a: TensorType, b: TensorType): TensorType {
  if (a === b) return a;
  const [low, high] = KINDS.indexOf(kindOf(a)) <= KINDS.indexOf(kindOf(b)) ? [a, b] : [b, a];
  if (kindOf(high) === 'complex') return wide(low) || wide(high) ? 'complex128' : 'complex64';
  if (kindOf(low) !== kindOf(high)) return high;
  if (kindOf(high) === 'real') return wide(low) || wide(high) ? 'float64' : 'float32';
  if (low !== 'uint8' && high !== 'uint8') {
    return INTEGERS[Math.max(INTEGERS.indexOf(low), INTEGERS.indexOf(high))]!;
  }
  return INTEGERS[Math.max(1, INTEGERS.indexOf(low), INTEGERS.indexOf(high))]!;
}

function wide(type: TensorType): boolean {
  return type === 'float64' || type === 'complex128';
}

/**
 * The type of what an operation between these gives: tensors with dimensions decide, then tensors without, then numbers of Python;
 * the latter count only where they are of a greater kind.
 */
export function resultType(
  operands: readonly (Operand | TensorRef)[],
  interpreter: Interpreter,
): TensorType {
  const classes: [TensorType | null, TensorType | null, TensorType | null] = [null, null, null];
  for (const operand of operands) {
    const of = typeof operand !== 'object' ? 2 : operand.shape.length > 0 ? 0 : 1;
    const type = typeOf(operand, interpreter);
    const before = classes[of];
    classes[of] = before === null ? type : promoteTypes(before, type);
  }
  const [first, second, third] = classes;
  return over(first, over(second, third)) ?? Torch.of(interpreter).defaultType;
}

/** The type with the higher rank, unless the other is of a greater kind. */
function over(high: TensorType | null, low: TensorType | null): TensorType | null {
  if (high === null || low === null) return high ?? low;
  const greater = KINDS.indexOf(kindOf(low)) > KINDS.indexOf(kindOf(high));
  if (greater) return isComplex(low) && holdsFractions(high) ? promoteTypes(high, low) : low;
  return kindOf(low) === 'complex' || kindOf(high) === 'bool' ? promoteTypes(high, low) : high;
}

function typeOf(operand: Operand | TensorRef, interpreter: Interpreter): TensorType {
  switch (typeof operand) {
    case 'number':
      return Torch.of(interpreter).defaultType;
    case 'bigint':
      return 'int64';
    case 'boolean':
      return 'bool';
    default:
      return operand.dtype;
  }
}

/** The type itself where it holds fractions, else the default type: what functions such as `exp` give. */
export function fractional(type: TensorType, interpreter: Interpreter): TensorType {
  return holdsFractions(type) ? type : Torch.of(interpreter).defaultType;
}
