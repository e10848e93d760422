/** The commands *Export Frame…* and *Export Clip…*: questions, drawing in the page with progress, and a file that is whole or not there. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ExportRequest } from '../../protocol/messages';
import { baseName } from '../file-names';
import type { Panel } from '../panel/panel';
import { parseExportArguments } from './export-options';
import { askRequest, askTarget } from './export-questions';
import type { CommandServices } from './services';
import { currentPanel } from './with-panel';
import { writeWhole } from './write-whole';

type Kind = ExportRequest['kind'];

/**
 * Runs an export command. With arguments `{ target, width, height, framesPerSecond, range }` it asks nothing, waits for the
 * file and fails as a failure, for tests and scripts; without them it asks, and shows what came of it.
 */
export async function runExport(
  services: CommandServices,
  kind: Kind,
  argument?: unknown,
): Promise<vscode.Uri | undefined> {
  const panel = currentPanel(services);
  if (!panel) return undefined;
  if (!isScripted(argument)) {
    await askAndExport(panel, kind);
    return undefined;
  }
  const { target, request } = parseExportArguments(kind, argument);
  const uri = typeof target === 'string' ? vscode.Uri.parse(target, true) : target;
  if (!(uri instanceof vscode.Uri)) throw new Error(l10n.t('The target must be a URI.'));
  return (await drawAndWrite(panel, request, uri)) ? uri : undefined;
}

/** Asks what to export from this panel and where to, and does it. */
export async function askAndExport(panel: Panel, kind: Kind): Promise<void> {
  const request = await askRequest(kind);
  const target = request && (await askTarget(kind, panel.uri));
  if (!target) return;
  try {
    if (await drawAndWrite(panel, request, target)) offerFile(target);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      l10n.t('{0} was not saved. {1}', baseName(target.path), reason),
    );
  }
}

/** False when it was cancelled. */
async function drawAndWrite(
  panel: Panel,
  request: ExportRequest,
  target: vscode.Uri,
): Promise<boolean> {
  const bytes = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Drawing {0}', baseName(target.path)),
      cancellable: true,
    },
    async (progress, cancellation) => {
      let shown = 0;
      const running = await panel.export(request, (done, total) => {
        const percent = total > 0 ? (100 * done) / total : 0;
        const message = l10n.t('{0} of {1} frames', done, total);
        progress.report({ increment: percent - shown, ...(total > 1 && { message }) });
        shown = percent;
      });
      const subscription = cancellation.onCancellationRequested(() => running.cancel());
      if (cancellation.isCancellationRequested) running.cancel();
      return running.bytes.finally(() => void subscription.dispose());
    },
  );
  if (!bytes) return false;
  await writeWhole(target, bytes);
  return true;
}

/** Not waited for: the message stands until the person answers. */
function offerFile(target: vscode.Uri): void {
  const open = l10n.t('Open');
  const reveal = l10n.t('Reveal');
  void vscode.window
    .showInformationMessage(l10n.t('Saved {0}.', baseName(target.path)), open, reveal)
    .then((answer) => {
      if (answer === open) void vscode.commands.executeCommand('vscode.open', target);
      if (answer === reveal) void vscode.commands.executeCommand(revealCommand(target), target);
    });
}

function revealCommand(target: vscode.Uri): string {
  const desktop = vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
  return desktop && target.scheme === 'file' ? 'revealFileInOS' : 'revealInExplorer';
}

/** The editor's menus hand over a URI or nothing; scripts an object with a target. */
function isScripted(argument: unknown): argument is object {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    !(argument instanceof vscode.Uri) &&
    'target' in argument
  );
}
