/**
 * The engine's side of the conversation: keeps one training run and answers requests, in slices short enough to hear
 * newer ones in between. Knows no worker: posting, pausing and the clock are given.
 */
import { Training, prepare } from '../../src/core/autodiff';
import type { Trace } from '../../src/core/autodiff/trace';
import type { EngineReply, EngineRequest, LossTail, StepResult } from './messages';

/** What the engine needs from where it runs. */
export interface EngineHost {
  post(reply: EngineReply, transfer: ArrayBuffer[]): void;
  /** Resolves after messages that wait have been delivered. */
  breathe(): Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}

/** How long to compute before listening again, in milliseconds. */
const SLICE = 16;
/** Progress is told no more often than this, so that short work shows none, in milliseconds. */
const TELL = 100;
/** Never more steps in one slice, so that a slow step after fast ones cannot hold the engine up. */
const MOST_STEPS = 256;

/** How an advance towards a step ended. */
type Outcome = 'reached' | 'late' | 'cancelled' | 'superseded';

/** Answers engine requests; a newer request ends an older one without an answer. */
export class EngineServer {
  private training: Training | null = null;
  /** Number of losses that the page knows. */
  private told = 0;
  /** Grows with every request: work for an older one stops when it sees the number change. */
  private turn = 0;
  private cancelled = false;

  constructor(private readonly host: EngineHost) {}

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
      else await this.goTo(request);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.host.post({ type: 'failed', id: request.id, message }, []);
    }
  }

  private async load(request: EngineRequest & { type: 'load' }): Promise<void> {
    const { id, graph, step, budget } = request;
    const { program, state, data } = prepare(graph);
    const training = new Training(program, state, data);
    this.training = training;
    this.told = 0;
    const deadline = budget === null ? Infinity : this.host.now() + budget;
    const outcome = await this.advance(training, step, id, deadline);
    if (outcome === 'superseded') return;
    const trace = training.goTo(outcome === 'late' ? 0 : Math.min(step, training.latest));
    this.told = 0;
    this.answer(trace, this.tail(training), (result, tail) => ({
      type: 'loaded',
      id,
      program,
      result,
      tail,
    }));
  }

  private async goTo(request: EngineRequest & { type: 'goTo' }): Promise<void> {
    const { id, step, known } = request;
    const { training } = this;
    if (!training) throw new Error('No model is loaded.');
    this.told = known;
    const outcome = await this.advance(training, step, id, Infinity);
    if (outcome === 'superseded') return;
    const trace = training.goTo(Math.min(step, training.latest));
    this.answer(trace, this.tail(training), (result, tail) => ({ type: 'step', id, result, tail }));
  }

  /** Trains up to `step` where it was not reached yet. */
  private async advance(
    training: Training,
    step: number,
    id: number,
    deadline: number,
  ): Promise<Outcome> {
    const { turn } = this;
    const first = training.latest;
    let chunk = 1;
    let toldAt = this.host.now();
    while (training.latest < step) {
      const started = this.host.now();
      if (started > deadline) return 'late';
      training.advance(Math.min(chunk, step - training.latest));
      chunk = nextChunk(chunk, this.host.now() - started);
      if (training.latest === step) break;
      if (this.host.now() - toldAt >= TELL) {
        toldAt = this.host.now();
        const [done, total] = [training.latest - first, step - first];
        this.host.post({ type: 'progress', id, done, total, tail: this.tail(training) }, []);
      }
      await this.host.breathe();
      if (turn !== this.turn) return 'superseded';
      if (this.cancelled) return 'cancelled';
    }
    return 'reached';
  }

  private answer(
    trace: Trace,
    tail: LossTail,
    reply: (result: StepResult, tail: LossTail) => EngineReply,
  ): void {
    // Copies: transferring empties the arrays, and the training run still needs its own.
    const values = trace.values.map((array) => array.slice());
    const { step, loss, nonFinite } = trace;
    this.host.post(
      reply({ step, values, loss, nonFinite }, tail),
      values.map((array) => array.buffer),
    );
  }

  private tail(training: Training): LossTail {
    const from = this.told;
    this.told = training.losses.length;
    return { from, losses: training.losses.slice(from) };
  }
}

/** Steps for the next slice, from what the last one took. */
function nextChunk(chunk: number, milliseconds: number): number {
  const fitting = Math.floor((chunk * SLICE) / Math.max(milliseconds, 0.1));
  return Math.max(1, Math.min(fitting, chunk * 4, MOST_STEPS));
}
