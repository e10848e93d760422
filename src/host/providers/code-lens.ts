/** The CodeLens *Visualize Backprop* over each model. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { COMMANDS } from '../../ids';
import type { Models } from '../models';
import type { Panels } from '../panel/panels';
import { isWatched } from './diagnostics';

/** One lens a model, on the line where it starts. */
export class ModelLenses implements vscode.CodeLensProvider {
  /** A document of another format gets its lens with its panel. */
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(
    private readonly models: Models,
    private readonly panels: Panels,
  ) {
    this.onDidChangeCodeLenses = panels.onDidChange;
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
