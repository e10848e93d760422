/** What an operation says about itself without computing: shapes, parameters and their first values. */
import type { Initializer, NamedOutput } from '../graph';
import type { OpOf, OpType } from '../ops';
import type { Shape } from '../shape';

/** Shapes of the outputs. */
export interface Outputs {
  readonly shape: Shape;
  /** Outputs beside the first. */
  readonly others?: readonly NamedOutput[];
}

/** Why the inputs do not fit, as a sentence for the reader, with a remedy where there is a usual one. */
export interface Misfit {
  readonly misfit: string;
}

/** A parameter or buffer, by its name within the layer (`weight`), in PyTorch's order. */
export interface StateSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly kind: 'parameter' | 'buffer';
}

/** One step of giving first values, in PyTorch's order; `name` null for numbers that are drawn and dropped. */
export interface FirstValues {
  readonly name: string | null;
  readonly shape: Shape;
  readonly initializer: Initializer;
}

/** What is known of the operations of one type. */
export interface Definition<T extends OpType> {
  /** Shapes of the outputs from those of the inputs, in order. */
  infer(op: OpOf<T>, inputs: readonly Shape[]): Outputs | Misfit;
  /** Parameters and buffers; none when absent. */
  state?(op: OpOf<T>): readonly StateSpec[];
  /** How these get their first values; what is absent starts as zeros. */
  firstValues?(op: OpOf<T>): readonly FirstValues[];
}

/** Definitions of some types. */
export type Definitions<T extends OpType> = { readonly [P in T]: Definition<P> };

/** The first input's shape, unchanged. */
export function sameShapeAsInput(_: unknown, inputs: readonly Shape[]): Outputs {
  return { shape: inputs[0]! };
}
