/** Marks the line of the current beat in the visible editors of each panel's document. */
import * as vscode from 'vscode';
import type { SourceRange } from '../../core/model/range';
import { COLORS } from '../../ids';
import { toRange } from '../convert';

/** One mark a document, in theme colours; gone when set to null. */
export class CurrentLine implements vscode.Disposable {
  private readonly marks = new Map<string, vscode.Range>();
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(COLORS.currentLineBackground),
    borderColor: new vscode.ThemeColor(COLORS.currentLineBorder),
    borderStyle: 'solid',
    borderWidth: '1px',
    overviewRulerColor: new vscode.ThemeColor(COLORS.forward),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  private readonly subscription = vscode.window.onDidChangeVisibleTextEditors((editors) => {
    editors.forEach((editor) => this.draw(editor));
  });

  dispose(): void {
    this.subscription.dispose();
    this.decoration.dispose();
  }

  /** Marks the range in all editors of the document. */
  set(uri: vscode.Uri, range: SourceRange | null): void {
    const key = uri.toString();
    if (range) this.marks.set(key, toRange(range));
    else if (!this.marks.delete(key)) return;
    vscode.window.visibleTextEditors
      .filter((editor) => editor.document.uri.toString() === key)
      .forEach((editor) => this.draw(editor));
  }

  private draw(editor: vscode.TextEditor): void {
    const range = this.marks.get(editor.document.uri.toString());
    editor.setDecorations(this.decoration, range ? [range] : []);
  }
}
