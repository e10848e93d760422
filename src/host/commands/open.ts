/** The command *Visualize Backprop*: finds the model that is meant and opens its panel, or says what to do. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { baseName, isSpecFile, mayHoldModel } from '../file-names';
import type { Models } from '../models';
import { showSource } from '../panel/columns';
import { openExample } from './open-example';
import type { CommandServices } from './services';

/** Opens the panel of a file (from the explorer or a CodeLens), else of the active editor. */
export async function openModel(
  services: CommandServices,
  argument?: unknown,
  model?: unknown,
): Promise<void> {
  const { panels } = services;
  const uri = argument instanceof vscode.Uri ? argument : activeUri();
  if (!uri) {
    if (panels.current?.view.active) return;
    offerExample(
      services,
      l10n.t('Open a file that describes a network, then run Visualize Backprop again.'),
    );
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri).then(
    (opened) => opened,
    () => null,
  );
  const reason = document
    ? await whyNoModel(document, services.models)
    : l10n.t('{0} cannot be read as text.', baseName(uri.path));
  if (reason !== null || !document) {
    offerExample(services, reason ?? '');
    return;
  }
  await showSource(document, panels.visibleColumn);
  panels.open(uri, typeof model === 'string' ? model : null);
}

function activeUri(): vscode.Uri | null {
  const editor = vscode.window.activeTextEditor;
  if (editor) return editor.document.uri;
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
    ? input.uri
    : null;
}

/** Our own files always open, so that the panel can show what is wrong with them; any other must hold a model. */
async function whyNoModel(document: vscode.TextDocument, models: Models): Promise<string | null> {
  const { languageId, uri } = document;
  const name = baseName(uri.path);
  if (isSpecFile(uri.path, languageId)) return null;
  if (!mayHoldModel(uri.path, languageId)) {
    return l10n.t(
      '{0} describes no network. Visualize Backprop reads PyTorch source, *.backprop.yaml, *.backprop.json and other YAML or JSON files in the same format.',
      name,
    );
  }
  const { models: found, problems } = await models.read(document);
  if (found.length > 0) return null;
  const first = problems.find((problem) => problem.severity === 'error') ?? problems[0];
  return first
    ? l10n.t(
        '{0} describes no network. Line {1}: {2}',
        name,
        first.range.startLine + 1,
        first.message,
      )
    : l10n.t('{0} describes no network.', name);
}

/** Not waited for: the message stands until the person answers. */
function offerExample(services: CommandServices, message: string): void {
  const open = l10n.t('Open an Example');
  void vscode.window.showInformationMessage(message, open).then(async (answer) => {
    if (answer !== open) return;
    const editor = await openExample(services);
    services.panels.open(editor.document.uri);
  });
}
