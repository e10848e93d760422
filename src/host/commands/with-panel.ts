/** For commands that need a panel: hands them the right one, or says how to open one. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { COMMANDS } from '../../ids';
import { isSpecFile } from '../file-names';
import type { Panel } from '../panel/panel';
import { openModel } from './open';
import type { CommandServices } from './services';

/** The panel that was used last; without one a message with a button that opens one. */
export function currentPanel({ panels }: CommandServices): Panel | null {
  if (panels.current) return panels.current;
  const open = l10n.t('Visualize Backprop');
  void vscode.window
    .showInformationMessage(
      l10n.t(
        'No panel is open. Open a file that describes a network and run Visualize Backprop first.',
      ),
      open,
    )
    .then((answer) => {
      if (answer === open) void vscode.commands.executeCommand(COMMANDS.open);
    });
  return null;
}

/** The panel of the model file in the active editor, which is opened when there is none; else the panel that was used last. */
export async function activePanel(services: CommandServices): Promise<Panel | null> {
  const document = vscode.window.activeTextEditor?.document;
  if (document && isSpecFile(document.uri.path, document.languageId)) {
    await openModel(services, document.uri);
  }
  return currentPanel(services);
}
