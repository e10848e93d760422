/**
 * The page's side of the engine: one request at a time, the newest wins, and a worker that falls silent is replaced.
 * Knows no Worker: how to start one is given.
 */
import type { ModelGraph } from '../../src/core/model/graph';
import * as l10n from '@vscode/l10n';
import type { EngineReply, EngineRequest } from '../engine/messages';
import type { Timers } from './timers';

/** What the client needs of a worker. */
export interface WorkerPort {
  post(request: EngineRequest): void;
  onReply(listener: (reply: EngineReply) => void): void;
  onFailure(listener: (message: string) => void): void;
  terminate(): void;
}

type Reply<T extends EngineReply['type']> = Extract<EngineReply, { type: T }>;

export type Planned = Reply<'planned'>;
export type Loaded = Reply<'loaded'>;
export type Stepped = Reply<'step'>;
export type Checked = Reply<'checked'>;
export type Cancelled = Reply<'cancelled'>;
type Answer = Planned | Loaded | Stepped | Checked | Cancelled;

/** What is heard before the answer. */
export interface Listeners {
  /** The program and what it takes, known before it is run. */
  readonly onPlan?: (plan: Planned) => void;
  readonly onProgress?: (progress: Reply<'progress'>) => void;
  readonly onCheck?: (progress: Reply<'checking'>) => void;
}

/** A request that a newer one has replaced; nothing to tell the person. */
export class Superseded extends Error {}

/** Silence longer than this, in milliseconds, means that the engine is stuck. */
export const SILENCE = 60_000;
/** An engine that does not stop within this time, in milliseconds, is in the middle of something long and is ended. */
export const PATIENCE = 500;

interface Pending {
  readonly id: number;
  readonly listeners: Listeners;
  resolve(reply: Answer): void;
  reject(error: Error): void;
  timer: number;
  cancelled: boolean;
}

type RequestOf<T extends EngineRequest['type']> = Extract<EngineRequest, { type: T }>;
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

  /** Runs a model up to a training step, or plans it when it takes more than the limits; see `EngineRequest`. */
  load(
    request: Omit<RequestOf<'load'>, 'type' | 'id'>,
    listeners: Listeners,
  ): Promise<Planned | Loaded | Cancelled> {
    this.graph = request.graph;
    return this.ask({ type: 'load', ...request }, listeners) as Promise<Loaded>;
  }

  /** Goes to a training step of the model loaded last, loading it again where its worker was lost. */
  async goTo(
    step: number,
    known: number,
    listeners: Listeners,
  ): Promise<Loaded | Stepped | Cancelled> {
    if (this.worker || !this.graph) {
      return (await this.ask({ type: 'goTo', step, known }, listeners)) as Stepped;
    }
    return (await this.loadAgain(step, listeners)) as Loaded;
  }

  /** Checks the gradients of a training step. */
  async check(step: number, listeners: Listeners): Promise<Checked | Cancelled> {
    if (!this.worker && this.graph) {
      const loaded = await this.loadAgain(step, {});
      if (loaded.type === 'cancelled') return loaded;
    }
    return (await this.ask({ type: 'check', step }, listeners)) as Checked;
  }

  /** Gives up what is under way; see `EngineRequest`. An engine that does not stop soon is ended. */
  cancel(): void {
    const { pending, worker } = this;
    if (!pending || !worker) return;
    worker.post({ type: 'cancel' });
    pending.cancelled = true;
    this.timers.clear(pending.timer);
    pending.timer = this.timers.set(() => {
      this.end();
      this.settle()?.resolve({
        type: 'cancelled',
        id: pending.id,
        tail: { from: 0, losses: [] },
      });
    }, PATIENCE);
  }

  private loadAgain(step: number, listeners: Listeners): Promise<Planned | Loaded | Cancelled> {
    return this.load({ graph: this.graph!, step, budget: null, limits: null }, listeners);
  }

  private async ask(body: RequestBody, listeners: Listeners): Promise<Answer> {
    const id = ++this.lastId;
    this.settle()?.reject(new Superseded());
    const worker = await this.running();
    if (id !== this.lastId) throw new Superseded();
    return new Promise((resolve, reject) => {
      const timer = this.watch();
      this.pending = { id, listeners, resolve, reject, timer, cancelled: false };
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
    const { listeners } = pending;
    switch (reply.type) {
      case 'progress':
        this.goOn(pending);
        return listeners.onProgress?.(reply);
      case 'checking':
        this.goOn(pending);
        return listeners.onCheck?.(reply);
      case 'planned':
        this.goOn(pending);
        listeners.onPlan?.(reply);
        if (!reply.waits) return;
        break;
      case 'failed':
        this.settle();
        return pending.reject(new Error(reply.outOfMemory ? outOfMemory() : reply.message));
      case 'loaded':
      case 'step':
      case 'checked':
      case 'cancelled':
        break;
    }
    this.settle();
    pending.resolve(reply);
  }

  /** A sign of life gives more time, unless the request was cancelled. */
  private goOn(pending: Pending): void {
    if (pending.cancelled) return;
    this.timers.clear(pending.timer);
    pending.timer = this.watch();
  }

  private watch(): number {
    return this.timers.set(
      () => this.fail(l10n.t('The computation gave no sign of life for a minute and was ended.')),
      SILENCE,
    );
  }

  /** Ends a worker that failed; the next request starts another. */
  private fail(message: string): void {
    this.end();
    this.settle()?.reject(new Error(message));
  }

  private end(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private settle(): Pending | null {
    const { pending } = this;
    this.pending = null;
    if (pending) this.timers.clear(pending.timer);
    return pending;
  }
}

function outOfMemory(): string {
  return l10n.t(
    'There is not enough memory to run this model. Use fewer samples or smaller layers.',
  );
}
