/** Offers the remedies of problems as quick fixes. */
import * as vscode from 'vscode';
import type { Problem } from '../../core/model/problem';
import { toRange, toWorkspaceEdit } from '../convert';
import { COMMANDS } from '../../ids';
import type { Models } from '../models';
import type { Panels } from '../panel/panels';
import { DIAGNOSTICS_SOURCE, isWatched } from './diagnostics';

/** Quick fixes for the problems at a place. */
export class ProblemFixes implements vscode.CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };

  constructor(
    private readonly models: Models,
    private readonly panels: Panels,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    place: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    if (!isWatched(document, this.panels)) return [];
    const { problems } = await this.models.read(document);
    return problems
      .filter((problem) => toRange(problem.range).intersection(place) !== undefined)
      .flatMap((problem) => fixesOf(document.uri, problem, context.diagnostics));
  }
}

function fixesOf(
  uri: vscode.Uri,
  problem: Problem,
  shown: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const range = toRange(problem.range);
  const diagnostics = shown.filter(
    ({ source, code, range: other }) =>
      source === DIAGNOSTICS_SOURCE && code === problem.code && other.isEqual(range),
  );
  return problem.fixes.map((fix) => {
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    if (fix.forgets === undefined) action.edit = toWorkspaceEdit(uri, fix);
    else {
      const { title, forgets } = fix;
      action.command = { title, command: COMMANDS.forgetAnswer, arguments: [uri, forgets] };
    }
    action.diagnostics = diagnostics;
    action.isPreferred = problem.fixes.length === 1;
    return action;
  });
}
