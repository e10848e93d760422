/** Forgets how a model is made and fed as the person answered before, so that the file alone says it again. */
import * as vscode from 'vscode';
import type { CommandServices } from './services';
import { currentPanel } from './with-panel';

/** Forgets the answer for a model of a file (from a quick fix), else for what the panel shows that was used last. */
export async function forgetAnswer(
  services: CommandServices,
  argument?: unknown,
  model?: unknown,
): Promise<void> {
  const { models } = services;
  if (argument instanceof vscode.Uri && typeof model === 'string') {
    await models.setInvocation(argument, model, null);
    return;
  }
  const panel = currentPanel(services);
  const shown = panel?.model;
  if (panel && shown) await models.setInvocation(panel.uri, shown.name, null);
}
