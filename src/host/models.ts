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
      vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
        if (contentChanges.length === 0) return;
        notebook.getCells().forEach(({ document }) => this.invalidate(document.uri));
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const entry of this.entries.values()) entry.cancelled = true;
  }

  /** The models of a document as it is now. As often as a reading is given up a newer one takes its place. */
  async read(document: vscode.TextDocument): Promise<ParseResult> {
    for (;;) {
      try {
        return await this.entry(document).result;
      } catch (error) {
        if (!(error instanceof Cancelled)) throw error;
      }
    }
  }

  /** Why a model of a document cannot be made and fed as an answer says; null where it can. */
  async whyRefused(
    document: vscode.TextDocument,
    model: string,
    answer: string,
  ): Promise<string | null> {
    const { uri } = document;
    const { refused = {} } = await readPythonText({
      uri,
      text: document.getText(),
      answersOf: (each) => ({
        ...this.invocations.of(each),
        ...(each.toString() === uri.toString() && { [model]: answer }),
      }),
      found: () => undefined,
      cancelled: () => false,
    });
    return refused[model] ?? null;
  }

  /** Reads a text that is in no editor. */
  readText(uri: vscode.Uri, text: string, languageId: string): Promise<ParseResult> {
    const name = nameForParser(uri.path, languageId);
    if (!isPythonFile(uri.path, languageId)) return Promise.resolve(parseModelFile(text, name));
    const answersOf = (each: vscode.Uri) => this.invocations.of(each);
    return readPythonText({ uri, text, answersOf, found: () => undefined, cancelled: () => false });
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
        answersOf: (each) => this.invocations.of(each),
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
    // Listed before any is read anew, which may happen at once and make an entry that depends on the file as well.
    const dependents = [...this.entries].filter(
      ([other, { files }]) => other !== key && files.has(key),
    );
    dependents.forEach(([other]) => this.invalidate(vscode.Uri.parse(other)));
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
