/**
 * The page's side of the engine: one request at a time, the newest wins, and a worker that falls silent is replaced.
 * Knows no Worker: how to start one is given.
 */
import type { ModelGraph } from '../../src/core/model/graph';
import * as l10n from '@vscode/l10n';
import type { EngineReply, EngineRequest, LossTail } from '../engine/messages';
import type { Timers } from './timers';

/** What the client needs of a worker. */
export interface WorkerPort {
  post(request: EngineRequest): void;
  onReply(listener: (reply: EngineReply) => void): void;
  onFailure(listener: (message: string) => void): void;
  terminate(): void;
}

export type Progress = (done: number, total: number, tail: LossTail) => void;

export type Loaded = Extract<EngineReply, { type: 'loaded' }>;
export type Stepped = Extract<EngineReply, { type: 'step' }>;

/** A request that a newer one has replaced; nothing to tell the person. */
export class Superseded extends Error {}

/** Silence longer than this, in milliseconds, means that the engine is stuck. */
export const SILENCE = 60_000;

interface Pending {
  readonly id: number;
  readonly onProgress: Progress;
  resolve(reply: Loaded | Stepped): void;
  reject(error: Error): void;
  timer: number;
}

type RequestBody = EngineRequest extends infer R
  ? R extends { id: number }
    ? Omit<R, 'id'>
    : never
  : never;

/** Asks the engine and hands its answers on. */
export class EngineClient {
  private worker: WorkerPort | null = null;
  private pending: Pending | null = null;
  private lastId = 0;
  private graph: ModelGraph | null = null;

  constructor(
    private readonly start: () => Promise<WorkerPort>,
    private readonly timers: Timers,
  ) {}

  /** Runs a model up to a training step; see `EngineRequest`. */
  load(
    graph: ModelGraph,
    step: number,
    budget: number | null,
    onProgress: Progress,
  ): Promise<Loaded> {
    this.graph = graph;
    return this.ask({ type: 'load', graph, step, budget }, onProgress) as Promise<Loaded>;
  }

  /** Goes to a training step of the model loaded last, loading it again where its worker was lost. */
  goTo(step: number, known: number, onProgress: Progress): Promise<Loaded | Stepped> {
    if (!this.worker && this.graph) return this.load(this.graph, step, null, onProgress);
    return this.ask({ type: 'goTo', step, known }, onProgress);
  }

  /** Stops at the step reached so far, which is then the answer. */
  cancel(): void {
    if (this.pending) this.worker?.post({ type: 'cancel' });
  }

  private async ask(body: RequestBody, onProgress: Progress): Promise<Loaded | Stepped> {
    const id = ++this.lastId;
    this.settle()?.reject(new Superseded());
    const worker = await this.running();
    if (id !== this.lastId) throw new Superseded();
    return new Promise((resolve, reject) => {
      this.pending = { id, onProgress, resolve, reject, timer: this.watch() };
      worker.post({ ...body, id });
    });
  }

  private async running(): Promise<WorkerPort> {
    if (this.worker) return this.worker;
    const worker = await this.start();
    // Two requests may have waited for the start together; the first one's worker serves both.
    if (this.worker) {
      worker.terminate();
      return this.worker;
    }
    this.worker = worker;
    worker.onReply((reply) => this.receive(reply));
    worker.onFailure((message) => this.fail(message));
    return worker;
  }

  private receive(reply: EngineReply): void {
    const { pending } = this;
    if (!pending || reply.id !== pending.id) return;
    if (reply.type === 'progress') {
      this.timers.clear(pending.timer);
      pending.timer = this.watch();
      pending.onProgress(reply.done, reply.total, reply.tail);
      return;
    }
    this.settle();
    if (reply.type === 'failed') pending.reject(new Error(reply.message));
    else pending.resolve(reply);
  }

  private watch(): number {
    return this.timers.set(
      () => this.fail(l10n.t('The computation gave no sign of life for a minute and was ended.')),
      SILENCE,
    );
  }

  /** Ends a worker that failed; the next request starts another. */
  private fail(message: string): void {
    this.worker?.terminate();
    this.worker = null;
    this.settle()?.reject(new Error(message));
  }

  private settle(): Pending | null {
    const { pending } = this;
    this.pending = null;
    if (pending) this.timers.clear(pending.timer);
    return pending;
  }
}
