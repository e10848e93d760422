/** Which elements of an operation's result one sample's walk visits: index arithmetic only, nothing is materialised. */
import { elementCount } from '../model/shape';
import type { Op, Program, TensorId } from '../autodiff/program';

/** Row-major indices of a tensor, as a count and a rule. */
export interface ElementRun {
  readonly count: number;
  at(i: number): number;
}

/** Number of samples in the batch: the first size of the input. */
export function batchSize(program: Program): number {
  return program.tensors[program.input]!.shape[0] ?? 1;
}

/** True for tensors with one row per sample; false for parameters, their gradients and new values, and for E. */
export function isPerSample(program: Program, id: TensorId): boolean {
  const tensor = program.tensors[id]!;
  if (tensor.role === 'parameter' || tensor.role === 'updated') return false;
  if (tensor.of !== null) return isPerSample(program, tensor.of);
  return tensor.shape.length > 0 && tensor.shape[0] === batchSize(program);
}

/** Elements of a tensor that belong to one sample; all of them when the tensor has no samples. */
export function sampleElements(program: Program, id: TensorId, sample: number): ElementRun {
  const size = elementCount(program.tensors[id]!.shape);
  if (!isPerSample(program, id)) return { count: size, at: (i) => i };
  const count = size / batchSize(program);
  return { count, at: (i) => sample * count + i };
}

/** Elements of the operation's result that the term grain walks through for this sample. */
export function shownElements(program: Program, op: Op, sample: number): ElementRun {
  return sampleElements(program, op.output, sample);
}
