/** Export requests that the page is working on: each ends in bytes, in a failure, or cancelled. Knows no editor. */
import * as l10n from '@vscode/l10n';
import type { ExportRequest, HostMessage, PageMessage } from '../../protocol/messages';

/** A page that says nothing about an export for this long has failed, in milliseconds. */
export const EXPORT_SILENCE = 120_000;

type ExportAnswer = Extract<
  PageMessage,
  { type: 'exportProgress' | 'exportDone' | 'exportFailed' }
>;

interface Pending {
  readonly resolve: (bytes: Uint8Array | null) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (done: number, total: number) => void;
  timer: unknown;
}

/** A running export. */
export interface RunningExport {
  /** The file's bytes; null when it was cancelled. */
  readonly bytes: Promise<Uint8Array | null>;
  cancel(): void;
}

/** Keeps the account of requests and answers by id. */
export class PendingExports {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  constructor(
    private readonly post: (message: HostMessage) => void,
    private readonly silence = EXPORT_SILENCE,
  ) {}

  start(request: ExportRequest, onProgress: (done: number, total: number) => void): RunningExport {
    this.lastId += 1;
    const id = this.lastId;
    const bytes = new Promise<Uint8Array | null>((resolve, reject) => {
      this.pending.set(id, { resolve, reject, onProgress, timer: undefined });
    });
    this.waitOn(id);
    this.post({ type: 'export', id, request });
    return { bytes, cancel: () => this.cancel(id) };
  }

  /** Takes what the page answered. Answers to exports that are over are ignored. */
  receive(answer: ExportAnswer): void {
    const pending = this.pending.get(answer.id);
    if (!pending) return;
    if (answer.type === 'exportProgress') {
      pending.onProgress(answer.done, answer.total);
      this.waitOn(answer.id);
      return;
    }
    this.forget(answer.id);
    if (answer.type === 'exportDone') pending.resolve(answer.bytes);
    else pending.reject(new Error(answer.message));
  }

  /** Ends all exports, because the page that drew them is no more. */
  failAll(message: string): void {
    for (const [id, pending] of [...this.pending]) {
      this.forget(id);
      pending.reject(new Error(message));
    }
  }

  private cancel(id: number): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    this.forget(id);
    this.post({ type: 'cancelExport', id });
    pending.resolve(null);
  }

  private waitOn(id: number): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    clearTimeout(pending.timer);
    pending.timer = setTimeout(() => {
      this.forget(id);
      this.post({ type: 'cancelExport', id });
      pending.reject(new Error(l10n.t('The panel stopped answering while it drew the file.')));
    }, this.silence);
  }

  private forget(id: number): void {
    clearTimeout(this.pending.get(id)?.timer);
    this.pending.delete(id);
  }
}
