/** What is needed to make a graph of a finished (or broken off) call of a model. */
import type {
  Assumption,
  ModelGraph,
  OptimizerSpec,
  LossSpec,
  StoppedAt,
} from '../../../model/graph';
import type { SourceRange } from '../../../model/range';
import type { Place } from '../../python/place';
import type { Value } from '../../python/values';
import type { MadeModule, MadeOptimizer, RootCall, TensorRef, Torch } from '../tape';
import type { ModelNames } from './names';

/** The loss that the file computes, or says that it would. */
export type FoundLoss =
  /** A tensor of the run: the result of a loss, or of code of the file, on what the model gave. */
  | {
      readonly kind: 'tensor';
      readonly ref: TensorRef;
      readonly place: Place | null;
      /** What of the script it leaves out or puts together. */
      readonly assumption?: Assumption;
    }
  /** A loss that the file makes but that was not applied in the run. */
  | { readonly kind: 'spec'; readonly spec: LossSpec };

export type FoundOptimizer =
  | { readonly kind: 'made'; readonly made: MadeOptimizer }
  | { readonly kind: 'spec'; readonly spec: OptimizerSpec };

export interface GraphRequest {
  /** What the model is called in the interface; unique in the file. */
  readonly name: string;
  /** The text that defines the model: the class, or the assignment. */
  readonly range: SourceRange;
  readonly torch: Torch;
  /** What the root holds. */
  readonly names: ModelNames;
  /** How the root was made; null where that is not known. */
  readonly made: MadeModule | null;
  /** True when the script itself makes the root, so that its random numbers are those of the script. */
  readonly scripted: boolean;
  readonly call: RootCall;
  /** Variables of the script at its end. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Names of the call's tensors in order of the arguments: the parameters of `forward`. */
  readonly inputNames: readonly string[];
  /** Null: one is invented to fit the output, and that is an assumption. */
  readonly loss: FoundLoss | null;
  /** Null: SGD, as an assumption. */
  readonly optimizer: FoundOptimizer | null;
  /** Null: 0, as an assumption. */
  readonly seed: number | null;
  readonly mode: 'train' | 'eval';
  /** What was assumed until here: arguments, inputs. */
  readonly assumptions: readonly Assumption[];
  readonly invocation: string;
  /** Where the call had to stop, with the true reason; null when it went through. */
  readonly stoppedAt: StoppedAt | null;
  /** Numbers of a tensor of constants, or of what the script that makes the root draws; null where they are not known or too many. */
  numbers(ref: TensorRef): ArrayLike<number> | null;
}

/** The graph, and what was found out about it that belongs into the problems. */
export interface BuiltGraph {
  readonly graph: ModelGraph;
  /** Node ids by operation of the tape. */
  readonly nodeOf: ReadonlyMap<number, string>;
}
