import { afterAll, expect, it } from 'vitest';
import type { PageMessage } from '../../../src/protocol/messages';
import { browser, closeBrowser } from '../../support/browser';
import { startPageServer } from '../../support/server';
import { snapshotOf, XOR } from './support';

afterAll(closeBrowser);

it('the page works in a plain browser: messages as events, state as long as the tab lives', async () => {
  const server = await startPageServer();
  const context = await (await browser()).newContext();
  const page = await context.newPage();
  const sent: PageMessage[] = [];
  await page.exposeFunction('hear', (message: PageMessage) => void sent.push(message));
  await page.addInitScript(() => {
    window.addEventListener('visualize-backprop', (event) => {
      (window as unknown as { hear(m: unknown): void }).hear((event as CustomEvent).detail);
    });
  });
  const show = async (): Promise<void> => {
    await expect.poll(() => sent.map(({ type }) => type)).toContain('ready');
    const snapshot = snapshotOf(XOR, false, 1);
    await page.evaluate((data) => window.postMessage(data, '*'), { type: 'snapshot', snapshot });
  };
  await page.goto(server.origin);
  await show();
  await page.locator('.picture canvas').waitFor();
  await page.locator('.kicker', { hasText: /start/i }).waitFor();
  await page.keyboard.press('End');
  await expect.poll(() => sent.some(({ type }) => type === 'beat')).toBe(true);
  await page.waitForTimeout(400);
  sent.length = 0;
  await page.reload();
  await show();
  await page.locator('.kicker', { hasText: /update/i }).waitFor();
  expect(sent.filter(({ type }) => type === 'failure')).toEqual([]);
  await context.close();
  await server.close();
});
