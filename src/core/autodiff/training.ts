/** Training as a sequence of steps that can be visited in any order, always with the same numbers. */
import type { GeneratorState } from '../random';
import { Checkpoints } from './checkpoints';
import type { Program } from './program';
import { type Data, runStep, Workspace } from './run';
import type { State, Trace } from './trace';

/** How `Training.advance` reports and is stopped. */
export interface AdvanceOptions {
  /** Called after every chunk with the number of steps done so far. */
  readonly onProgress?: (done: number) => void;
  /** Asked after every chunk; true stops there. */
  readonly shouldStop?: () => boolean;
  /** Steps between two calls; 10 when not given. */
  readonly chunk?: number;
}

/** Memory for parameters of earlier steps. */
const CHECKPOINT_BYTES = 64 * 1024 * 1024;
const MOST_CHECKPOINTS = 1024;

/**
 * Step n is the forward, backward and update pass with the parameters that n updates have made. Steps are computed in order once;
 * any earlier one is computed again from the nearest remembered parameters, bit for bit the same.
 */
export class Training {
  /** E at every step so far. */
  private readonly history: number[] = [];
  private readonly workspace: Workspace;
  private readonly checkpoints: Checkpoints;
  /** The step whose state the workspace holds. */
  private at = 0;
  /** The generator before the draws of that step. */
  private generator: GeneratorState | null;

  constructor(
    private readonly program: Program,
    state: State,
    private readonly data: Data,
  ) {
    const bytes = state.tensors.reduce((sum, values) => sum + values.byteLength, 0);
    const fitting = Math.floor(CHECKPOINT_BYTES / Math.max(1, bytes));
    this.checkpoints = new Checkpoints(Math.min(MOST_CHECKPOINTS, Math.max(2, fitting)));
    this.workspace = new Workspace(program);
    this.workspace.load(state, data);
    this.generator = state.generator;
    this.remember();
    this.workspace.run();
    this.history.push(this.workspace.loss);
  }

  /** E at every step from 0 to `latest`. */
  get losses(): readonly number[] {
    return this.history;
  }

  /** The last step that was computed. */
  get latest(): number {
    return this.history.length - 1;
  }

  /** Everything about one step; a step beyond the latest is trained up to. */
  goTo(step: number): Trace {
    this.moveTo(step);
    return runStep(this.program, this.state(), this.data, step);
  }

  /** Computes `count` steps beyond the latest. Returns how many were done before it was stopped. */
  advance(count: number, { onProgress, shouldStop, chunk = 10 }: AdvanceOptions = {}): number {
    const start = this.latest;
    const goal = start + count;
    while (this.latest < goal) {
      this.moveTo(Math.min(goal, this.latest + chunk));
      onProgress?.(this.latest - start);
      if (shouldStop?.()) break;
    }
    return this.latest - start;
  }

  /** Brings the workspace to the parameters of a step, and its loss into the history. */
  private moveTo(step: number): void {
    const nearest = this.checkpoints.before(step);
    if (step < this.at || nearest.step > this.at) {
      this.generator = nearest.state.generator;
      this.workspace.load(nearest.state, this.data);
      this.at = nearest.step;
      this.workspace.run();
    }
    while (this.at < step) {
      this.generator = this.workspace.generator;
      this.workspace.advance();
      this.at += 1;
      this.remember();
      this.workspace.run();
      if (this.at > this.latest) this.history.push(this.workspace.loss);
    }
  }

  /** Keeps the workspace's parameters when this step is to be remembered. */
  private remember(): void {
    if (!this.checkpoints.wants(this.at)) return;
    const { tensors, generator } = this.state();
    const state = { tensors: tensors.map((values) => values.slice()), generator };
    this.checkpoints.add({ step: this.at, state });
  }

  /** What the step that the workspace holds started with. */
  private state(): State {
    const tensors = this.program.state.map((id) => this.workspace.values[id]!);
    return { tensors, generator: this.generator };
  }
}
