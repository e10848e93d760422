/**
 * The engine's side of the conversation: keeps one training run and answers requests, in slices short enough to hear
 * newer ones in between. Knows no worker: posting, pausing and the clock are given.
 */
import {
  checkInPieces,
  estimateStep,
  exceeds,
  lower,
  prepare,
  Training,
} from '../../src/core/autodiff';
import type { EngineReply, EngineRequest, LossTail } from './messages';
import { Pace, SLICE } from './pace';

/** What the engine needs from where it runs. */
export interface EngineHost {
  post(reply: EngineReply, transfer: ArrayBuffer[]): void;
  /** Resolves after messages that wait have been delivered. */
  breathe(): Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}

/** Progress is told no more often than this, so that short work shows none, in milliseconds. */
const TELL = 100;
/** A training step that takes less is finished when it is cancelled, so that the numbers of the step reached can be shown; in seconds. */
const SHORT_STEP = 0.2;

/** How work ended. */
type Outcome = 'done' | 'late' | 'cancelled' | 'superseded';

/** Answers engine requests; a newer request ends an older one without an answer. */
export class EngineServer {
  private training: Training | null = null;
  private readonly pace: Pace;
  /** Number of losses that the page knows. */
  private told = 0;
  /** Grows with every request: work for an older one stops when it sees the number change. */
  private turn = 0;
  private cancelled = false;

  constructor(private readonly host: EngineHost) {
    this.pace = new Pace(() => host.now());
  }

  /** Handles one request; resolves when it is answered or given up. */
  async handle(request: EngineRequest): Promise<void> {
    if (request.type === 'cancel') {
      this.cancelled = true;
      return;
    }
    this.turn += 1;
    this.cancelled = false;
    try {
      if (request.type === 'load') await this.load(request);
      else if (request.type === 'goTo') await this.goTo(request);
      else await this.check(request);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const outOfMemory = saysOutOfMemory(error);
      this.host.post({ type: 'failed', id: request.id, message, outOfMemory }, []);
    }
  }

  private async load(request: EngineRequest & { type: 'load' }): Promise<void> {
    const { id, graph, step, budget, limits } = request;
    this.training = null;
    this.told = 0;
    const program = lower(graph);
    const estimate = estimateStep(program, this.pace.workPerSecond);
    const waits = limits !== null && exceeds(estimate, limits);
    this.host.post({ type: 'planned', id, program, estimate, waits }, []);
    if (waits) return;
    const { state, data } = prepare(graph, program);
    const training = new Training(program, state, data);
    this.training = training;
    const deadline = budget === null ? Infinity : this.host.now() + budget;
    let outcome = await this.approach(training, step, id, deadline);
    if (outcome === 'late') outcome = await this.approach(training, 0, id, Infinity);
    this.told = 0;
    await this.answer(training, id, 'loaded', outcome);
  }

  private async goTo(request: EngineRequest & { type: 'goTo' }): Promise<void> {
    const { id, step, known } = request;
    const training = this.loaded();
    this.told = known;
    const outcome = await this.approach(training, step, id, Infinity);
    await this.answer(training, id, 'step', outcome);
  }

  private async check({ id, step }: EngineRequest & { type: 'check' }): Promise<void> {
    const training = this.loaded();
    const reached = await this.approach(training, step, id, Infinity);
    if (reached !== 'done') return this.giveUp(training, id, reached);
    const pieces = checkInPieces(training.borrow(step));
    let piece = pieces.next();
    const outcome = await this.inSlices(
      (started) => {
        while (!piece.done && this.host.now() - started < SLICE) piece = pieces.next();
        return piece.done === true;
      },
      () => {
        if (!piece.done) this.host.post({ type: 'checking', id, ...piece.value }, []);
      },
    );
    if (outcome !== 'done' || !piece.done) return this.giveUp(training, id, outcome);
    this.host.post({ type: 'checked', id, checks: piece.value }, []);
  }

  private loaded(): Training {
    if (!this.training) throw new Error('No model is loaded.');
    return this.training;
  }

  /** Computes a training step, and those before it where they were not computed yet. */
  private approach(
    training: Training,
    step: number,
    id: number,
    deadline: number,
  ): Promise<Outcome> {
    const first = Math.max(0, Math.min(step, training.latest));
    return this.inSlices(
      (started) => {
        const { reached, spent } = training.approach(step, this.pace.slice);
        this.pace.learn(spent, this.host.now() - started);
        return reached;
      },
      () => {
        const { step: at, share: ofStep } = training.underWay;
        const done = Math.max(0, at - first);
        const [total, tail] = [step - first, this.tail(training)];
        const share = Math.min(1, (done + ofStep) / (total + 1));
        this.host.post({ type: 'progress', id, done, total, share, tail }, []);
      },
      deadline,
    );
  }

  /** Works slice by slice until the work says that it is done, and listens in between. */
  private async inSlices(
    work: (started: number) => boolean,
    tell: () => void,
    deadline = Infinity,
  ): Promise<Outcome> {
    const { turn } = this;
    let toldAt = this.host.now();
    for (;;) {
      const started = this.host.now();
      if (started > deadline) return 'late';
      if (work(started)) return 'done';
      if (this.host.now() - toldAt >= TELL) {
        toldAt = this.host.now();
        tell();
      }
      await this.host.breathe();
      if (turn !== this.turn) return 'superseded';
      if (this.cancelled) return 'cancelled';
    }
  }

  /** Answers with the step that was reached. */
  private async answer(
    training: Training,
    id: number,
    type: 'loaded' | 'step',
    outcome: Outcome,
  ): Promise<void> {
    let end = outcome;
    const short = training.workPerStep < SHORT_STEP * this.pace.workPerSecond;
    if (end === 'cancelled' && short) {
      this.cancelled = false;
      end = await this.approach(training, training.underWay.step, id, Infinity);
    }
    if (end !== 'done') return this.giveUp(training, id, end);
    const { values, step, loss, nonFinite } = training.goTo(training.underWay.step);
    const result = { step, values, loss, nonFinite, broken: training.brokenBy(step) };
    this.host.post(
      { type, id, result, tail: this.tail(training) },
      values.map((array) => array.buffer as ArrayBuffer),
    );
  }

  /** Nobody waits for an answer to a request that was superseded. */
  private giveUp(training: Training, id: number, outcome: Outcome): void {
    if (outcome === 'superseded') return;
    this.host.post({ type: 'cancelled', id, tail: this.tail(training) }, []);
  }

  private tail(training: Training): LossTail {
    const from = this.told;
    this.told = training.losses.length;
    return { from, losses: training.losses.slice(from) };
  }
}

/** True for errors that say that an array could not be made. */
function saysOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /alloc|array length/i.test(error.message);
}
