/** Opens the real page of a panel in Chromium under its strict policy, with a fake VS Code on the other side of the bridge. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { HostMessage, PageMessage } from '../../src/protocol/messages';
import { buildTestPage } from '../../esbuild.mjs';
import { ROOT } from '../../scripts/rig/rigs.mjs';
import { browser } from './browser';
import { installFakeHost, type PageTheme } from './fake-host';
import { startPageServer, type PageServer } from './server';

export type { PageTheme } from './fake-host';

/** How the page is opened; a theme is what VS Code puts on it. */
export interface OpenPageOptions {
  readonly theme?: PageTheme;
  readonly width?: number;
  readonly height?: number;
  /** What an earlier page left with `setState`. */
  readonly state?: unknown;
  readonly reducedMotion?: boolean;
  readonly pixelRatio?: number;
  /** A script (its path in the repository) in place of `webview/main.ts`, to test parts of the page alone. */
  readonly entry?: string;
}

/** An open page and the ends of its bridge. */
export interface OpenedPage {
  readonly page: Page;
  /** Sends a message as the extension host would. */
  post(message: HostMessage): Promise<void>;
  /** Everything that the page sent so far. */
  messages(): Promise<PageMessage[]>;
  /** Waits for a message of this type, sent now or before. */
  waitForMessage<T extends PageMessage['type']>(
    type: T,
    timeout?: number,
  ): Promise<Extract<PageMessage, { type: T }>>;
  /** What the page last saved with `setState`; survives `page.reload()`. */
  state(): Promise<unknown>;
  /** Changes the editor's theme while the page is open. */
  setTheme(theme: PageTheme): Promise<void>;
  /** Breaches of the content security policy so far. */
  violations(): Promise<string[]>;
  /** Uncaught errors and `console.error` so far. */
  errors(): string[];
  close(): Promise<void>;
}

/** Stands for the page as it is shipped. */
const PRODUCT = '';

const EDITOR_DARK: PageTheme = { kind: 'vscode-dark', variables: {} };

/** Running servers by the entry that they serve. */
const servers = new Map<string, Promise<PageServer>>();

/** Opens the page of a panel; it has not been sent anything yet. */
export async function openPage(options: OpenPageOptions = {}): Promise<OpenedPage> {
  const { origin } = await serverOf(options.entry ?? PRODUCT);
  const context = await (
    await browser()
  ).newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    deviceScaleFactor: options.pixelRatio ?? 1,
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.addInitScript(installFakeHost, {
    theme: options.theme ?? EDITOR_DARK,
    state: options.state ?? null,
  });
  await page.goto(origin);
  return {
    page,
    post: (message) => page.evaluate((data) => window.postMessage(data, '*'), message),
    messages: () => page.evaluate(() => window.fakeHost.messages as PageMessage[]),
    waitForMessage: async (type, timeout = 15_000) => {
      const sent = await page.waitForFunction(
        (wanted) => window.fakeHost.messages.find((message) => message.type === wanted),
        type,
        { timeout },
      );
      return (await sent.jsonValue()) as never;
    },
    state: () => page.evaluate(() => window.fakeHost.state()),
    setTheme: (theme) => page.evaluate((next) => window.fakeHost.setTheme(next), theme),
    violations: () => page.evaluate(() => window.fakeHost.violations),
    errors: () => [...errors],
    close: () => context.close(),
  };
}

function serverOf(entry: string): Promise<PageServer> {
  const running = servers.get(entry) ?? start(entry);
  servers.set(entry, running);
  return running;
}

async function start(entry: string): Promise<PageServer> {
  if (entry === PRODUCT) return startPageServer();
  const folder = join(ROOT, 'out/pages', entry.replaceAll('/', '-'));
  await buildTestPage(entry, folder);
  return startPageServer(folder);
}
