/** Opens the panel on a model file and looks at it as a person would. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { isComplete, isRunnable } from '../../../src/core/model/graph';
import { parseModelFile } from '../../../src/core/parse';
import type { Snapshot } from '../../../src/protocol/messages';
import { readTorch, type OtherFiles } from '../../support/models';
import { openPage, type OpenedPage, type OpenPageOptions } from '../../support/page';
import { THEMES } from '../../support/themes';

const FILE = 'xor.backprop.yaml';
/** As the settings have them by default. */
const LIMITS = { seconds: 5, megabytes: 1024 };

/** The example that every test starts from. */
export const XOR = readFileSync(join(import.meta.dirname, '../../../examples', FILE), 'utf8');

/** An open panel. */
export interface Panel extends OpenedPage {
  /** Sends a snapshot of this text, as the host does after an edit. */
  edit(text: string, change?: Partial<Snapshot>): Promise<void>;
  /** Presses keys one after another, and waits until what follows at once is drawn. */
  press(...keys: string[]): Promise<void>;
  /** Clicks the button of this name. */
  click(name: string): Promise<void>;
  text(selector: string): Promise<string>;
  /** Waits until an element shows this text. */
  shows(selector: string, text: string | RegExp): Promise<void>;
}

export interface PanelOptions extends OpenPageOptions {
  readonly model?: string;
  /** What the first snapshot has in place of what the model file gives. */
  readonly change?: Partial<Snapshot>;
  /** Things move, instead of jumping as in most tests. */
  readonly moving?: boolean;
  /** Above these it is asked before a model is run. */
  readonly limits?: typeof LIMITS;
  /** As where graphics are switched off. */
  readonly withoutWebGL?: boolean;
}

/** The snapshot of a text, as the host would make it. */
export function snapshotOf(
  text: string,
  moving: boolean,
  revision: number,
  limits = LIMITS,
): Snapshot {
  const { models, problems } = parseModelFile(text, FILE);
  const error = problems.find(({ severity }) => severity === 'error');
  const good = error ? null : (models[0] ?? null);
  return {
    revision,
    uri: `file:///models/${FILE}`,
    fileName: FILE,
    models: models.map((each) => ({ name: each.name, complete: isComplete(each) })),
    graph: good,
    stale: error ? { message: error.message, range: error.range } : null,
    problems: { errors: error ? 1 : 0, warnings: 0 },
    settings: { maxUnits: 16, speed: 1, reducedMotion: moving ? 'off' : 'on', limits },
  };
}

/** Which model of a PyTorch text is shown, and what else the text needs. */
export interface TorchFile {
  /** The first where it is left out. */
  readonly shown?: string;
  readonly others?: OtherFiles;
}

/** What of a snapshot comes from a PyTorch text: one of its models, or what was understood of it. */
export function torchSnapshot(
  text: string,
  { shown, others }: TorchFile = {},
): Pick<Snapshot, 'uri' | 'fileName' | 'models' | 'graph' | 'stale' | 'invocation'> {
  const { models } = readTorch(text, others);
  const model = models.find(({ name }) => name === shown) ?? models[0]!;
  const { stoppedAt } = model;
  return {
    uri: 'file:///models/net.py',
    fileName: 'net.py',
    models: models.map((each) => ({ name: each.name, complete: isComplete(each) })),
    graph: isRunnable(model) ? model : null,
    stale: stoppedAt && { message: stoppedAt.reason, range: stoppedAt.range },
    ...(!isRunnable(model) && model.invocation !== undefined && { invocation: model.invocation }),
  };
}

/** Opens a panel and waits until it shows its model. */
export async function openPanel(asked: PanelOptions = {}): Promise<Panel> {
  const { model = XOR, change = {}, moving = false, withoutWebGL = false, ...rest } = asked;
  const { limits, ...options } = rest;
  const opened = await openPage({ theme: THEMES.dark, ...options });
  const { page } = opened;
  await opened.waitForMessage('ready');
  if (withoutWebGL) {
    await page.addInitScript(() => {
      const getContext = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (
        ...asked: unknown[]
      ) => unknown;
      const without = function (this: HTMLCanvasElement, ...asked: unknown[]): unknown {
        return asked[0] === '2d' ? getContext.apply(this, asked) : null;
      };
      Reflect.set(HTMLCanvasElement.prototype, 'getContext', without);
    });
    await page.reload();
    await opened.waitForMessage('ready');
  }
  let revision = 0;
  const edit = (text: string, change: Partial<Snapshot> = {}): Promise<void> => {
    const snapshot = { ...snapshotOf(text, moving, ++revision, limits), ...change };
    return opened.post({ type: 'snapshot', snapshot });
  };
  const panel: Panel = {
    ...opened,
    edit,
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
      await nextFrames(page);
    },
    click: (name) => page.locator(`vscode-button[aria-label="${name}"]`).click(),
    text: (selector) => page.locator(selector).first().innerText(),
    shows: async (selector, text) => {
      const pattern = text instanceof RegExp ? text : new RegExp(escaped(text));
      await page.locator(selector).filter({ hasText: pattern }).first().waitFor();
    },
  };
  await edit(model, change);
  const first = { ...snapshotOf(model, moving, 0), ...change };
  if (first.graph) {
    if (!withoutWebGL) await page.locator('.picture canvas').waitFor();
    await panel.shows('.kicker', /./);
  }
  return panel;
}

/** Waits until what was asked for is drawn. */
async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/** Fails when the page broke its policy or wrote an error. */
export async function assertClean(panel: Panel): Promise<void> {
  const found = [...(await panel.violations()), ...panel.errors()];
  const failures = (await panel.messages()).filter(({ type }) => type === 'failure');
  if (found.length + failures.length > 0) {
    throw new Error([...found, ...failures.map((f) => JSON.stringify(f))].join('\n'));
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
