/** Messages between the page and the engine worker. A newer request supersedes an older one, which then never answers. */
import type { CheckProgress, GradientCheck } from '../../src/core/autodiff/gradcheck';
import type { Estimate, Limits } from '../../src/core/autodiff/limits';
import type { Program } from '../../src/core/autodiff/program';
import type { Breakage, NonFinite } from '../../src/core/autodiff/trace';
import type { Values } from '../../src/core/autodiff/values';
import type { ModelGraph } from '../../src/core/model/graph';

export type EngineRequest =
  /**
   * Take this model and run it up to training step `step`, unless one step is expected to take more than the limits. With a budget
   * (milliseconds), a step that would take longer to reach is given up and step 0 is answered.
   */
  | {
      readonly type: 'load';
      readonly id: number;
      readonly graph: ModelGraph;
      readonly step: number;
      readonly budget: number | null;
      /** Null to run it however long it takes. */
      readonly limits: Limits | null;
    }
  /** Run up to this training step, or back to it. `known` is the number of losses that the page has been told. */
  | { readonly type: 'goTo'; readonly id: number; readonly step: number; readonly known: number }
  /** Check the gradients of this training step. */
  | { readonly type: 'check'; readonly id: number; readonly step: number }
  /** Go no further. Training is answered with the step that it has reached, unless that takes long; all else with `cancelled`. */
  | { readonly type: 'cancel' };

/** One training step as it crosses over: a trace without its program, which the page already has. */
export interface StepResult {
  readonly step: number;
  readonly values: readonly Values[];
  readonly loss: number;
  readonly nonFinite: NonFinite | null;
  /** Where training broke, in this step or an earlier one. */
  readonly broken: Breakage | null;
}

/** Losses of the training steps from `from` on that the page has not been told yet. */
export interface LossTail {
  readonly from: number;
  readonly losses: readonly number[];
}

export type EngineReply =
  /** The answer to `load` when it is more than the limits allow (`waits`), else what comes before it. */
  | {
      readonly type: 'planned';
      readonly id: number;
      readonly program: Program;
      readonly estimate: Estimate;
      readonly waits: boolean;
    }
  | {
      readonly type: 'loaded';
      readonly id: number;
      readonly result: StepResult;
      readonly tail: LossTail;
    }
  | {
      readonly type: 'step';
      readonly id: number;
      readonly result: StepResult;
      readonly tail: LossTail;
    }
  | { readonly type: 'checked'; readonly id: number; readonly checks: readonly GradientCheck[] }
  | {
      readonly type: 'progress';
      readonly id: number;
      /** Training steps done, of how many. */
      readonly done: number;
      readonly total: number;
      /** How much of all is done, 0..1, counted by operations. */
      readonly share: number;
      readonly tail: LossTail;
    }
  | ({ readonly type: 'checking'; readonly id: number } & CheckProgress)
  | { readonly type: 'cancelled'; readonly id: number; readonly tail: LossTail }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly message: string;
      /** True when there was not enough memory. */
      readonly outOfMemory: boolean;
    };
