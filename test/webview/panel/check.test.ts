/** Check Gradients: from the palette and from the page, with its table, its progress and its end. */
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { THEMES, type ThemeName } from '../../support/themes';
import { contrastsOf } from './look';
import { assertClean, openPanel, XOR, type Panel } from './support';

let panel: Panel;

afterEach(async () => {
  await assertClean(panel);
  await panel.close();
});
afterAll(closeBrowser);

const WIDE =
  'seed: 1\ninput: 784\nlayers: [linear: 128, relu, linear: 64, relu, linear: 10]\nloss: cross_entropy\ndata: { random: 32 }\n';
/** relu at 0: a right gradient beside a kink. */
const KINK =
  'seed: 1\ninput: 1\nlayers: [{ linear: { out: 1, weights: [[2]], biases: [0] } }, relu]\nloss: mse\ndata: { input: [[0]], target: [[1]] }\n';

async function check(): Promise<void> {
  await panel.post({ type: 'command', command: 'checkGradients' });
  await panel.page.getByRole('dialog', { name: 'Check gradients' }).waitFor();
}

/** Rows of the table, cell by cell. */
function rows(): Promise<string[][]> {
  return panel.page
    .locator('.check tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
    );
}

describe('Check Gradients', () => {
  it('compares every gradient of the shown training step', async () => {
    panel = await openPanel();
    await panel.click('Train 10 more');
    await panel.shows('.training-state', 'training step 10');
    await check();
    await panel.shows('.check-state', 'All gradients agree with finite differences.');
    const found = await rows();
    expect(found.map(([name]) => name)).toEqual([
      'hidden.weight',
      'hidden.bias',
      'out.weight',
      'out.bias',
      'input',
    ]);
    for (const [, checked, error, verdict] of found) {
      expect(checked).toMatch(/^all \d+$/);
      expect(error).toMatch(/10/);
      expect(verdict).toBe('✓ ok');
    }
    const words = await panel.text('.check');
    expect(words).toContain('The gradients of training step 10, computed in float32');
    expect(words).toContain('finite differences of the loss in double precision');
    expect(words).toContain('up to 0.001 is ok');
  });

  it('is there beside the origin of the numbers, works by keys, and gives the focus back', async () => {
    panel = await openPanel();
    const link = panel.page.getByRole('button', { name: 'Check gradients' });
    await link.focus();
    await panel.press('Enter');
    await panel.shows('.check-state', 'All gradients agree');
    await panel.press('Escape');
    await panel.page.locator('dialog.check').waitFor({ state: 'hidden' });
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    await panel.press('Enter');
    await panel.shows('.check-state', 'All gradients agree');
    await panel.press('Shift+Tab', 'Shift+Tab');
    await panel.press('Enter');
    await panel.shows('.inspector', /out\.bias\[0\]/);
  });

  it('shows what is suspicious, and where', async () => {
    panel = await openPanel({ model: KINK });
    await check();
    await panel.shows('.check-state', '2 of 3 do not agree with finite differences.');
    const found = await rows();
    expect(found.map(([name, , , verdict]) => [name, verdict])).toEqual([
      ['0.weight', '✓ ok'],
      ['0.bias', '? suspicious'],
      ['input', '? suspicious'],
    ]);
    await panel.shows('.check', /kink/);
    await panel.page.locator('.check .link', { hasText: '0.bias' }).click();
    await panel.page.locator('dialog.check').waitFor({ state: 'hidden' });
    await panel.shows('.inspector', /0\.bias\[0\]/);
  });

  it('tells how far it is, and can be given up', async () => {
    panel = await openPanel({ model: WIDE });
    await check();
    await panel.shows('.check-progress', /\d+ of \d+ numbers/);
    await panel.click('Cancel');
    await panel.page.locator('dialog.check').waitFor({ state: 'hidden' });
    await panel.click('Train 1 more');
    await panel.shows('.training-state', 'training step 1');
    await check();
    await panel.edit(XOR);
    await panel.page.locator('dialog.check').waitFor({ state: 'hidden' });
    await panel.shows('.training-state', 'training step');
  });

  it.each(Object.keys(THEMES) as ThemeName[])('can be read on %s', async (name) => {
    panel = await openPanel({ model: KINK, theme: THEMES[name] });
    await check();
    await panel.shows('.check-state', 'do not agree');
    expect((await contrastsOf(panel.page)).filter(({ ratio }) => ratio < 4.5)).toEqual([]);
  });
});
