/** Checks gradients against finite differences of the loss: the one proof that needs no backward rule. */
import type { DType } from '../model/graph';
import { elementCount } from '../model/shape';
import { operationWork } from './cost';
import type { Program, TensorId } from './program';
import { Workspace } from './run';
import type { Trace } from './trace';
import type { Values } from './values';

/** Whether gradients can be trusted; a kink within reach of the differences is suspicious, too. */
export type GradientVerdict = 'ok' | 'suspicious' | 'not finite';

/** The outcome for one tensor. */
export interface GradientCheck {
  /** A parameter or an input. */
  readonly tensor: TensorId;
  readonly name: string;
  /** How many of its elements were checked, and how many it has. */
  readonly checked: number;
  readonly elements: number;
  /**
   * Largest difference between gradient and finite difference, relative to the largest gradient of the tensor. Gradients so small
   * that rounding of E hides them are measured against a fixed share of E instead. NaN when numbers are not finite.
   */
  readonly largestError: number;
  /** The element with the largest difference. */
  readonly worst: number;
  readonly verdict: GradientVerdict;
}

/** How far a check has come, in elements. */
export interface CheckProgress {
  readonly done: number;
  readonly total: number;
}

/** Elements of one tensor that are checked at most, evenly spread. */
const MOST_ELEMENTS = 32;
/** Step sizes that are tried, relative to the element. */
const STEPS = [1e-3, 1e-4, 1e-5, 1e-6];
/** What E is rounded by, relative to it, with some care for a long computation. */
const ROUNDING = 16 * Number.EPSILON;
/** Gradients below this share of E are too close to the rounding of E to be compared with themselves. */
const LEAST_SHARE = 1e-4;
/** Work between two pauses, in the measure of `operationWork`: some milliseconds. */
const WORK_BETWEEN_PAUSES = 2e7;

/** The largest relative error of gradients that were computed in this precision and agree. */
export function gradientTolerance(dtype: DType): number {
  return dtype === 'float32' ? 1e-3 : 1e-6;
}

/**
 * Checks the gradients of a trace by central differences: of every parameter that is learned, and of every input unless it is of whole
 * numbers. The differences are taken in double precision, with the same data, parameters and random numbers; what is detached stays
 * as it is.
 */
