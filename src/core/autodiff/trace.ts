/** The trace: every value and every gradient of one training step, by tensor id. Plain data, never changed once made. */
import type { GeneratorState } from '../random';
import type { Program, TensorId } from './program';
import type { Values } from './values';

/** The first operation that produced a NaN or an infinity. */
export interface NonFinite {
  readonly op: number;
  readonly tensor: TensorId;
  readonly index: number;
}

/** Where training broke: the first of its steps in which a number stopped being finite, and which one it was. */
export interface Breakage extends NonFinite {
  readonly step: number;
  /** True for NaN, false for an infinity. */
  readonly nan: boolean;
}

export interface Trace {
  readonly program: Program;
  /** Training step, from 0. */
  readonly step: number;
  /** Row-major values by tensor id, in the precision of the program. */
  readonly values: readonly Values[];
  /** The value of E. */
  readonly loss: number;
  readonly nonFinite: NonFinite | null;
  /** The generator after the draws of this step; null when the program draws nothing. */
  readonly generator: GeneratorState | null;
}

/** What is carried from step to step: the tensors of `Program.state`, and the generator when the program draws. */
export interface State {
  readonly tensors: readonly Values[];
  readonly generator: GeneratorState | null;
}

/** A reference to one element of one tensor. */
export interface ElementRef {
  readonly tensor: TensorId;
  /** Row-major index. */
  readonly index: number;
}

/** A number that goes into a product: an element as it is, or a function of elements such as φ'(z). */
export interface Factor {
  readonly value: number;
  /** The element that it is, or that it is computed from; null for constants such as 1/n. */
  readonly element: ElementRef | null;
  /** `value`: the element itself; `derivative`: a local derivative at the element; `function`: a function of it; `constant`. */
  readonly kind: 'value' | 'derivative' | 'function' | 'constant';
  /** All elements that it depends on, when they are several (such as a softmax's row); `element` is the first of them. */
  readonly elements?: readonly ElementRef[];
}

/** A product of factors. */
export interface Term {
  readonly factors: readonly Factor[];
}
