/** Training as a sequence of steps that can be visited in any order, always with the same numbers. */
import type { GeneratorState } from '../random';
import { Checkpoints } from './checkpoints';
import { operationWork } from './cost';
import type { Program } from './program';
import { type Data, Workspace } from './run';
import { allFinite, firstNonFinite } from './non-finite';
import type { Breakage, State, Trace } from './trace';

/** Memory for the state of earlier steps, besides the first. */
const CHECKPOINT_BYTES = 64 * 1024 * 1024;
const MOST_CHECKPOINTS = 1024;

/**
 * Step n is the forward, backward and update pass with the parameters that n updates have made. Steps are computed in order once;
 * any earlier one is computed again from the nearest remembered state, bit for bit the same. Takes over the arrays of `state`.
 */
export class Training {
  /** E at every step so far. */
  private readonly history: number[] = [];
  private readonly workspace: Workspace;
  private readonly checkpoints: Checkpoints;
  /** What each operation takes, and all of them together. */
  private readonly work: readonly number[];
  private readonly workOfStep: number;
  /** The step whose state the workspace holds, and how many of its operations are done. */
  private at = 0;
  private done = 0;
  private workDone = 0;
  /** The generator before the draws of that step. */
  private generator: GeneratorState | null;
  private firstBreakage: Breakage | null = null;

  constructor(
    private readonly program: Program,
    state: State,
    private readonly data: Data,
  ) {
    const bytes = state.tensors.reduce((sum, values) => sum + values.byteLength, 0);
    const fitting = 1 + Math.floor(CHECKPOINT_BYTES / Math.max(1, bytes));
    this.checkpoints = new Checkpoints(Math.min(MOST_CHECKPOINTS, fitting));
    this.checkpoints.add({ step: 0, state });
    this.work = program.ops.map((op) => operationWork(program, op));
    this.workOfStep = this.work.reduce((sum, each) => sum + each, 0);
    this.workspace = new Workspace(program);
    this.workspace.load(state, data);
    this.generator = state.generator;
  }

  /** E at every step from 0 to `latest`. */
  get losses(): readonly number[] {
    return this.history;
  }

  /** The last step that was computed; -1 before the first. */
  get latest(): number {
    return this.history.length - 1;
  }

  /** The step that was worked on last, and the share of it that is done. */
  get underWay(): { readonly step: number; readonly share: number } {
    return { step: this.at, share: this.workDone / this.workOfStep };
  }

  /** Work of one step, in the measure of `operationWork`. */
  get workPerStep(): number {
    return this.workOfStep;
  }

  /** Works towards a step until it is computed or about so much work is `spent`. */
  approach(step: number, work = Infinity): { readonly reached: boolean; readonly spent: number } {
    this.turnBack(step);
    let spent = 0;
    for (;;) {
      while (this.done < this.work.length) {
        if (spent >= work) return { reached: false, spent };
        this.workspace.runOperation(this.done);
        spent += this.work[this.done]!;
        this.workDone += this.work[this.done]!;
        this.done += 1;
      }
      if (this.at > this.latest) {
        this.history.push(this.workspace.loss);
        this.firstBreakage ??= this.breakage();
      }
      if (this.at === step) return { reached: true, spent };
      this.next();
    }
  }

  /** Where training broke, if it did so up to this step. */
  brokenBy(step: number): Breakage | null {
    return this.firstBreakage && this.firstBreakage.step <= step ? this.firstBreakage : null;
  }

  /** Everything about one step, in arrays of its own. */
  goTo(step: number): Trace {
    const trace = this.borrow(step);
    return { ...trace, values: trace.values.map((values) => values.slice()) };
  }

  /** Everything about one step, in the arrays that are worked in: true until another step is asked for. */
  borrow(step: number): Trace {
    this.approach(step);
    return this.workspace.trace(step);
  }

  /** Goes back to the nearest remembered state where that is nearer than going on. */
  private turnBack(step: number): void {
    const nearest = this.checkpoints.before(step);
    if (step >= this.at && nearest.step <= this.at) return;
    this.generator = nearest.state.generator;
    this.workspace.load(nearest.state, this.data);
    this.start(nearest.step);
  }

  /** Goes on to the next step. */
  private next(): void {
    this.generator = this.workspace.generator;
    this.workspace.advance();
    this.start(this.at + 1);
    if (this.checkpoints.wants(this.at)) {
      this.checkpoints.add({ step: this.at, state: this.state() });
    }
  }

  /** The number that stopped being finite in the step that was just done: looked for when the loss or the next state is not. */
  private breakage(): Breakage | null {
    const { program, workspace, at } = this;
    const { values, loss } = workspace;
    const ends = program.state.map((id) => values[program.updatedOf[id] ?? id]!);
    if (Number.isFinite(loss) && ends.every(allFinite)) return null;
    const found = firstNonFinite(program, values);
    return found && { ...found, step: at, nan: Number.isNaN(values[found.tensor]![found.index]) };
  }

  private start(step: number): void {
    this.at = step;
    this.done = 0;
    this.workDone = 0;
  }

  /** A copy of what the step that the workspace holds started with. */
  private state(): State {
    const tensors = this.program.state.map((id) => this.workspace.values[id]!.slice());
    return { tensors, generator: this.generator };
  }
}
