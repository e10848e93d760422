/** Fills a webview with the panel's page: strict policy, files from dist only. */
import * as vscode from 'vscode';
import { pageHtml } from '../../protocol/page';
import type { PanelState } from '../../protocol/state';

/** Sets the options and the HTML of a webview; the page may load from `dist` alone. */
export function fillWebview(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  state: PanelState | null,
): void {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = pageHtml({
    dist: webview.asWebviewUri(dist).toString(),
    cspSource: webview.cspSource,
    nonce: newNonce(),
    language: vscode.env.language,
    title: 'Visualize Backprop',
    state,
  });
}

function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
