/** Between the core's plain data and the editor's classes. */
import * as vscode from 'vscode';
import type { Fix, Severity } from '../core/model/problem';
import type { SourceRange } from '../core/model/range';

/** The same range as the editor's class. */
export function toRange(range: SourceRange): vscode.Range {
  return new vscode.Range(range.startLine, range.startColumn, range.endLine, range.endColumn);
}

/** The file that a range stands in; most stand in the model file. */
export function sourceOf(model: vscode.Uri, { file }: SourceRange): vscode.Uri {
  return file === undefined ? model : vscode.Uri.parse(file);
}

/** The editor's word for a severity. */
export function toSeverity(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'information':
      return vscode.DiagnosticSeverity.Information;
  }
}

/** A remedy as an edit of one document. */
export function toWorkspaceEdit(uri: vscode.Uri, fix: Fix): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of fix.edits) edit.replace(uri, toRange(range), newText);
  return edit;
}
