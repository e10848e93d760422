/** The models in documents. Each version of a text is parsed once, for the panel and all providers together. */
import type * as vscode from 'vscode';
import { parseModelFile } from '../core/parse';
import type { ParseResult } from '../core/parse';
import { nameForParser } from './file-names';

interface Entry {
  readonly version: number;
  readonly languageId: string;
  readonly result: ParseResult;
}

/** Parses documents and remembers the result of the current version of each. */
export class Models {
  private readonly entries = new WeakMap<vscode.TextDocument, Entry>();

  of(document: vscode.TextDocument): ParseResult {
    const { version, languageId } = document;
    const known = this.entries.get(document);
    if (known?.version === version && known.languageId === languageId) return known.result;
    const name = nameForParser(document.uri.path, languageId);
    const result = parseModelFile(document.getText(), name);
    this.entries.set(document, { version, languageId, result });
    return result;
  }
}