export function checkGradients(trace: Trace): readonly GradientCheck[] {
  const work = checkInPieces(trace);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The same with pauses after some milliseconds of work, each telling how far it has come. */
export function* checkInPieces(trace: Trace): Generator<CheckProgress, readonly GradientCheck[]> {
  const { program } = trace;
  const tensors = checkedTensors(program);
  const total = tensors.reduce((sum, id) => sum + checkedCount(program, id), 0);
  const difference = new Differences(trace);
  const checks: GradientCheck[] = [];
  let done = 0;
  yield { done, total };
  for (const tensor of tensors) {
    const gradient = gradientOf(trace, tensor);
    const count = checkedCount(program, tensor);
    const comparison = new Comparison(difference.leastGradient);
    const places = difference.operationsAfter(tensor);
    for (let i = 0; i < count; i++) {
      const index = Math.floor((i * gradient.length) / count);
      const slope = difference.slope(tensor, index, places);
      let step = slope.next();
      for (; !step.done; step = slope.next()) yield { done, total };
      comparison.add(index, gradient[index]!, step.value);
      done += 1;
    }
    const rest = difference.restore(places);
    while (!rest.next().done) yield { done, total };
    const { name } = program.tensors[tensor]!;
    const result = comparison.result(gradientTolerance(program.dtype));
    checks.push({ tensor, name, checked: count, elements: gradient.length, ...result });
  }
  return checks;
}

function checkedTensors(program: Program): readonly TensorId[] {
  const learned = program.parameters.filter((id) => !program.tensors[id]!.frozen);
  const real = program.inputs.filter((id) => !program.tensors[id]!.integer);
  return [...learned, ...real];
}

function checkedCount(program: Program, tensor: TensorId): number {
  return Math.min(elementCount(program.tensors[tensor]!.shape), MOST_ELEMENTS);
}

/** The gradient; zeros where the loss does not depend on the tensor. */
function gradientOf({ program, values }: Trace, tensor: TensorId): Values {
  const gradient = program.gradientOf[tensor];
  return typeof gradient === 'number'
    ? values[gradient]!
    : new Float64Array(values[tensor]!.length);
}

/** Gathers the elements of one tensor. */
class Comparison {
  private difference = 0;
  private worst = 0;

  /** `largest` is the size of gradient that smaller ones are measured against. */
  constructor(private largest: number) {}

  add(index: number, gradient: number, slope: number): void {
    this.largest = Math.max(this.largest, Math.abs(gradient), Math.abs(slope));
    const difference = Math.abs(gradient - slope);
    if (!(difference <= this.difference) && !Number.isNaN(this.difference)) {
      this.difference = difference;
      this.worst = index;
    }
  }

  result(tolerance: number): Pick<GradientCheck, 'largestError' | 'worst' | 'verdict'> {
    const { difference, largest, worst } = this;
    const largestError = difference === 0 ? 0 : difference / largest;
    const finite = Number.isFinite(largestError) && Number.isFinite(largest);
    const agrees = largestError <= tolerance;
    return { largestError, worst, verdict: !finite ? 'not finite' : agrees ? 'ok' : 'suspicious' };
  }
}

/** The forward pass of a trace in double precision, to see what E becomes when one element changes. */
class Differences {
  readonly leastGradient: number;
  private readonly program: Program;
  private readonly workspace: Workspace;
  private readonly work: readonly number[];
  private spent = 0;

  constructor(trace: Trace) {
    this.program = forwardInDoubles(trace.program);
    this.work = this.program.ops.map((op) => operationWork(this.program, op));
    this.workspace = new Workspace(this.program);
    for (const { id, birth, shape } of this.program.tensors) {
      if (birth < 0 && elementCount(shape) > 0) this.workspace.values[id]!.set(trace.values[id]!);
    }
    this.workspace.run();
    this.leastGradient = LEAST_SHARE * Math.abs(this.workspace.loss);
  }

  /** Places of the operations that must be run again when the tensor changes, to know the loss. */
  operationsAfter(tensor: TensorId): readonly number[] {
    const { ops, loss } = this.program;
    const changed = new Set([tensor]);
    for (const { primitive, inputs, output } of ops) {
      if (primitive !== 'detach' && inputs.some((id) => changed.has(id))) changed.add(output);
    }
    const reaching = new Set([loss]);
    for (const op of ops.slice().reverse()) {
      if (reaching.has(op.output)) for (const id of op.inputs) reaching.add(id);
    }
    return ops
      .filter(({ output }) => changed.has(output) && reaching.has(output))
      .map(({ index }) => index);
  }

  /** Brings everything behind an element back to what it was. */
  restore(places: readonly number[]): Generator<void, number> {
    return this.loss(places);
  }

  /**
   * ∂E/∂w by central differences D(h) = (E(w + h) − E(w − h)) / 2h, improved by Richardson's rule R(h) = (4 D(h) − D(2h)) / 3.
   * Doubtful is what differs between R(h) and R(2h), much of it across a kink, and the rounding of E, which grows as h shrinks;
   * the least doubtful of several h counts.
   */
  *slope(tensor: TensorId, index: number, places: readonly number[]): Generator<void, number> {
    const values = this.workspace.values[tensor]!;
    const middle = values[index]!;
    let best = { slope: NaN, doubt: Infinity };
    for (const size of STEPS) {
      const h = size * Math.max(1, Math.abs(middle));
      const found: number[] = [];
      for (const wide of [h, 2 * h, 4 * h]) {
        values[index] = middle + wide;
        const above = yield* this.loss(places);
        values[index] = middle - wide;
        found.push((above - (yield* this.loss(places))) / (2 * wide));
      }
      const [near, wide, widest] = found as [number, number, number];
      const slope = (4 * near - wide) / 3;
      const spread = Math.abs(slope - (4 * wide - widest) / 3);
      const noise = (ROUNDING * Math.abs(this.workspace.loss)) / h;
      if (spread + noise < best.doubt) best = { slope, doubt: spread + noise };
      if (spread <= noise) break;
    }
    values[index] = middle;
    return best.slope;
  }

  private *loss(places: readonly number[]): Generator<void, number> {
    for (const place of places) {
      this.workspace.runOperation(place);
      this.spent += this.work[place]!;
      if (this.spent < WORK_BETWEEN_PAUSES) continue;
      this.spent = 0;
      yield;
    }
    return this.workspace.loss;
  }
}

/** The operations up to the loss; tensors that they do not need take no memory. */
function forwardInDoubles(program: Program): Program {
  const end = program.tensors[program.loss]!.birth + 1;
  const ops = program.ops.slice(0, end);
  const needed = new Set(ops.flatMap(({ inputs, output }) => [...inputs, output]));
  const tensors = program.tensors.map((tensor) =>
    needed.has(tensor.id) ? tensor : { ...tensor, shape: [0], source: null },
  );
  return { ...program, dtype: 'float64', random: [], ops, tensors };
}
