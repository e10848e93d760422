/** Asks how a model is made and fed, in one line that is checked while it is typed; remembers it, or writes it into the file. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ModelGraph } from '../../core/model/graph';
import { checkInvocation, INVOCATION_COMMENT } from '../../core/parse/pytorch';
import type { Models } from '../models';
import type { Panel } from '../panel/panel';

/** What the person answered, and whether it shall stand in the file. */
interface Answer {
  readonly text: string;
  readonly inFile: boolean;
}

export async function askInvocation(
  models: Models,
  panel: Panel,
  graph: ModelGraph,
): Promise<void> {
  const { uri } = panel;
  const document = await vscode.workspace.openTextDocument(uri);
  const line = commentLine(document, graph);
  const answer = await ask(graph, line !== null);
  if (!answer) return;
  const { text, inFile } = answer;
  if (inFile || line !== null) await writeComment(document, graph, line, text);
  await models.setInvocation(uri, graph.name, inFile || text === '' ? null : text);
}

function ask({ name, invocation = '' }: ModelGraph, inFile: boolean): Promise<Answer | null> {
  const box = vscode.window.createInputBox();
  const write: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('comment'),
    tooltip: l10n.t('Write it into the file as a comment'),
  };
  box.title = l10n.t('How {0} Is Made and Fed', name);
  box.prompt = l10n.t(
    'Arguments and the shape of the input, such as Net(hidden=64), input=(1, 3, 32, 32). Leave it empty to have them guessed.',
  );
  box.value = invocation;
  box.ignoreFocusOut = true;
  box.buttons = inFile ? [] : [write];
  const check = (): boolean => {
    const wrong = box.value.trim() === '' ? null : checkInvocation(box.value);
    box.validationMessage = wrong ?? undefined;
    return wrong === null;
  };
  return new Promise((resolve) => {
    const done = (inComment: boolean): void => {
      if (!check()) return;
      resolve({ text: box.value.trim(), inFile: inComment });
      box.hide();
    };
    box.onDidChangeValue(check);
    box.onDidAccept(() => done(inFile));
    box.onDidTriggerButton(() => done(true));
    box.onDidHide(() => {
      resolve(null);
      box.dispose();
    });
    box.show();
  });
}

/** The line of the comment that stands over the model; null when there is none. */
function commentLine(document: vscode.TextDocument, { range }: ModelGraph): number | null {
  for (let line = range.startLine - 1; line >= Math.max(0, range.startLine - 5); line -= 1) {
    const text = document.lineAt(line).text.trim();
    if (text.startsWith(INVOCATION_COMMENT)) return line;
    if (!text.startsWith('#') && !text.startsWith('@')) return null;
  }
  return null;
}

async function writeComment(
  document: vscode.TextDocument,
  { range }: ModelGraph,
  line: number | null,
  text: string,
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const indent = /^\s*/.exec(document.lineAt(range.startLine).text)![0];
  const comment = `${indent}${INVOCATION_COMMENT} ${text}`;
  const place = line ?? range.startLine;
  if (line === null) {
    if (text !== '') edit.insert(document.uri, new vscode.Position(place, 0), `${comment}\n`);
  } else if (text === '') edit.delete(document.uri, new vscode.Range(line, 0, line + 1, 0));
  else edit.replace(document.uri, document.lineAt(line).range, comment);
  await vscode.workspace.applyEdit(edit);
}
