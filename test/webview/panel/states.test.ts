import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { assertClean, openPanel, snapshotOf, XOR, type Panel } from './support';

let panel: Panel;

afterEach(() => panel.close());
afterAll(closeBrowser);

describe('an edit', () => {
  it('updates the picture and keeps the place', async () => {
    panel = await openPanel();
    await panel.press('b', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    const kicker = await panel.text('.kicker');
    await panel.edit(XOR.replace('seed: 7', 'seed: 8'));
    await panel.shows('.origin', 'seed 8');
    expect(await panel.text('.kicker')).toBe(kicker);
    await assertClean(panel);
  });

  it('keeps the training step where it is cheap to reach', async () => {
    panel = await openPanel();
    await panel.click('Train 100 more');
    await panel.shows('.training-state', 'training step 100');
    const loss = await panel.text('.training-state strong');
    await panel.edit(XOR.replace('lr: 0.5', 'lr: 0.4'));
    await expect.poll(() => panel.text('.training-state strong')).not.toBe(loss);
    await panel.shows('.training-state', /training step (100|0)/);
    if (/step 0/.test(await panel.text('.training-state'))) await panel.shows('.banner', 'step 0');
    await assertClean(panel);
  });

  it('with a mistake leaves the last picture, marked, with the reason and the line', async () => {
    panel = await openPanel();
    await panel.press('ArrowRight');
    const { graph } = snapshotOf(XOR, false, 0);
    await panel.edit(XOR.replace('tanh', 'tahn'), { graph });
    await panel.shows('.banner.warning', /tahn/);
    await panel.page.locator('.picture.stale canvas').waitFor();
    await panel.shows('.kicker', /forward/i);
    await panel.page.locator('.banner .link').click();
    expect((await panel.waitForMessage('reveal')).range.startLine).toBe(6);
    await panel.edit(XOR);
    await panel.page.locator('.banners .banner').waitFor({ state: 'detached' });
    await assertClean(panel);
  });

  it('that the page cannot read is named', async () => {
    panel = await openPanel();
    const { graph } = snapshotOf(XOR, false, 0);
    await panel.edit(XOR, { graph: { ...graph!, nodes: [] } });
    await panel.shows('.banner.error', 'This model cannot be shown');
  });

  it('that only moves lines changes nothing but the lines', async () => {
    panel = await openPanel();
    await panel.click('Train 1000 more');
    await panel.shows('.training-state', 'training step 1000');
    await panel.edit(`# one line more\n${XOR}`);
    await panel.press('ArrowRight');
    await expect
      .poll(async () => {
        const beats = (await panel.messages()).filter(({ type }) => type === 'beat');
        return JSON.stringify(beats[beats.length - 1]);
      })
      .toContain('"startLine":6');
    await panel.shows('.training-state', 'training step 1000');
    await assertClean(panel);
  });

  it('is shown quickly', async () => {
    panel = await openPanel();
    const times: number[] = [];
    for (let seed = 20; seed < 25; seed++) {
      const started = performance.now();
      await panel.edit(XOR.replace('seed: 7', `seed: ${seed}`));
      await panel.shows('.origin', `seed ${seed}`);
      times.push(performance.now() - started);
    }
    const median = times.sort((a, b) => a - b)[2]!;
    console.log(`An edit of a small network is shown after ${median.toFixed(0)} ms (median).`);
    await assertClean(panel);
  });
});

describe('without a picture', () => {
  it('says what is wrong and where', async () => {
    panel = await openPanel({ model: 'layers:\n  - linaer: 3\n' });
    await panel.shows('.message', 'There is no network to show yet');
    await panel.page.locator('.message .link').click();
    await panel.waitForMessage('reveal');
    expect(await panel.page.locator('.bottom').isVisible()).toBe(false);
    await panel.edit(XOR);
    await panel.shows('.kicker', /start/i);
    await assertClean(panel);
  });

  it('that could be drawn, words and numbers still work', async () => {
    panel = await openPanel({ withoutWebGL: true });
    await panel.shows('.message', 'WebGL');
    await panel.press('ArrowRight');
    await panel.shows('.kicker', /forward/i);
    await panel.click('Show the numbers as text');
    await panel.shows('.twin', /hidden/);
    expect(await panel.violations()).toEqual([]);
  });
});

it('says when the document is gone, and when it is back', async () => {
  panel = await openPanel();
  await panel.post({ type: 'gone', fileName: 'xor.backprop.yaml' });
  await panel.shows('.banner.error', 'xor.backprop.yaml no longer exists');
  await panel.page.locator('.picture canvas').waitFor();
  await panel.edit(XOR);
  await panel.page.locator('.banners .banner').waitFor({ state: 'detached' });
  await assertClean(panel);
});

it('warns when numbers stop being numbers', async () => {
  panel = await openPanel({
    model: XOR.replace('lr: 0.5', 'lr: 1.0e+308').replace('tanh', 'identity').replace('bce', 'mse'),
  });
  await panel.click('Train 10 more');
  await panel.shows('.banner.warning', /became (infinite|undefined)/);
  await assertClean(panel);
});

it('comes back after a reload where it was', async () => {
  panel = await openPanel();
  await panel.click('Train 10 more');
  await panel.shows('.training-state', 'training step 10');
  await panel.press('b', 'ArrowRight', '+', 'g');
  const before = [await panel.text('.kicker'), await panel.text('.training-state strong')];
  await expect.poll(() => panel.state()).toMatchObject({ step: 10, grain: 'term' });
  const state = await panel.state();
  await panel.page.reload();
  await panel.waitForMessage('ready');
  await panel.edit(XOR);
  await panel.shows('.training-state', 'training step 10');
  expect([await panel.text('.kicker'), await panel.text('.training-state strong')]).toEqual(before);
  await panel.press('ArrowRight', 'ArrowLeft');
  await panel.page.waitForTimeout(400);
  expect(await panel.state()).toEqual(state);
  await assertClean(panel);
});

it('tells the host the line of the beat, not more often than needed', async () => {
  panel = await openPanel({ moving: true });
  await panel.press(' ');
  await panel.page.waitForTimeout(1500);
  await panel.press(' ');
  const beats = (await panel.messages()).filter(({ type }) => type === 'beat');
  expect(beats.length).toBeGreaterThan(0);
  expect(beats.length).toBeLessThan(5);
  await assertClean(panel);
});

describe('for screen readers', () => {
  it('each step is told once, and the picture is there in words', async () => {
    panel = await openPanel();
    await panel.press('ArrowRight', 'ArrowRight');
    await panel.shows('[aria-live=polite]', /Activation|tanh/i);
    await expect.poll(() => panel.page.locator('.twin').textContent()).toMatch(/out \(linear/);
    expect(await panel.page.locator('canvas').getAttribute('aria-label')).toContain('xor');
    await assertClean(panel);
  });

  it('playing is not told frame by frame', async () => {
    panel = await openPanel({ moving: true });
    await panel.page.waitForTimeout(800);
    const told = await panel.page.locator('[aria-live=polite]').textContent();
    await panel.press(' ');
    await panel.page.waitForTimeout(1200);
    expect(await panel.page.locator('[aria-live=polite]').textContent()).toBe(told);
    await assertClean(panel);
  });
});

it('obeys the operating system where motion is to be reduced', async () => {
  panel = await openPanel({ reducedMotion: true });
  const settings = { ...snapshotOf(XOR, true, 0).settings, reducedMotion: 'auto' as const };
  await panel.edit(XOR, { settings });
  await panel.press('ArrowRight');
  await expect
    .poll(() => panel.page.locator('.scrubber').getAttribute('aria-valuenow'), { timeout: 400 })
    .toBe('1');
  await assertClean(panel);
});
