/** Which elements of a tensor belong to one sample, and which of a result its walk visits: index arithmetic only, nothing is materialised. */
import { elementCount, type Shape } from '../model/shape';
import type { Op, Program, TensorId } from '../autodiff/program';
import type { SampleAxis } from './axes';
import { batchSize, sampleAxes } from './sample-axis';

/** Row-major indices of a tensor, as a count and a rule. */
export interface ElementRun {
  readonly count: number;
  at(i: number): number;
  /** The i of an index; -1 when the run does not visit it. */
  placeOf(index: number): number;
}

/** True for tensors with elements of their own for every sample; false for parameters, their gradients and new values, and for E. */
export function isPerSample(program: Program, id: TensorId): boolean {
  return axisOf(program, id) !== null;
}

/** Elements of a tensor that belong to one sample; all of them when the tensor has no samples. */
export function sampleElements(program: Program, id: TensorId, sample: number): ElementRun {
  const { shape } = program.tensors[id]!;
  const axis = axisOf(program, id);
  const size = elementCount(shape);
  if (axis === null) return { count: size, at: (i) => i, placeOf: (index) => index };
  const batch = batchSize(program);
  const inner = innerSize(shape, axis);
  return {
    count: size / batch,
    at: (i) => Math.floor(i / inner) * inner * batch + sample * inner + (i % inner),
    placeOf: (index) =>
      sampleAt(index, inner, batch) === sample
        ? Math.floor(index / (inner * batch)) * inner + (index % inner)
        : -1,
  };
}

/** Elements of the operation's result that the term grain walks through for this sample. */
export function shownElements(program: Program, op: Op, sample: number): ElementRun {
  return sampleElements(program, op.output, sample);
}

/** The sample that an element belongs to; null when the tensor has no samples. */
export function sampleOfElement(program: Program, id: TensorId, index: number): number | null {
  const axis = axisOf(program, id);
  if (axis === null) return null;
  return sampleAt(index, innerSize(program.tensors[id]!.shape, axis), batchSize(program));
}

/** The shape of what one sample has of a tensor; the whole shape when the tensor has no samples. */
export function sampleShape(program: Program, id: TensorId): Shape {
  const { shape } = program.tensors[id]!;
  const axis = axisOf(program, id);
  if (axis === null) return shape;
  const rest = shape[axis.dim]! / batchSize(program);
  return shape.flatMap((size, d) => (d !== axis.dim ? [size] : rest === 1 ? [] : [rest]));
}

/** Row-major place of an element among those of its sample; its index when the tensor has no samples. */
export function placeInSample(program: Program, id: TensorId, index: number): number {
  const sample = sampleOfElement(program, id, index);
  return sample === null ? index : sampleElements(program, id, sample).placeOf(index);
}

/** Sizes of what one sample has of every node's output, by node id. */
export function sampleShapes(program: Program): Readonly<Record<string, Shape>> {
  return Object.fromEntries(
    Object.entries(program.outputOf).map(([node, id]) => [node, sampleShape(program, id)]),
  );
}

function axisOf(program: Program, id: TensorId): SampleAxis | null {
  return sampleAxes(program)[id] ?? null;
}

/** Number of consecutive elements that belong to one sample. */
function innerSize(shape: Shape, { dim, within }: SampleAxis): number {
  return within * elementCount(shape.slice(dim + 1));
}

function sampleAt(index: number, inner: number, batch: number): number {
  return Math.floor(index / inner) % batch;
}
