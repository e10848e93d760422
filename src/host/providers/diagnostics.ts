/** Shows the problems of model files: of our own format while they are open, of any other YAML or JSON while it has a panel. */
import * as vscode from 'vscode';
import type { Problem } from '../../core/model/problem';
import { toRange, toSeverity } from '../convert';
import { isNotebookCell } from '../python/notebooks';
import { Debounced } from '../debounce';
import { mayHoldModel } from '../../core/parse/pytorch';
import { isPythonFile, isSpecFile } from '../file-names';
import type { Models } from '../models';
import type { Panels } from '../panel/panels';
import { isShown } from './shown';

/** Named in the problems list as where a finding comes from. */
export const DIAGNOSTICS_SOURCE = 'Visualize Backprop';

/**
 * True for documents whose models the providers speak about: our own format, Python source that uses a library of networks, and what has
 * a panel. Older versions shown by source control are left alone.
 */
export function isWatched(document: vscode.TextDocument, panels: Panels): boolean {
  const { uri, languageId } = document;
  if (uri.scheme === 'git') return false;
  if (isSpecFile(uri.path, languageId) || panels.has(uri)) return true;
  if (!isPythonFile(uri.path, languageId)) return false;
  return isNotebookCell(uri) || mayHoldModel(document.getText());
}

/** Keeps the problems list up to date until disposed. */
export function watchProblems(models: Models, panels: Panels): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('visualize-backprop');
  const waiting = new Set<vscode.TextDocument>();
  const update = (document: vscode.TextDocument) => void show(document);
  const show = async (document: vscode.TextDocument): Promise<void> => {
    const { uri, version } = document;
    const isWanted = () =>
      !document.isClosed && isShown(document, panels) && isWatched(document, panels);
    if (!isWanted()) return collection.delete(uri);
    const { problems } = await models.read(document);
    if (document.version === version && isWanted()) {
      collection.set(uri, problems.map(toDiagnostic));
    }
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
    models.onDidChange((uri) => {
      const key = uri.toString();
      vscode.workspace.textDocuments.filter((each) => each.uri.toString() === key).forEach(update);
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
      if (opened.length + closed.length > 0) updateAll();
    }),
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
