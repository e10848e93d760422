/** VS Code's side of a webview as the page sees it. Runs in the browser before any script of the page. */

/** What VS Code tells a webview about the editor's theme. */
export interface PageTheme {
  readonly kind:
    'vscode-light' | 'vscode-dark' | 'vscode-high-contrast' | 'vscode-high-contrast-light';
  /** CSS custom properties with their leading `--vscode-`. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The test's end of the bridge, found on `window`. */
export interface FakeHost {
  readonly messages: { type: string }[];
  readonly violations: string[];
  state(): unknown;
  setTheme(theme: PageTheme): void;
}

declare global {
  interface Window {
    fakeHost: FakeHost;
  }
}

/** Installs `acquireVsCodeApi` and the theme. Self-contained: Playwright sends its source to the browser. */
export function installFakeHost(given: { theme: PageTheme; state: unknown }): void {
  const STATE = 'fakeHost.state';
  const messages: { type: string }[] = [];
  const violations: string[] = [];
  let variables: string[] = [];

  const state = (): unknown => {
    const saved = sessionStorage.getItem(STATE);
    return saved === null ? (given.state ?? undefined) : (JSON.parse(saved) as unknown);
  };
  const setTheme = ({ kind, variables: values }: PageTheme): void => {
    const { style } = document.documentElement;
    variables.forEach((name) => style.removeProperty(name));
    variables = Object.keys(values);
    for (const [name, value] of Object.entries(values)) style.setProperty(name, value);
    document.body.classList.remove(
      'vscode-light',
      'vscode-dark',
      'vscode-high-contrast',
      'vscode-high-contrast-light',
    );
    document.body.classList.add(kind);
    if (kind === 'vscode-high-contrast-light') document.body.classList.add('vscode-high-contrast');
    document.body.dataset.vscodeThemeKind = kind;
  };

  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`.trim());
  });
  document.addEventListener('readystatechange', () => {
    if (document.readyState === 'interactive') setTheme(given.theme);
  });
  let acquired = false;
  const api = {
    postMessage: (message: { type: string }) => void messages.push(structuredClone(message)),
    getState: state,
    setState: (value: unknown) => {
      sessionStorage.setItem(STATE, JSON.stringify(value));
      return value;
    },
  };
  const acquireVsCodeApi = (): typeof api => {
    if (acquired) throw new Error('An instance of the VS Code API has already been acquired');
    acquired = true;
    return api;
  };
  Object.assign(window, { acquireVsCodeApi, fakeHost: { messages, violations, state, setTheme } });
}
