/** Messages between the page and the engine worker. A newer request supersedes an older one, which then never answers. */
import type { Program } from '../../src/core/autodiff/program';
import type { NonFinite } from '../../src/core/autodiff/trace';
import type { Values } from '../../src/core/autodiff/values';
import type { ModelGraph } from '../../src/core/model/graph';

export type EngineRequest =
  /**
   * Take this model and run it up to training step `step`. With a budget (milliseconds), a step that would take longer to
   * reach is given up and step 0 is answered.
   */
  | {
      readonly type: 'load';
      readonly id: number;
      readonly graph: ModelGraph;
      readonly step: number;
      readonly budget: number | null;
    }
  /** Run up to this training step, or back to it. `known` is the number of losses that the page has been told. */
  | { readonly type: 'goTo'; readonly id: number; readonly step: number; readonly known: number }
  /** Go no further: the request under way is answered with the step that it has reached. */
  | { readonly type: 'cancel' };

/** One training step as it crosses over: a trace without its program, which the page already has. */
export interface StepResult {
  readonly step: number;
  readonly values: readonly Values[];
  readonly loss: number;
  readonly nonFinite: NonFinite | null;
}

/** Losses of the training steps from `from` on that the page has not been told yet. */
export interface LossTail {
  readonly from: number;
  readonly losses: readonly number[];
}

export type EngineReply =
  | {
      readonly type: 'loaded';
      readonly id: number;
      readonly program: Program;
      readonly result: StepResult;
      readonly tail: LossTail;
    }
  | {
      readonly type: 'step';
      readonly id: number;
      readonly result: StepResult;
      readonly tail: LossTail;
    }
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly done: number;
      readonly total: number;
      readonly tail: LossTail;
    }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
