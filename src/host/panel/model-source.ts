/** The model file behind a panel: read from its editor, or from the file system once the editor is closed, and watched in both places. */
import * as vscode from 'vscode';
import type { ParseResult } from '../../core/parse';
import { Debounced } from '../debounce';
import type { Models } from '../models';

/** Tells when the text may have changed, and reads it. */
export class ModelSource implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly pause: Debounced;
  /** The last text that was read from the file system. */
  private fromDisk: { text: string; result: Promise<ParseResult> } | null = null;

  constructor(
    private readonly uri: vscode.Uri,
    private readonly models: Models,
    changed: () => void,
  ) {
    this.pause = new Debounced(changed);
    const notice = (document: vscode.TextDocument) => {
      if (document.uri.toString() === uri.toString()) this.pause.call();
    };
    this.subscriptions.push(
      vscode.workspace.onDidChangeTextDocument((event) => notice(event.document)),
      vscode.workspace.onDidOpenTextDocument(notice),
      vscode.workspace.onDidCloseTextDocument(notice),
      models.onDidChange((changed) => {
        if (changed.toString() !== uri.toString()) return;
        this.fromDisk = null;
        this.pause.call();
      }),
    );
    if (uri.scheme !== 'untitled') this.watchFile();
  }

  dispose(): void {
    this.pause.cancel();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** What the file says now; null when there is no such file any more. */
  async read(): Promise<ParseResult | null> {
    const document = this.openDocument();
    if (document && (document.isDirty || document.isUntitled || (await this.exists()))) {
      return this.models.read(document);
    }
    if (this.uri.scheme === 'untitled') return this.readRestored();
    try {
      const bytes = await vscode.workspace.fs.readFile(this.uri);
      return await this.parse(new TextDecoder().decode(bytes));
    } catch {
      return null;
    }
  }

  private openDocument(): vscode.TextDocument | undefined {
    const key = this.uri.toString();
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  }

  /** False when the file system says that the file is gone; schemes without a file system live as long as their document. */
  private async exists(): Promise<boolean> {
    if (vscode.workspace.fs.isWritableFileSystem(this.uri.scheme) === undefined) return true;
    try {
      await vscode.workspace.fs.stat(this.uri);
      return true;
    } catch {
      return false;
    }
  }

  /** After a reload an unsaved copy is read again only when its tab is shown; opening it by hand would invent an empty one. */
  private async readRestored(): Promise<ParseResult | null> {
    const key = this.uri.toString();
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const restored = tabs.some(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key,
    );
    return restored ? this.models.read(await vscode.workspace.openTextDocument(this.uri)) : null;
  }

  private parse(text: string): Promise<ParseResult> {
    if (this.fromDisk?.text !== text) {
      this.fromDisk = { text, result: this.models.readText(this.uri, text, '') };
    }
    return this.fromDisk.result;
  }

  /** Watches the folder and compares: a file name may hold characters that mean something in a pattern. */
  private watchFile(): void {
    const folder = vscode.Uri.joinPath(this.uri, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, '*'),
    );
    const notice = (changed: vscode.Uri) => {
      if (changed.toString() === this.uri.toString()) this.pause.call();
    };
    watcher.onDidChange(notice);
    watcher.onDidCreate(notice);
    watcher.onDidDelete(notice);
    this.subscriptions.push(watcher);
  }
}
