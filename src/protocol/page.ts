/** The page of a panel as HTML, the same in VS Code and in tests: strict content security policy, no inline script or style. */

import type { PanelState } from './state';

/** The hash of an empty `<style>`, which the UI toolkit inserts once. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

export interface PageOptions {
  /** Where `webview.js`, `webview.css`, `engine.js` and `fonts/` are served, without a trailing slash. */
  readonly dist: string;
  /** The CSP source of these files: `webview.cspSource` in VS Code. */
  readonly cspSource: string;
  /** A fresh unguessable number for each page. */
  readonly nonce: string;
  readonly language: string;
  readonly title: string;
  /** Where the person looked when the panel was last open; null for the first time. */
  readonly state: PanelState | null;
}

/** Builds the page. The script finds its files by `data-dist`, an earlier place by `data-state`, and shows everything inside `#app`. */
export function pageHtml(options: PageOptions): string {
  const { dist, cspSource, nonce } = options;
  const state = options.state
    ? ` data-state="${escapeAttribute(JSON.stringify(options.state))}"`
    : '';
  const policy = [
    `default-src 'none'`,
    // Lets the engine compile WebAssembly; text still cannot be run as code.
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${cspSource} ${EMPTY_STYLE}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data: blob:`,
    `connect-src ${cspSource}`,
    `worker-src blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(options.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeAttribute(options.title)}</title>
<link rel="stylesheet" href="${escapeAttribute(dist)}/webview.css">
</head>
<body>
<div id="app" data-dist="${escapeAttribute(dist)}"${state}></div>
<script nonce="${nonce}" type="module" src="${escapeAttribute(dist)}/webview.js"></script>
</body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
