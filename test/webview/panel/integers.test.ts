/** Inputs of whole numbers: tokens have values and no gradients, everywhere on the page. */
import { afterAll, afterEach, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { assertClean, openPanel, type Panel } from './support';

let panel: Panel;

afterEach(async () => {
  await assertClean(panel);
  await panel.close();
});
afterAll(closeBrowser);

const TOKENS =
  'seed: 3\ninput: 3\nlayers: [{ embedding: { count: 10, size: 2 } }, flatten, dropout: 0.5, linear: 2]\nloss: cross_entropy\nmode: eval\ndata: { random: 4 }\n';

it('are shown, chosen and read as such', async () => {
  panel = await openPanel({ model: TOKENS });
  await panel.shows('.training-state', 'training step 0');
  await panel.shows('.origin', 'Eval mode: nothing is dropped');
  await panel.press('End');
  await panel.page.locator('.picture-host').focus();
  await panel.press('Enter');
  for (let i = 0; i < 12 && !/whole number/.test(await inspected()); i++) {
    await panel.press(i % 3 === 2 ? 'ArrowDown' : 'ArrowLeft');
  }
  expect(await inspected()).toMatch(/input[\s\S]*value\s*\d[\s\S]*gradient\s*none: a whole number/);
  await panel.page.getByRole('button', { name: 'Show the numbers as text' }).click();
  await panel.shows('.twin', /Sample 1 of 4/);
  await panel.press('b');
  await panel.shows('.kicker', /backward/i);
  await panel.post({ type: 'command', command: 'checkGradients' });
  await panel.shows('.check-state', 'All gradients agree with finite differences.');
  expect(await panel.text('.check table')).not.toMatch(/\binput\b/);
});

async function inspected(): Promise<string> {
  const inspector = panel.page.locator('.inspector');
  return (await inspector.isVisible()) ? inspector.innerText() : '';
}
