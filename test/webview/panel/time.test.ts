import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { assertClean, openPanel, type Panel } from './support';

let panel: Panel;

afterEach(async () => {
  await assertClean(panel);
  await panel.close();
});
afterAll(closeBrowser);

/** Everything that is shown at a place: words, formulas, and the numbers of the text twin. */
async function shown({ page }: Panel): Promise<string> {
  return page.evaluate(() =>
    ['.kicker', '.explanation h2', '.formula.numeric', '.twin', '.training-state']
      .map((selector) => document.querySelector(selector)?.textContent)
      .join('\n'),
  );
}

async function place({ page }: Panel): Promise<number> {
  return Number(await page.locator('.scrubber').getAttribute('aria-valuenow'));
}

describe('stepping', () => {
  it('goes through a whole training step and back with the same numbers', async () => {
    panel = await openPanel();
    await panel.click('Reset to the first training step (R)');
    const end = Number(await panel.page.locator('.scrubber').getAttribute('aria-valuemax'));
    const forth: string[] = [];
    for (let i = 0; i < end; i++) {
      await panel.press('ArrowRight');
      await panel.page.waitForFunction(
        (n) => document.querySelector('.scrubber')?.getAttribute('aria-valuenow') === String(n),
        i + 1,
      );
      forth.push(await shown(panel));
    }
    expect(new Set(forth).size).toBe(end);
    for (let i = end; i > 1; i--) {
      expect(await shown(panel)).toBe(forth[i - 1]);
      await panel.press('ArrowLeft');
      await panel.page.waitForFunction(
        (n) => document.querySelector('.scrubber')?.getAttribute('aria-valuenow') === String(n),
        i - 1,
      );
    }
  });

  it('goes on to the next training step at the end, and back to the end of the one before', async () => {
    panel = await openPanel();
    await panel.press('End', 'ArrowRight');
    await panel.shows('.training-state', 'training step 1');
    expect(await place(panel)).toBe(0);
    await panel.press('ArrowLeft');
    await panel.shows('.training-state', 'training step 0');
    await panel.shows('.kicker', /update/i);
  });

  it('completes a running movement when pressed again', async () => {
    panel = await openPanel({ moving: true });
    await panel.press('ArrowRight', 'ArrowRight', 'ArrowRight');
    const now = await place(panel);
    expect(now).toBeGreaterThanOrEqual(2);
    await panel.page.waitForFunction(
      () => document.querySelector('.scrubber')?.getAttribute('aria-valuenow') === '3',
    );
  });

  it('moves by the chosen grain', async () => {
    panel = await openPanel();
    await panel.press('Shift+ArrowRight');
    await panel.press('b');
    await panel.shows('.kicker', /backward/i);
    await panel.press('g', 'g');
    await panel.press('ArrowRight', 'ArrowRight');
    await panel.shows('.kicker', /update/i);
    await panel.press('ArrowLeft');
    await panel.shows('.kicker', /backward/i);
  });
});

describe('playing', () => {
  it('moves by itself, pauses, and goes back to the start', async () => {
    panel = await openPanel({ moving: true });
    await panel.press(' ');
    await panel.page.waitForFunction(
      () => Number(document.querySelector('.scrubber')?.getAttribute('aria-valuenow')) > 0.3,
    );
    await panel.press(' ');
    const paused = await place(panel);
    await panel.page.waitForTimeout(200);
    expect(await place(panel)).toBe(paused);
    await panel.press('r');
    await panel.shows('.kicker', /start/i);
    expect(await place(panel)).toBe(0);
  });

  it('obeys commands of the palette', async () => {
    panel = await openPanel();
    await panel.post({ type: 'command', command: 'last' });
    await panel.shows('.kicker', /update/i);
    await panel.post({ type: 'command', command: 'goToBackward' });
    await panel.shows('.kicker', /backward/i);
    await panel.post({ type: 'command', command: 'stepBack' });
    await panel.shows('.kicker', /loss/i);
    await panel.post({ type: 'command', command: 'reset' });
    await panel.shows('.kicker', /start/i);
  });
});

describe('the scrubber', () => {
  it('leads anywhere by the pointer', async () => {
    panel = await openPanel();
    const box = (await panel.page.locator('.track').boundingBox())!;
    await panel.page.mouse.move(box.x + 2, box.y + 10);
    await panel.page.mouse.down();
    await panel.shows('.kicker', /forward/i);
    await panel.page.mouse.move(box.x + box.width - 2, box.y + 40, { steps: 5 });
    await panel.shows('.kicker', /update/i);
    await panel.page.mouse.up();
  });

  it('tells where it is in words', async () => {
    panel = await openPanel();
    await panel.press('ArrowRight');
    await expect
      .poll(() => panel.page.locator('.scrubber').getAttribute('aria-valuetext'))
      .toMatch(/Forward, hidden, operation 1 of \d+/);
  });
});

describe('training', () => {
  it('goes on by many steps, learns, and gives the same numbers on the way back', async () => {
    panel = await openPanel();
    await panel.press('End');
    await panel.click('Train 1 more');
    await panel.shows('.training-state', 'training step 1');
    await expect.poll(() => panel.text('.twin')).not.toBe('');
    const first = await shown(panel);
    await panel.click('Train 1000 more');
    await panel.shows('.training-state', 'training step 1001');
    expect(Number(await panel.text('.training-state strong'))).toBeLessThan(0.1);
    await panel.page.locator('.loss-chart').focus();
    await panel.press('Home', 'ArrowRight');
    await panel.shows('.training-state', 'training step 1 ');
    expect(await shown(panel)).toBe(first);
  });

  it('shows progress and can be stopped', async () => {
    const wide =
      'input: 64\nlayers: [linear: 256, tanh, linear: 256, tanh, linear: 8]\nloss: mse\ndata: { random: { batch: 64 } }\n';
    panel = await openPanel({ model: wide });
    await panel.click('Train 1000 more');
    await panel.page.locator('.progress:not(.off)').waitFor();
    await panel.click('Stop training');
    await panel.page.locator('.progress.off').waitFor({ state: 'attached' });
    const [, step] = /training step (\d+)/.exec(await panel.text('.training-state')) ?? [];
    expect(Number(step)).toBeGreaterThan(0);
    expect(Number(step)).toBeLessThan(1000);
  });

  it('starts from the first step again on reset', async () => {
    panel = await openPanel();
    await panel.click('Train 10 more');
    await panel.shows('.training-state', 'training step 10');
    await panel.press('r');
    await panel.shows('.training-state', 'training step 0');
  });
});
