/** What is computed at a time and what is being computed: the frame's time, asked per tensor and element. */
import { termsPerElement } from '../autodiff';
import { termsOf } from '../explain/sums';
import type { Op, TensorId } from '../autodiff/program';
import type { Trace } from '../autodiff/trace';
import {
  batchSize,
  motion,
  placeAt,
  sampleElements,
  shownElements,
  termPlaceAt,
} from '../timeline';
import type { NetworkRequest } from './request';

/** The term under way: all elements that it reads, and the one that it goes into. */
interface RunningTerm {
  /** Index of the element that the term goes into; those before it are done, those after it are not. */
  readonly element: number;
  /** How far that element's sum has come, 0..1. */
  readonly progress: number;
  readonly lit: ReadonlySet<string>;
}

/** The frame's time, worked out once a frame. */
export class Moment {
  readonly trace: Trace;
  readonly sample: number;
  /** The operation that runs or was done last; null before the first. */
  readonly op: Op | null;
  /** How far its motion (or that of its term) has come, 0..1. */
  readonly motion: number;
  /** True while pulses are to travel. */
  readonly moving: boolean;
  private readonly term: RunningTerm | null;

  constructor(request: NetworkRequest) {
    const { trace, timeline, time, grain, still } = request;
    const { beat, local } = placeAt(timeline, time);
    this.trace = trace;
    this.sample = Math.min(Math.max(0, request.sample), batchSize(trace.program) - 1);
    this.op = beat === null ? null : (trace.program.ops[beat.index] ?? null);
    const place =
      grain === 'term' && beat !== null ? termPlaceAt(beat, local) : { term: null, local };
    this.motion = still && beat !== null ? 1 : motion(place.local);
    this.moving = !still && this.op !== null && this.motion > 0 && this.motion < 1;
    this.term =
      this.op === null || place.term === null ? null : this.runningTerm(this.op, place.term);
  }

  /** How much of an element is there: 0 not yet, 1 computed, between while it is being computed. */
  progress(tensor: TensorId, index: number): number {
    const { birth } = this.trace.program.tensors[tensor]!;
    const now = this.op?.index ?? -1;
    if (birth !== now) return birth < now ? 1 : 0;
    if (this.op === null) return 1;
    if (this.term === null) return arrival(this.motion);
    if (index === this.term.element) return this.term.progress;
    return index < this.term.element ? 1 : 0;
  }

  /** How much of a whole tensor is there, as far as this sample shows it. */
  tensorProgress(tensor: TensorId): number {
    const elements = sampleElements(this.trace.program, tensor, this.sample);
    return this.progress(tensor, elements.at(elements.count - 1));
  }

  /** True when the running operation (with terms: the running term) reads or writes the element. */
  isLit(tensor: TensorId, index: number): boolean {
    if (this.op === null) return false;
    if (this.term !== null) return this.term.lit.has(key(tensor, index));
    return this.op.output === tensor || this.op.inputs.includes(tensor);
  }

  /** True when the running operation writes the tensor. */
  writes(tensor: TensorId | null): boolean {
    return this.op !== null && this.op.output === tensor;
  }

  /** True when one term after another is shown. */
  get byTerm(): boolean {
    return this.term !== null;
  }

  /** Row-major index in the tensor of the shown sample's element. */
  elementIndex(tensor: TensorId, place: number): number {
    return sampleElements(this.trace.program, tensor, this.sample).at(place);
  }

  /** A value of the trace. */
  value(tensor: TensorId, index: number): number {
    return this.trace.values[tensor]![index] ?? NaN;
  }

  private runningTerm(op: Op, term: number): RunningTerm {
    const { program } = this.trace;
    const run = shownElements(program, op, this.sample);
    const each = Math.max(1, termsPerElement(program, op));
    const place = Math.min(run.count - 1, Math.floor(term / each));
    const within = term - place * each;
    const element = run.at(place);
    const factors = termsOf(this.trace, { tensor: op.output, index: element })[within]?.factors;
    const lit = new Set([key(op.output, element)]);
    for (const { element: read } of factors ?? []) {
      if (read !== null) lit.add(key(read.tensor, read.index));
    }
    return { element, progress: Math.min(1, (within + arrival(this.motion)) / each), lit };
  }
}

function key(tensor: TensorId, index: number): string {
  return `${tensor}:${index}`;
}

/** Results fill while the motion's second half runs, when the first pulses have arrived. */
function arrival(moved: number): number {
  return Math.min(1, Math.max(0, (moved - 0.5) / 0.5));
}
