/** The models in documents. Each version of a text is read once, for the panel and all providers together. */
import * as vscode from 'vscode';
import { parseModelFile } from '../core/parse';
import type { ParseResult } from '../core/parse';
import { isPythonFile, nameForParser } from './file-names';
import type { Invocations } from './invocations';
import { Cancelled } from './python/drive';
import { readPythonText } from './python/read';

interface Entry {
  readonly version: number;
  readonly languageId: string;
  readonly result: Promise<ParseResult>;
  /** Files that were read on the way. */
  readonly files: Set<string>;
  cancelled: boolean;
}

/** Reads documents and remembers the result of the current version of each. */
export class Models implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires for a document whose models may be others now although its own text is the same. */
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(readonly invocations: Invocations) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.fileChanged(document.uri)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.fileChanged(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const entry of this.entries.values()) entry.cancelled = true;
  }

  /** The models of a document as it is now. A newer version of the text takes the place of one that is still being read. */
  async read(document: vscode.TextDocument): Promise<ParseResult> {
    const { result } = this.entry(document);
    try {
      return await result;
    } catch (error) {
      const { result: newer } = this.entry(document);
      if (error instanceof Cancelled && newer !== result) return newer;
      throw error;
    }
  }

  /** Reads a text that is in no editor. */
  readText(uri: vscode.Uri, text: string, languageId: string): Promise<ParseResult> {
    const name = nameForParser(uri.path, languageId);
    if (!isPythonFile(uri.path, languageId)) return Promise.resolve(parseModelFile(text, name));
    const answers = this.invocations.of(uri);
    return readPythonText({ uri, text, answers, found: () => undefined, cancelled: () => false });
  }

  /** Remembers how a model is made and fed, or forgets it, and has it read anew. */
  async setInvocation(uri: vscode.Uri, model: string, answer: string | null): Promise<void> {
    await this.invocations.set(uri, model, answer);
    this.invalidate(uri);
  }

  private entry(document: vscode.TextDocument): Entry {
    const key = document.uri.toString();
    const { version, languageId } = document;
    const known = this.entries.get(key);
    if (known?.version === version && known.languageId === languageId && !known.cancelled) {
      return known;
    }
    if (known) known.cancelled = true;
    const entry = this.start(document);
    this.entries.set(key, entry);
    return entry;
  }

  private start(document: vscode.TextDocument): Entry {
    const { uri, version, languageId } = document;
    const files = new Set<string>();
    const state = { version, languageId, files, cancelled: false };
    if (!isPythonFile(uri.path, languageId)) {
      const name = nameForParser(uri.path, languageId);
      const result = Promise.resolve(parseModelFile(document.getText(), name));
      return { ...state, result };
    }
    const entry: Entry = Object.assign(state, {
      result: readPythonText({
        uri,
        text: document.getText(),
        answers: this.invocations.of(uri),
        found: (file) => files.add(file),
        cancelled: () => state.cancelled,
      }),
    });
    // Whoever waits is told; nobody waiting is no failure.
    entry.result.catch(() => undefined);
    return entry;
  }

  private fileChanged(uri: vscode.Uri): void {
    const key = uri.toString();
    for (const [other, { files }] of this.entries) {
      if (other !== key && files.has(key)) this.invalidate(vscode.Uri.parse(other));
    }
  }

  private invalidate(uri: vscode.Uri): void {
    const entry = this.entries.get(uri.toString());
    if (entry) entry.cancelled = true;
    this.entries.delete(uri.toString());
    this.changed.fire(uri);
  }

  private forget(uri: vscode.Uri): void {
    const entry = this.entries.get(uri.toString());
    if (entry) entry.cancelled = true;
    this.entries.delete(uri.toString());
  }
}
