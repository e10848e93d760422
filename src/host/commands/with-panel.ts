/** For commands that need a panel: hands them the one that was used last, or says how to open one. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { COMMANDS } from '../../ids';
import type { Panel } from '../panel/panel';
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
