/** The CodeLens *Visualize Backprop* over each model. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { COMMANDS } from '../../ids';
import type { Models } from '../models';
import type { Panels } from '../panel/panels';
import { isWatched } from './diagnostics';

/** One lens a model, on the line where it starts. */
export class ModelLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly models: Models,
    private readonly panels: Panels,
  ) {
    // A document of another format gets its lens with its panel; other files and answers may make other models of a text.
    const ask = () => this.changed.fire();
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      panels.onDidChange(ask),
      models.onDidChange(ask),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!isWatched(document, this.panels)) return [];
    const { models } = await this.models.read(document);
    return models.map(({ range, name }) => {
      const start = new vscode.Range(range.startLine, 0, range.startLine, 0);
      return new vscode.CodeLens(start, {
        title: `$(play) ${l10n.t('Visualize Backprop')}`,
        command: COMMANDS.open,
        arguments: [document.uri, name],
      });
    });
  }
}
