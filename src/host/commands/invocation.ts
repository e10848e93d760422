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
  const refuse = (text: string) => models.whyRefused(document, graph.name, text);
  const answer = await ask(graph, line !== null, refuse);
  if (!answer) return;
  const { text, inFile } = answer;
  if (inFile || line !== null) await writeComment(document, graph, line, text);
  await models.setInvocation(uri, graph.name, inFile || text === '' ? null : text);
}

/** Asks until the answer fits: one with which the model cannot be made stays in the box, with the reason. */
function ask(
  { name, invocation = '' }: ModelGraph,
  inFile: boolean,
  refuse: (text: string) => Promise<string | null>,
): Promise<Answer | null> {
  const box = vscode.window.createInputBox();
  const write: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('save'),
    tooltip: l10n.t('Use it, and write it into the file as a comment'),
  };
  box.title = inFile
    ? l10n.t('How {0} Is Made and Fed (Written into the File)', name)
    : l10n.t('How {0} Is Made and Fed', name);
  box.prompt = l10n.t(
    'Arguments, then the shape of the input, such as Net(hidden=64), input=(1, 3, 32, 32); batch=, loss=, optimizer= and seed= may follow. Leave it empty to have all of it guessed.',
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
    const done = async (inComment: boolean): Promise<void> => {
      if (box.busy || !check()) return;
      const text = box.value.trim();
      if (text !== '') {
        box.busy = true;
        const reason = await refuse(text).catch(String);
        box.busy = false;
        if (box.value.trim() !== text) return;
        box.validationMessage = reason ?? undefined;
        if (reason !== null) return;
      }
      resolve({ text, inFile: inComment });
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
  const last = Math.min(range.startLine, document.lineCount) - 1;
  for (let line = last; line >= Math.max(0, range.startLine - 5); line -= 1) {
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
