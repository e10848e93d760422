/** The panel on graphs with several inputs, shared and computed weights, and losses of their own. */
import { afterAll, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { wirings } from '../../unit/explain/wirings';
import { assertClean, openPanel, XOR } from './support';

afterAll(closeBrowser);

it.each(Object.entries(wirings()))('goes through all of it: %s', async (_, graph) => {
  const panel = await openPanel();
  const models = [{ name: graph.name, complete: true }];
  await panel.edit(XOR, { graph, models });
  await panel.shows('.explanation', /Nothing is computed yet/);
  await panel.press('End');
  await panel.shows('.kicker', /update/i);
  for (let i = 0; i < 12; i++) await panel.press('ArrowLeft');
  await panel.press('Home');
  await panel.shows('.kicker', /start/i);
  await assertClean(panel);
  expect(await panel.text('.explanation')).toContain('parameters');
  await panel.close();
});
