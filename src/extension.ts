/** Builds the extension's parts and registers them. Wiring only. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { registerCommands } from './host/commands';
import { askInvocation } from './host/commands/invocation';
import { askAndExport } from './host/commands/export';
import { Invocations } from './host/invocations';
import { Models } from './host/models';
import { revealSource } from './host/panel/columns';
import { sourceOf } from './host/convert';
import { CurrentLine } from './host/panel/current-line';
import { Panels } from './host/panel/panels';
import { registerProviders } from './host/providers';

/** Called by the editor when one of our commands, files or panels is first used. */
export function activate({
  extensionUri,
  subscriptions,
  workspaceState,
}: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const log = vscode.window.createOutputChannel('Visualize Backprop', { log: true });
  const models = new Models(new Invocations(workspaceState));
  const currentLine = new CurrentLine();
  const panels = new Panels({
    extensionUri,
    models,
    log,
    markLine: (uri, range) => currentLine.set(uri, range),
    reveal: (panel, range, takeFocus) =>
      revealSource(sourceOf(panel.uri, range), range, panel.view.viewColumn, takeFocus),
    askInvocation: (panel, graph) => askInvocation(models, panel, graph),
    askExport: (panel, kind) => askAndExport(panel, kind),
  });
  subscriptions.push(
    log,
    models,
    currentLine,
    panels,
    registerProviders(models, panels),
    registerCommands({ extensionUri, models, panels }),
  );
}
