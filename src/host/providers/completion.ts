/** Completion of keys, layers, losses, names and values in model files. */
import * as vscode from 'vscode';
import { completionsAt } from '../../core/parse/spec/complete';
import type { Completion } from '../../core/parse/spec/complete';
import { nameForParser } from '../file-names';
import type { Panels } from '../panel/panels';
import { isWatched } from './diagnostics';

/** What the parser counts as the word at the cursor. */
const WORD = /[\p{L}\p{N}_.]+/u;

/** Offers what the parser says can be written at a place. */
export class SpecCompletions implements vscode.CompletionItemProvider {
  /** After these a new word begins. */
  static readonly triggers = [' ', ':', '"', '[', ','];

  constructor(private readonly panels: Panels) {}

  provideCompletionItems(
    document: vscode.TextDocument,
    place: vscode.Position,
  ): vscode.CompletionItem[] {
    if (!isWatched(document, this.panels)) return [];
    const name = nameForParser(document.uri.path, document.languageId);
    const range = document.getWordRangeAtPosition(place, WORD) ?? new vscode.Range(place, place);
    return completionsAt(document.getText(), name, place.line, place.character).map(
      (completion, i) => toItem(completion, i, range),
    );
  }
}

function toItem(completion: Completion, order: number, range: vscode.Range) {
  const item = new vscode.CompletionItem(completion.label, itemKind(completion.kind));
  item.insertText = completion.insertText;
  item.documentation = completion.documentation;
  item.range = range;
  item.sortText = String(order).padStart(4, '0');
  return item;
}

function itemKind(kind: Completion['kind']): vscode.CompletionItemKind {
  switch (kind) {
    case 'key':
      return vscode.CompletionItemKind.Property;
    case 'type':
      return vscode.CompletionItemKind.Class;
    case 'value':
      return vscode.CompletionItemKind.EnumMember;
    case 'name':
      return vscode.CompletionItemKind.Reference;
  }
}
