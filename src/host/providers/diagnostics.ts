/** Shows the problems of model files: of our own format while they are open, of any other YAML or JSON while it has a panel. */
import * as vscode from 'vscode';
import type { Problem } from '../../core/model/problem';
import { toRange, toSeverity } from '../convert';
import { Debounced } from '../debounce';
import { isSpecFile } from '../file-names';
import type { Models } from '../models';
import type { Panels } from '../panel/panels';

/** Named in the problems list as where a finding comes from. */
export const DIAGNOSTICS_SOURCE = 'Visualize Backprop';

/** True for documents whose models the providers speak about. Older versions shown by source control are left alone. */
export function isWatched(document: vscode.TextDocument, panels: Panels): boolean {
  if (document.uri.scheme === 'git') return false;
  return isSpecFile(document.uri.path, document.languageId) || panels.has(document.uri);
}

/** Keeps the problems list up to date until disposed. */
export function watchProblems(models: Models, panels: Panels): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('visualize-backprop');
  const waiting = new Set<vscode.TextDocument>();
  const update = (document: vscode.TextDocument) => {
    if (document.isClosed || !isWatched(document, panels)) collection.delete(document.uri);
    else collection.set(document.uri, models.of(document).problems.map(toDiagnostic));
  };
  const updateAll = () => vscode.workspace.textDocuments.forEach(update);
  const pause = new Debounced(() => {
    waiting.forEach(update);
    waiting.clear();
  });
  updateAll();
  return vscode.Disposable.from(
    collection,
    { dispose: () => pause.cancel() },
    panels.onDidChange(updateAll),
    vscode.workspace.onDidOpenTextDocument(update),
    vscode.workspace.onDidCloseTextDocument(update),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!isWatched(document, panels)) return;
      waiting.add(document);
      pause.call();
    }),
  );
}

function toDiagnostic(problem: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(problem.range),
    problem.message,
    toSeverity(problem.severity),
  );
  diagnostic.code = problem.code;
  diagnostic.source = DIAGNOSTICS_SOURCE;
  return diagnostic;
}
