/** Drives a VS Code workbench in Chromium as a person would: palette, quick open, keys, clicks. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { NEWEST, ROOT, type Rig } from '../../scripts/rig/rigs.mjs';
import { startWorkbench } from '../../scripts/rig/workbench.mjs';
import { browser } from './browser';
import { Panel } from './panel';
import { until } from './until';

/** How the editor is started. */
export interface OpenEditorOptions {
  readonly rig?: Rig;
  /** A packed extension to install, as users get it. */
  readonly vsix?: string;
  /** Folders of extensions to install as they are. */
  readonly linked?: readonly string[];
  /** Opens the folder untrusted, in Restricted Mode. */
  readonly restricted?: boolean;
  /** Settings of the user. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly width?: number;
  readonly height?: number;
}

/** How long things may take, in milliseconds: those of every day, and those that load or draw much. */
const USUAL = 20_000;
const SLOW = 60_000;

/** Starts a workbench on a copy of the examples and opens it. */
export async function openEditor(options: OpenEditorOptions = {}): Promise<Editor> {
  const folder = await mkdtemp(join(tmpdir(), 'visualize-backprop-workspace-'));
  await cp(join(ROOT, 'examples'), folder, { recursive: true });
  const workbench = await startWorkbench(options.rig ?? NEWEST, {
    ...(options.vsix !== undefined && { vsix: options.vsix }),
    linked: options.linked ?? [],
    restricted: options.restricted ?? false,
    settings: options.settings ?? {},
  });
  const context = await (
    await browser()
  ).newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(USUAL);
  const page = await context.newPage();
  await page.goto(workbench.address({ folder }));
  const editor = new Editor(page, context, folder, workbench.stop);
  await editor.untilReady();
  return editor;
}

/** An open workbench. */
export class Editor {
  constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    /** The folder that is open, a copy of the examples. */
    readonly folder: string,
    private readonly stopServer: () => Promise<void>,
  ) {}

  /** Waits until the workbench shows and its extension host listens. */
  async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: SLOW });
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({
      timeout: SLOW,
    });
  }

  /** Opens a file of the folder from the explorer. */
  async openFile(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view').getByText(name, { exact: true }).dblclick();
    await this.tab(name).waitFor();
    await this.page.locator('.editor-group-container.active .view-lines').first().waitFor();
  }

  /** Types at the end of the file that is open in the first group. */
  async typeAtEnd(text: string): Promise<void> {
    await this.page.locator('.editor-group-container').first().locator('.view-lines').click();
    await this.page.keyboard.press('ControlOrMeta+End');
    await this.page.keyboard.type(text);
  }

  /** Runs a command from the palette, by its full title such as `Backprop: Reset`. */
  async command(title: string): Promise<void> {
    await this.findCommand(title);
    await this.quickInput().press('Enter');
  }

  /** Opens the palette with this command chosen. It lists what is there when it opens, so a command of an extension that still loads needs several tries. */
  async findCommand(title: string): Promise<void> {
    await until(`${title} in the palette`, async () => {
      await this.page.keyboard.press('F1');
      const found = await this.quickInput()
        .fill(`>${title}`, { timeout: 3000 })
        .then(() => this.quickRow(title).waitFor({ timeout: 3000 }))
        .then(
          () => true,
          () => false,
        );
      if (!found) await this.page.keyboard.press('Escape');
      return found;
    });
  }

  /** Chooses the entry with exactly this label in the open quick pick. */
  async pick(label: string): Promise<void> {
    await this.quickRow(label).click({ timeout: SLOW });
  }

  /** Replaces the text of the open quick input and accepts it. */
  async answer(text: string): Promise<void> {
    const input = this.quickInput();
    await input.fill(text);
    await input.press('Enter');
  }

  /** Saves under this name from the open save dialog, which proposes a name first. */
  async saveAs(file: string): Promise<void> {
    const input = this.quickInput();
    await until('a proposed name', async () => /\.\w+$/.test(await input.inputValue()));
    await this.answer(file);
  }

  private quickRow(label: string): Locator {
    return this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first();
  }

  /** The field of the open quick pick, input box or simple file dialog. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  /** The tab with exactly this title, in whatever group. */
  tab(title: string): Locator {
    const name = title.replaceAll('.', '\\.');
    return this.page.getByRole('tab', { name: new RegExp(`^${name}(,|$)`) });
  }

  /** The panel that was opened n-th (from 0), through VS Code's two nested frames. */
  panel(n = 0): Panel {
    const frame = this.page.locator('iframe.webview.ready').nth(n).contentFrame();
    return new Panel(frame.frameLocator('#active-frame'));
  }

  /** The notifications on screen. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast, .notifications-center').getByText(text).first();
  }

  /** Reloads the window. */
  async reload(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.command('Developer: Reload Window')]);
    await this.untilReady();
  }

  /** Saves a picture of the window under `test-results/`. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(ROOT, 'test-results', `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.stopServer();
    await rm(this.folder, { recursive: true, force: true });
  }
}
