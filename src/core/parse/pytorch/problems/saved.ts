/** What PyTorch keeps of an operation for its backward pass: tensors that must not be changed in place later. */
import type { Kept, Recorded } from '../tape';

/** Functions of one element whose gradient is computed from their result. */
const BY_RESULT: ReadonlySet<string> = new Set([
  'relu',
  'sigmoid',
  'tanh',
  'exp',
  'expm1',
  'sqrt',
  'rsqrt',
  'reciprocal',
  'tan',
]);
/** Functions of one element that need nothing. */
const FREE: ReadonlySet<string> = new Set(['identity', 'neg', 'sign', 'floor']);
/** Functions of one element that keep their result where they are applied in place, and their input elsewhere. */
const BY_RESULT_IN_PLACE: ReadonlySet<string> = new Set(['leaky_relu', 'elu', 'celu', 'selu']);

/** Operations whose gradient is computed from their result. */
const RESULTS: ReadonlySet<string> = new Set(['softmax', 'log_softmax', 'cumprod', 'norm']);
/** Operations whose gradient is computed from what they read first. */
const INPUTS: ReadonlySet<string> = new Set([
  'conv',
  'conv_transpose',
  'batch_norm',
  'instance_norm',
  'layer_norm',
  'group_norm',
  'rms_norm',
  'normalize',
  'norm',
  'cumprod',
  'prelu',
  'glu',
  'max_pool',
  'avg_pool',
  'adaptive_max_pool',
  'grid_sample',
  'embedding',
  'where',
]);
/** Reductions by what their gradients are computed from. */
const REDUCTIONS: Readonly<Record<string, readonly ('input' | 'result')[]>> = {
  prod: ['input', 'result'],
  var: ['input'],
  std: ['input', 'result'],
  amax: ['input', 'result'],
  amin: ['input', 'result'],
};
/** Losses that keep neither output nor target as they were given. */
const FREE_LOSSES: ReadonlySet<string> = new Set(['l1', 'cross_entropy']);

/** The tensors that are kept. */
export function savedBy(recorded: Recorded): Kept[] {
  const { grad, made } = recorded;
  if (!grad || !made.learned) return [];
  return [...inputsOf(recorded), ...weightsOf(recorded), ...(keepsResult(recorded) ? [made] : [])];
}

/** True for an operation that changed what it read. */
function isInPlace({ read, made }: Recorded): boolean {
  return read.some((each) => each?.memory === made.memory);
}

function keepsResult(recorded: Recorded): boolean {
  const { op } = recorded;
  if (op.type === 'reduce') return REDUCTIONS[op.function]?.includes('result') ?? false;
  if (op.type !== 'elementwise') return RESULTS.has(op.type);
  const { fn } = op.function;
  return BY_RESULT.has(fn) || (BY_RESULT_IN_PLACE.has(fn) && isInPlace(recorded));
}

/** What it reads and keeps. An operation in place keeps a copy of what it changes. */
function inputsOf(recorded: Recorded): Kept[] {
  const { read, made } = recorded;
  return read.flatMap((each, i) =>
    each && each.memory !== made.memory && keepsInput(recorded, i) ? [each] : [],
  );
}

function keepsInput({ op, read, readWeights }: Recorded, i: number): boolean {
  const learned = (at: number): boolean => read[at]?.learned ?? false;
  const other = read.some((_, at) => at !== i && learned(at));
  switch (op.type) {
    case 'elementwise':
      return !BY_RESULT.has(op.function.fn) && !FREE.has(op.function.fn);
    case 'linear':
      return readWeights.get('weight')?.learned ?? false;
    case 'matmul':
    case 'einsum':
      return other;
    case 'binary':
      return read.length === 2 && keepsOperand(op.function, i, learned);
    case 'reduce':
      return REDUCTIONS[op.function]?.includes('input') ?? false;
    case 'adaptive_avg_pool':
      return op.output.some((size) => size !== 1);
    case 'gather':
    case 'index_select':
      return i === 1;
    case 'loss':
      return !FREE_LOSSES.has(op.spec.kind) || (op.spec.kind === 'cross_entropy' && i === 1);
    default:
      return i === 0 && INPUTS.has(op.type);
  }
}

/** Products need each factor for the gradient of the other. */
function keepsOperand(fn: string, i: number, learned: (at: number) => boolean): boolean {
  switch (fn) {
    case 'mul':
      return learned(1 - i);
    case 'div':
      return i === 0 ? learned(1) : true;
    case 'maximum':
    case 'minimum':
    case 'atan2':
    case 'pow':
      return true;
    default:
      return false;
  }
}

/** The weight, for the gradient of what it is applied to. */
function weightsOf({ op, read, readWeights }: Recorded): Kept[] {
  const weight = readWeights.get('weight');
  const needed = op.type === 'conv' || op.type === 'conv_transpose' || read[0]?.learned;
  return weight && needed && WEIGHTED.has(op.type) ? [weight] : [];
}

const WEIGHTED: ReadonlySet<string> = new Set(['linear', 'conv', 'conv_transpose']);
