/** Registers what the editor shows in and beside the text of a model file. */
import * as vscode from 'vscode';
import { LANGUAGES } from '../../ids';
import type { Models } from '../models';
import type { Panels } from '../panel/panels';
import { ProblemFixes } from './code-actions';
import { ModelLenses } from './code-lens';
import { SpecCompletions } from './completion';
import { watchProblems } from './diagnostics';
import { LayerHover } from './hover';

/** Our own format, and the formats of data that can hold a model once they have a panel. */
const LANGUAGE_IDS = [LANGUAGES.yaml, LANGUAGES.json, 'yaml', 'json', 'jsonc'];

/** Registers all providers; what is returned takes them back. */
export function registerProviders(models: Models, panels: Panels): vscode.Disposable {
  const specs = LANGUAGE_IDS.map((language) => ({ language }));
  const documents = [...specs, { language: 'python' }];
  const lenses = new ModelLenses(models, panels);
  return vscode.Disposable.from(
    watchProblems(models, panels),
    vscode.languages.registerCodeActionsProvider(
      documents,
      new ProblemFixes(models, panels),
      ProblemFixes.metadata,
    ),
    lenses,
    vscode.languages.registerCodeLensProvider(documents, lenses),
    vscode.languages.registerHoverProvider(documents, new LayerHover(models, panels)),
    vscode.languages.registerCompletionItemProvider(
      specs,
      new SpecCompletions(panels),
      ...SpecCompletions.triggers,
    ),
  );
}
