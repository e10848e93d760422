/** Opens the example that comes with the extension as an unsaved copy, so that trying things out changes no file. */
import * as vscode from 'vscode';
import { LANGUAGES } from '../../ids';
import type { CommandServices } from './services';

const EXAMPLE = ['examples', 'xor.backprop.yaml'];

/** Shows the copy in the active column. */
export async function openExample({ extensionUri }: CommandServices): Promise<vscode.TextEditor> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, ...EXAMPLE));
  const document = await vscode.workspace.openTextDocument({
    language: LANGUAGES.yaml,
    content: new TextDecoder().decode(bytes),
  });
  return vscode.window.showTextDocument(document, { preview: false });
}
