/**
 * Where the samples of the batch are in each tensor: followed from the first dimension of inputs and target through every operation,
 * since later on the batch may stand elsewhere ([T, N, C]), share a dimension with something else ([N · heads, …]) or be gone.
 */
import type { Op, Program, TensorId, TensorRole } from '../autodiff/program';
import { sameShape, type Shape } from '../model/shape';
import {
  alignedAxis,
  arrangedAxis,
  matrixAxis,
  reducedAxis,
  reshapedAxis,
  selectedAxis,
  type SampleAxis,
} from './axes';

const FIRST: SampleAxis = { dim: 0, within: 1 };

const known = new WeakMap<Program, readonly (SampleAxis | null)[]>();

/** Number of samples in the batch: the first size of the first input. */
export function batchSize(program: Program): number {
  return program.tensors[program.inputs[0]!]!.shape[0] ?? 1;
}

/** The sample axis of every tensor, by tensor id; null for those that belong to no sample. Worked out once a program. */
export function sampleAxes(program: Program): readonly (SampleAxis | null)[] {
  let axes = known.get(program);
  if (axes === undefined) {
    axes = findAxes(program);
    known.set(program, axes);
  }
  return axes;
}

function findAxes(program: Program): (SampleAxis | null)[] {
  const { tensors } = program;
  const batch = batchSize(program);
  const axes: (SampleAxis | null)[] = tensors.map(() => null);
  for (const id of [...program.inputs, program.target]) {
    if (id !== null && tensors[id]!.shape[0] === batch) axes[id] = FIRST;
  }
  for (const op of program.ops) {
    axes[op.output] = axisOfResult(program, op, axes, batch);
    if (!ALIGNED.has(op.primitive)) continue;
    const { shape } = tensors[op.output]!;
    for (const id of op.inputs) adopt(program, id, axes[op.output]!, shape, axes);
  }
  return axes;
}

/**
 * What is met by samples element by element has samples itself, such as dropout masks, and so has what it was computed from, such as
 * the zeros that a recurrent layer starts with.
 */
function adopt(
  program: Program,
  id: TensorId,
  axis: SampleAxis | null,
  met: Shape,
  axes: (SampleAxis | null)[],
): void {
  const { role, shape, birth } = program.tensors[id]!;
  if (axis === null || axes[id] || !ADOPTED.has(role)) return;
  const own = alignedAxis(axis, met, shape);
  if (own === null) return;
  axes[id] = own;
  const op = program.ops[birth];
  if (op?.primitive === 'linear' || op?.primitive === 'elementwise') {
    adopt(program, op.inputs[0]!, own, shape, axes);
  }
}

/** Operations whose operands stand element by element above each other. */
const ALIGNED: ReadonlySet<Op['primitive']> = new Set(['binary', 'where', 'add']);

/** Tensors that are not known to be shared by all samples. */
const ADOPTED: ReadonlySet<TensorRole> = new Set(['constant', 'random', 'activation']);

function axisOfResult(
  { tensors }: Program,
  op: Op,
  axes: readonly (SampleAxis | null)[],
  batch: number,
): SampleAxis | null {
  const output = tensors[op.output]!;
  if (op.phase === 'update' || output.role === 'updated') return null;
  const of = output.of === null ? null : tensors[output.of]!;
  if (of && sameShape(of.shape, output.shape)) return axes[of.id] ?? null;
  const shapes = op.inputs.map((id) => tensors[id]!.shape);
  const own = op.inputs.map((id) => axes[id] ?? null);
  switch (op.primitive) {
    case 'linear_grad_weight':
    case 'linear_grad_bias':
    case 'conv_grad_weight':
      return null;
    case 'linear': {
      const axis = own[0]!;
      return axis && axis.dim < shapes[0]!.length - 1 ? axis : null;
    }
    case 'matmul':
      return (
        matrixAxis(own[0]!, shapes[0]!, output.shape, op.attributes.transposeA, 0) ??
        matrixAxis(own[1]!, shapes[1]!, output.shape, op.attributes.transposeB, 1)
      );
    case 'reshape':
      return own[0] ? reshapedAxis(own[0], shapes[0]!, output.shape, batch) : null;
    case 'rearrange':
      return own[0] ? arrangedAxis(op.attributes, own[0], shapes[0]!, output.shape) : null;
    case 'reduce':
    case 'prod':
    case 'variance':
    case 'extreme':
    case 'norm':
      return own[0] ? reducedAxis(own[0], op.attributes.dims, op.attributes.keepdim) : null;
    case 'arg_extreme': {
      const { dim, keepdim } = op.attributes;
      return own[0] ? reducedAxis(own[0], dim === null ? null : [dim], keepdim) : null;
    }
    case 'lookup_grad':
      if (own[0]?.dim === op.attributes.dim) return null;
      break;
    case 'lookup':
      if (op.attributes.kind === 'select') return selectedAxis(own, shapes, op.attributes.dim);
      break;
    default:
  }
  for (let i = 0; i < own.length; i++) {
    const axis = own[i] && alignedAxis(own[i]!, shapes[i]!, output.shape);
    if (axis) return axis;
  }
  return null;
}
