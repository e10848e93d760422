/** Marks the line of the current beat in the visible editors of each panel's document. */
import * as vscode from 'vscode';
import type { SourceRange } from '../../core/model/range';
import { COLORS } from '../../ids';
import { sourceOf, toRange } from '../convert';

/** One mark a model file, in theme colours; gone when set to null. */
export class CurrentLine implements vscode.Disposable {
  private readonly marks = new Map<
    string,
    { readonly uri: string; readonly range: vscode.Range }
  >();
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

  /** Marks the range in all editors of the file that it stands in, which need not be the model file itself. */
  set(model: vscode.Uri, range: SourceRange | null): void {
    const key = model.toString();
    const before = this.marks.get(key);
    if (range)
      this.marks.set(key, { uri: sourceOf(model, range).toString(), range: toRange(range) });
    else if (!this.marks.delete(key)) return;
    const files = [before?.uri, this.marks.get(key)?.uri];
    vscode.window.visibleTextEditors
      .filter((editor) => files.includes(editor.document.uri.toString()))
      .forEach((editor) => {
        this.draw(editor);
        this.follow(editor, key);
      });
  }

  /** Scrolls to the line, unless somebody writes there. */
  private follow(editor: vscode.TextEditor, key: string): void {
    const mark = this.marks.get(key);
    if (editor === vscode.window.activeTextEditor) return;
    if (mark?.uri !== editor.document.uri.toString()) return;
    // The start of the line: nothing is scrolled sideways.
    const { line } = mark.range.start;
    const start = new vscode.Range(line, 0, line, 0);
    editor.revealRange(start, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private draw(editor: vscode.TextEditor): void {
    const key = editor.document.uri.toString();
    const marks = [...this.marks.values()].filter(({ uri }) => uri === key);
    editor.setDecorations(
      this.decoration,
      marks.map(({ range }) => range),
    );
  }
}
