/** Builds the extension's parts and registers them. Wiring only. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { registerCommands } from './host/commands';
import { askAndExport } from './host/commands/export';
import { Models } from './host/models';
import { revealSource } from './host/panel/columns';
import { CurrentLine } from './host/panel/current-line';
import { Panels } from './host/panel/panels';
import { registerProviders } from './host/providers';

/** Called by the editor when one of our commands, files or panels is first used. */
export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const log = vscode.window.createOutputChannel('Visualize Backprop', { log: true });
  const models = new Models();
  const currentLine = new CurrentLine();
  const panels = new Panels({
    extensionUri,
    models,
    log,
    markLine: (uri, range) => currentLine.set(uri, range),
    reveal: (panel, range, takeFocus) =>
      revealSource(panel.uri, range, panel.view.viewColumn, takeFocus),
    askExport: (panel, kind) => askAndExport(panel, kind),
  });
  subscriptions.push(
    log,
    currentLine,
    panels,
    registerProviders(models, panels),
    registerCommands({ extensionUri, models, panels }),
  );
}
