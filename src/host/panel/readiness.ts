/** Whether a page listens, and waiting until it does. Knows no editor. */
import * as l10n from '@vscode/l10n';

/** A page that has not come up after this long has failed, in milliseconds. */
const START_LIMIT = 60_000;

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly timer: unknown;
}

/** A flag that can be waited for. */
export class Readiness {
  private ready = false;
  private waiters: readonly Waiter[] = [];

  constructor(private readonly limit = START_LIMIT) {}

  get isReady(): boolean {
    return this.ready;
  }

  /** The page listens. */
  set(): void {
    this.ready = true;
    for (const { resolve } of this.release()) resolve();
  }

  /** The page is gone; the next one has to say so again. */
  reset(): void {
    this.ready = false;
  }

  /** No page will come any more. */
  fail(message: string): void {
    for (const { reject } of this.release()) reject(new Error(message));
  }

  /** Resolves when the page listens; fails when it does not come up in time. */
  wait(): Promise<void> {
    if (this.ready) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiters = this.waiters.filter((waiter) => waiter.timer !== timer);
        reject(new Error(l10n.t('The panel did not start. Close it and open it again.')));
      }, this.limit);
      this.waiters = [...this.waiters, { resolve, reject, timer }];
    });
  }

  private release(): readonly Waiter[] {
    const released = this.waiters;
    this.waiters = [];
    for (const { timer } of released) clearTimeout(timer);
    return released;
  }
}
