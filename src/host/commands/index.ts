/** Registers every command of the manifest. */
import * as vscode from 'vscode';
import { COMMANDS } from '../../ids';
import { PANEL_COMMANDS } from '../../protocol/messages';
import { runExport } from './export';
import { forgetAnswer } from './forget-answer';
import { openModel } from './open';
import { openExample } from './open-example';
import type { CommandServices } from './services';
import { activePanel, currentPanel } from './with-panel';

/** Registers all commands; what is returned takes them back. */
export function registerCommands(services: CommandServices): vscode.Disposable {
  const register = (id: string, run: (...args: unknown[]) => Promise<unknown>) =>
    vscode.commands.registerCommand(id, run);
  return vscode.Disposable.from(
    register(COMMANDS.open, (argument, model) => openModel(services, argument, model)),
    register(COMMANDS.openExample, async () => void (await openExample(services))),
    ...PANEL_COMMANDS.map((command) =>
      register(COMMANDS[command], async () => {
        const find = command === 'checkGradients' ? activePanel : currentPanel;
        await (await find(services))?.send(command);
      }),
    ),
    register(COMMANDS.forgetAnswer, (argument, model) => forgetAnswer(services, argument, model)),
    register(COMMANDS.exportFrame, (argument) => runExport(services, 'frame', argument)),
    register(COMMANDS.exportClip, (argument) => runExport(services, 'clip', argument)),
  );
}
