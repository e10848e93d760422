/** Models that take long: asked for before they are run, shown without numbers until then, and stopped at once. */
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { THEMES, type ThemeName } from '../../support/themes';
import { contrastsOf } from './look';
import { assertClean, openPanel, snapshotOf, XOR, type Panel } from './support';

let panel: Panel;

afterEach(async () => {
  await assertClean(panel);
  await panel.close();
});
afterAll(closeBrowser);

const LARGE =
  'seed: 1\ninput: 784\nlayers: [{ linear: 128, name: first }, relu, linear: 64, relu, { linear: 10, name: out }]\nloss: cross_entropy\ndata: { random: 32 }\n';
/** Some seconds on any machine, most of it in operations that take long by themselves. */
const LONG =
  'seed: 1\ninput: 512\nlayers: [{ repeat: 8, layers: [linear: 512, tanh] }]\nloss: mse\ndata: { random: 2048 }\n';
const SMALL = { seconds: 5, megabytes: 1 };
const NONE = { seconds: 1e9, megabytes: 1e9 };

describe('a model above the limits', () => {
  it('is asked for, and shown without numbers meanwhile', async () => {
    panel = await openPanel({ model: LARGE, limits: SMALL });
    await panel.shows(
      '.plan-bar',
      /One training step takes about [\d.]+ million multiply-adds \(≈ [\d.]+ sec\) and [\d.]+ MB of memory\. Run it\?/,
    );
    const layers = panel.page.getByRole('complementary', { name: 'Layers and what they take' });
    expect(await layers.innerText()).toMatch(
      /first\s+linear · 32 × 784 → 32 × 128\s+100 thousand parameters · 3.21 million multiply-adds · 16.4 kB/,
    );
    expect(await layers.innerText()).toContain('109 thousand parameters in 5 layers.');
    expect(await panel.page.locator('.bottom').isVisible()).toBe(false);
    expect(await panel.page.locator('canvas').getAttribute('aria-label')).toContain('xor');
  });

  it('tells shape and cost of a layer under the pointer, and leads to its line', async () => {
    panel = await openPanel({ model: LARGE, limits: SMALL });
    const box = (await panel.page.locator('.picture-host').boundingBox())!;
    await panel.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (let x = 0.2; x < 0.9 && !(await panel.page.locator('.tooltip').isVisible()); x += 0.05) {
      await panel.page.mouse.move(box.x + x * box.width, box.y + box.height / 2);
    }
    await panel.shows('.tooltip', /multiply-adds · [\d.]+ kB/);
    await panel.page.locator('.layers .link').first().click();
    expect((await panel.waitForMessage('reveal')).range.startLine).toBe(2);
  });

  it('is run after a yes, by keys alone', async () => {
    panel = await openPanel({ model: LARGE, limits: SMALL });
    await panel.shows('.plan-bar', 'Run it?');
    await panel.page.locator('.plan-bar vscode-button[aria-label=Run]').focus();
    await panel.press('Enter');
    await panel.shows('.training-state', 'training step 0');
    await panel.page.locator('.plan-bar').waitFor({ state: 'hidden' });
    await panel.press('ArrowRight');
    await panel.shows('.kicker', /forward/i);
    // What was agreed to is not asked again after the next edit.
    await panel.edit(LARGE.replace('seed: 1', 'seed: 2'));
    await panel.shows('.origin', 'seed 2');
  });

  it('stays without numbers after a no, and can still be run', async () => {
    panel = await openPanel({ model: LARGE, limits: SMALL });
    await panel.click('Not now');
    await panel.shows('.plan-bar', /^Not run: one training step/);
    await panel.page.locator('.picture canvas').waitFor();
    await panel.click('Run');
    await panel.shows('.training-state', 'training step 0');
  });

  it('takes the place of the numbers of an older one', async () => {
    panel = await openPanel({ limits: SMALL });
    await panel.shows('.training-state', 'training step 0');
    await panel.edit(LARGE);
    await panel.shows('.plan-bar', 'Run it?');
    expect(await panel.page.locator('.training-state').isVisible()).toBe(false);
    await panel.edit(XOR);
    await panel.shows('.training-state', 'training step 0');
    expect(await panel.page.locator('.plan-bar').isVisible()).toBe(false);
  });

  it('is run when the settings allow it', async () => {
    panel = await openPanel({ model: LARGE, limits: SMALL });
    await panel.shows('.plan-bar', 'Run it?');
    await panel.edit(LARGE, { settings: snapshotOf(LARGE, false, 0, NONE).settings });
    await panel.shows('.training-state', 'training step 0');
  });

  it.each(Object.keys(THEMES) as ThemeName[])('can be read on %s', async (name) => {
    panel = await openPanel({ model: LARGE, limits: SMALL, theme: THEMES[name] });
    await panel.shows('.plan-bar', 'Run it?');
    expect((await contrastsOf(panel.page)).filter(({ ratio }) => ratio < 4.5)).toEqual([]);
  });
});

describe('a long run', () => {
  it('shows how far it is, is stopped at once, and leaves an engine that works', async () => {
    panel = await openPanel({ model: LONG, limits: SMALL });
    await panel.click('Run');
    await panel.shows('.plan-bar', 'Running the network');
    await expect
      .poll(() =>
        panel.page
          .locator('.plan-bar progress')
          .evaluate((bar) => Reflect.get(bar, 'value') as number),
      )
      .toBeGreaterThan(0);
    const started = performance.now();
    await panel.click('Cancel the run');
    await panel.shows('.plan-bar', 'The run was stopped.');
    expect(performance.now() - started).toBeLessThan(3000);
    await panel.page.locator('.picture canvas').waitFor();
    await panel.edit(XOR);
    await panel.shows('.training-state', 'training step 0');
  });

  it('is shown as structure meanwhile, also within the limits', async () => {
    panel = await openPanel({ model: LONG, limits: NONE });
    await panel.shows('.plan-bar', /Running the network\s*\d+%/);
    await panel.shows('.layers', /linear · 2048 × 512 → 2048 × 512/);
    await panel.click('Cancel the run');
    await panel.shows('.plan-bar', 'The run was stopped.');
  });
});
