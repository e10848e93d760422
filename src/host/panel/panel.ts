/** One panel: a model file, its page, and the messages between them. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ModelGraph } from '../../core/model/graph';
import type { SourceRange } from '../../core/model/range';
import type { ParseResult } from '../../core/parse';
import { toWire } from '../../protocol/messages';
import type { ExportRequest, HostMessage, PanelCommand } from '../../protocol/messages';
import type { PanelState } from '../../protocol/state';
import { parsePageMessage } from '../../protocol/validate';
import { baseName } from '../file-names';
import type { Models } from '../models';
import { readSettings } from '../settings';
import { ModelSource } from './model-source';
import { fillWebview } from './page';
import { PendingExports } from './pending-exports';
import type { RunningExport } from './pending-exports';
import { changeableModel, readModel } from './reading';
import type { Reading } from './reading';
import { Readiness } from './readiness';

/** What a panel needs from the rest of the extension. */
export interface PanelServices {
  readonly extensionUri: vscode.Uri;
  readonly models: Models;
  readonly log: vscode.LogOutputChannel;
  /** Marks the line of the current beat. */
  markLine(uri: vscode.Uri, range: SourceRange | null): void;
  /** Shows a place of the document. */
  reveal(panel: Panel, range: SourceRange, takeFocus: boolean): Promise<void>;
  /** Asks how a model is made and fed. */
  askInvocation(panel: Panel, graph: ModelGraph): Promise<void>;
  /** A button of the page asks for an export. */
  askExport(panel: Panel, kind: 'frame' | 'clip'): Promise<void>;
}

/** Joins a webview to a model file, for as long as the webview lives. */
export class Panel {
  private source: ModelSource;
  private readonly readiness = new Readiness();
  private readonly exports: PendingExports;
  private reading: Reading | null = null;
  private lastResult: ParseResult | null = null;
  /** Where the page says that the current beat is defined. */
  private beat: SourceRange | null = null;
  private gone = false;
  /** Name of the model that is shown; null for the first. */
  private chosen: string | null;
  private revision = 0;
  private reads = 0;

  constructor(
    readonly view: vscode.WebviewPanel,
    private target: vscode.Uri,
    private readonly services: PanelServices,
    /** Where the person looked last; null for a panel that is new. */
    private lastState: PanelState | null,
  ) {
    this.chosen = lastState?.model ?? null;
    this.exports = new PendingExports((message) => this.post(message));
    view.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    view.onDidChangeViewState(() => {
      if (!view.visible) this.pageLeft();
    });
    view.onDidDispose(() => {
      this.source.dispose();
      this.pageLeft();
      this.readiness.fail(l10n.t('The panel was closed.'));
    });
    this.source = this.watch();
    fillWebview(view.webview, services.extensionUri, lastState);
    void this.refresh();
  }

  /** Where the person looks, as the page said last. */
  get state(): PanelState | null {
    return this.lastState;
  }

  /** The model whose making can be changed. */
  get model(): ModelGraph | null {
    return changeableModel(this.lastResult, this.reading, this.chosen);
  }

  get uri(): vscode.Uri {
    return this.target;
  }

  /** Follows the document to its new name. */
  moveTo(uri: vscode.Uri): void {
    this.services.markLine(this.target, null);
    this.source.dispose();
    this.target = uri;
    this.lastResult = null;
    this.source = this.watch();
    void this.refresh();
  }

  /** Sends a command, after showing the page when it is hidden: a hidden page does not exist. */
  async send(command: PanelCommand): Promise<void> {
    await this.show();
    this.post({ type: 'command', command });
  }

  /** Has the page draw a file. */
  async export(
    request: ExportRequest,
    onProgress: (done: number, total: number) => void,
  ): Promise<RunningExport> {
    await this.show();
    return this.exports.start(request, onProgress);
  }

  /** Shows another model of the file. */
  choose(model: string): void {
    if (model === this.chosen) return;
    this.chosen = model;
    if (!this.lastResult) return;
    this.reading = readModel(this.lastResult, null, model);
    this.sendSnapshot();
  }

  /** The page should obey settings that changed. */
  settingsChanged(): void {
    this.sendSnapshot();
  }

  private watch(): ModelSource {
    this.view.title = l10n.t('Backprop: {0}', baseName(this.target.path));
    return new ModelSource(this.target, this.services.models, () => void this.refresh());
  }

  /** Reads the file again and tells the page when something changed. The latest read wins. */
  private async refresh(): Promise<void> {
    this.reads += 1;
    const read = this.reads;
    const result = await this.source.read();
    if (read !== this.reads) return;
    const wasGone = this.gone;
    this.gone = result === null;
    if (!result) {
      this.markBeat();
      this.post({ type: 'gone', fileName: baseName(this.target.path) });
    } else if (result !== this.lastResult || wasGone) {
      const wasStale = this.reading?.stale;
      this.lastResult = result;
      this.reading = readModel(result, this.reading, this.chosen);
      this.sendSnapshot();
      if (this.reading.stale || wasStale || wasGone) this.markBeat();
    }
  }

  private sendSnapshot(): void {
    if (!this.reading || this.gone) return;
    this.revision += 1;
    this.post({
      type: 'snapshot',
      snapshot: {
        revision: this.revision,
        uri: this.target.toString(),
        fileName: baseName(this.target.path),
        ...this.reading,
        settings: readSettings(),
      },
    });
  }

  /** While the text does not match the model, its lines mean nothing. */
  private markBeat(): void {
    this.services.markLine(this.target, this.reading?.stale || this.gone ? null : this.beat);
  }

  private async show(): Promise<void> {
    if (!this.view.visible) this.view.reveal(undefined, true);
    await this.readiness.wait();
  }

  private post(message: HostMessage): void {
    if (this.readiness.isReady) void this.view.webview.postMessage(toWire(message));
  }

  private pageLeft(): void {
    this.readiness.reset();
    this.exports.failAll(l10n.t('The panel was closed or hidden before the file was drawn.'));
    this.beat = null;
    this.markBeat();
  }

  private receive(received: unknown): void {
    const message = parsePageMessage(received);
    if (!message) {
      this.services.log.warn('The page sent a message that is not understood.');
      return;
    }
    switch (message.type) {
      case 'ready':
        return this.greet();
      case 'beat':
        this.beat = message.range;
        return this.markBeat();
      case 'reveal':
        return this.log(this.services.reveal(this, message.range, message.takeFocus));
      case 'chooseModel':
        return this.choose(message.name);
      case 'changeInvocation': {
        const graph = this.model;
        return graph ? this.log(this.services.askInvocation(this, graph)) : undefined;
      }
      case 'askExport':
        return this.log(this.services.askExport(this, message.kind));
      case 'exportProgress':
      case 'exportDone':
      case 'exportFailed':
        return this.exports.receive(message);
      case 'state':
        this.lastState = message.state;
        return;
      case 'failure':
        return this.services.log.error(message.message.slice(0, 10_000));
    }
  }

  /** What the page asked for runs on its own; a failure goes to the log. */
  private log(work: Promise<void>): void {
    work.catch((error: unknown) => this.services.log.error(String(error)));
  }

  /** Answers a page that has just come up, be it the first one or one that was loaded anew. */
  private greet(): void {
    if (this.readiness.isReady) this.pageLeft();
    this.readiness.set();
    this.post({ type: 'texts', bundle: vscode.l10n.bundle ?? {} });
    if (this.gone) this.post({ type: 'gone', fileName: baseName(this.target.path) });
    else this.sendSnapshot();
  }
}
