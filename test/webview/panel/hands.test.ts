import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { assertClean, openPanel, XOR, type Panel } from './support';

let panel: Panel;

afterEach(async () => {
  await assertClean(panel);
  await panel.close();
});
afterAll(closeBrowser);

/** Tab until the focus is on an element that fits. */
async function tabTo({ page }: Panel, selector: string): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`${selector} cannot be reached by Tab`);
}

async function camera(panel: Panel): Promise<{ x: number; y: number; scale: number } | null> {
  await panel.page.waitForTimeout(350);
  return ((await panel.state()) as { camera: { x: number; y: number; scale: number } | null })
    .camera;
}

describe('by keyboard alone', () => {
  it('numbers are chosen in the picture and shown in the inspector', async () => {
    panel = await openPanel();
    await panel.press('End');
    await tabTo(panel, '.picture-host');
    await panel.press('Enter');
    await panel.page.locator('.inspector').waitFor();
    const first = await panel.text('.inspector code');
    await panel.press('ArrowRight');
    await expect.poll(() => panel.text('.inspector code')).not.toBe(first);
    await panel.press('Escape', 'ArrowLeft');
    await panel.shows('.kicker', /20 of 21/);
  });

  it('every control can be reached and is named', async () => {
    panel = await openPanel();
    const seen = new Set<string>();
    for (let i = 0; i < 40; i++) {
      await panel.press('Tab');
      const name = await panel.page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return null;
        return focused.getAttribute('aria-label') ?? focused.textContent;
      });
      if (name === null) continue;
      expect(name.trim()).not.toBe('');
      seen.add(name);
    }
    for (const name of [
      'Sample of the batch',
      'What is drawn',
      'Export',
      'Speed',
      'Train 100 more',
    ])
      expect([...seen]).toContain(name);
    expect([...seen].some((name) => name.startsWith('Play'))).toBe(true);
    expect(seen.has('Place in the training step')).toBe(true);
    expect(seen.has('Training step')).toBe(true);
  });

  it('the keys of a control stay its own', async () => {
    panel = await openPanel();
    await tabTo(panel, 'vscode-dropdown');
    await panel.press('ArrowDown', 'ArrowDown');
    await expect
      .poll(() =>
        panel.page.evaluate(() => document.activeElement?.shadowRoot?.textContent?.trim()),
      )
      .toContain('sample 4 of 4');
    await panel.shows('.kicker', /start/i);
  });

  it('the list of keys opens and closes', async () => {
    panel = await openPanel();
    await panel.press('?');
    await panel.page.locator('dialog[open]').waitFor();
    await panel.press('ArrowRight', 'Escape');
    await panel.page.locator('dialog[open]').waitFor({ state: 'detached' });
    await panel.shows('.kicker', /start/i);
  });
});

describe('by the pointer', () => {
  it('the wheel zooms, dragging moves, a double click fits', async () => {
    panel = await openPanel();
    const { mouse } = panel.page;
    await mouse.move(450, 640);
    await mouse.wheel(0, -300);
    const zoomed = (await camera(panel))!;
    await mouse.down();
    await mouse.move(500, 600, { steps: 4 });
    await mouse.up();
    const moved = (await camera(panel))!;
    expect(moved.scale).toBe(zoomed.scale);
    expect(moved.x).toBeCloseTo(zoomed.x - 50 / zoomed.scale, 6);
    expect(moved.y).toBeCloseTo(zoomed.y + 40 / zoomed.scale, 6);
    await mouse.dblclick(450, 640);
    expect(await camera(panel)).toBeNull();
  });

  it('zooms about the pointer', async () => {
    panel = await openPanel();
    await panel.press('+');
    const before = (await camera(panel))!;
    await panel.page.mouse.move(300, 300);
    await panel.page.mouse.wheel(0, -200);
    const after = (await camera(panel))!;
    const box = (await panel.page.locator('.picture-host').boundingBox())!;
    const world = (c: typeof before): number[] => [
      c.x + (300 - box.x - box.width / 2) / c.scale,
      c.y + (300 - box.y - box.height / 2) / c.scale,
    ];
    expect(after.scale).toBeGreaterThan(before.scale);
    world(after).forEach((value, i) => expect(value).toBeCloseTo(world(before)[i]!, 1));
  });

  it('a click on a neuron selects it, with its full number in the tooltip and its line in the inspector', async () => {
    panel = await openPanel();
    await panel.press('End');
    const spot = await findSpot(panel, (tip) => /activation/.test(tip));
    const full = /-?\d\.\d{5,}/.exec(spot.tip)?.[0];
    expect(full).toBeDefined();
    await panel.page.mouse.click(spot.x, spot.y);
    await panel.page.locator('.inspector').waitFor();
    const titles = await panel.page
      .locator('.inspector code')
      .evaluateAll((codes) => codes.map((code) => (code as HTMLElement).title));
    expect(titles).toContain(full);
    await panel.page.locator('.inspector .link', { hasText: 'xor.backprop.yaml:7' }).click();
    const { range } = await panel.waitForMessage('reveal');
    expect(range.startLine).toBe(6);
  });

  it('a click in a narrow panel brings the number into view, and its tooltip does not stay', async () => {
    panel = await openPanel({ width: 520, height: 700 });
    await panel.press('End');
    const spot = await findSpot(panel, (tip) => /activation/.test(tip));
    await panel.page.mouse.click(spot.x, spot.y);
    await expect.poll(() => shownOf(panel)).toBe(true);
    expect(await panel.page.locator('.tooltip').isVisible()).toBe(false);
    await panel.page.mouse.move(spot.x + 1, spot.y);
    expect(await panel.page.locator('.tooltip').isVisible()).toBe(false);
    await panel.press('b', 'ArrowRight');
    expect(await shownOf(panel)).toBe(true);
  });

  it('a weight has no next value before its update', async () => {
    panel = await openPanel();
    const spot = await findSpot(panel, (tip) => /weight/.test(tip));
    await panel.page.mouse.click(spot.x, spot.y);
    const next = panel.page.locator('.inspector dt:has-text("after update") + dd');
    await expect.poll(() => next.innerText()).toBe('not yet computed');
    await panel.press('End');
    await expect.poll(() => next.innerText()).toMatch(/\d/);
  });

  it('a click on a button leaves the keys to the picture, a press by keys does not', async () => {
    panel = await openPanel({ moving: true });
    const focused = (): Promise<string> =>
      panel.page.evaluate(() => document.activeElement?.className ?? '');
    await panel.click('Train 10 more');
    await panel.shows('.training-state', 'training step 10');
    await panel.press(' ');
    await panel.page.locator('vscode-button[aria-label="Pause (Space)"]').waitFor();
    await panel.press(' ');
    expect(await panel.text('.training-state')).toContain('training step 10');
    await panel.click('Keys (?)');
    await panel.press('Escape');
    await expect.poll(focused).toContain('picture-host');
    await tabTo(panel, '[aria-label="Train 10 more"]');
    await panel.press('Enter');
    await panel.shows('.training-state', 'training step 20');
    expect(await focused()).not.toContain('picture-host');
  });

  it('a click on a layer shows its definition, a double click joins z and a', async () => {
    panel = await openPanel();
    const spot = await findSpot(panel, (tip) => /^hidden/.test(tip));
    await panel.page.mouse.click(spot.x, spot.y);
    const { range } = await panel.waitForMessage('reveal');
    expect(XOR.split('\n')[range.startLine]).toContain('hidden');
    await panel.page.waitForTimeout(600);
    await panel.page.mouse.dblclick(spot.x, spot.y);
    await expect
      .poll(async () => ((await panel.state()) as { closed: string[] }).closed)
      .toEqual(['hidden']);
  });
});

/** True when the head of the chosen number's card is seen inside the explanation. */
function shownOf({ page }: Panel): Promise<boolean> {
  return page.evaluate(() => {
    const card = document.querySelector('.inspector .card-head')?.getBoundingClientRect();
    const body = document.querySelector('.explanation .body')!.getBoundingClientRect();
    return card !== undefined && card.top >= body.top - 1 && card.bottom <= body.bottom + 1;
  });
}

/** Moves over the picture until a tooltip says what is looked for. */
async function findSpot(
  { page }: Panel,
  wanted: (tip: string) => boolean,
): Promise<{ x: number; y: number; tip: string }> {
  const box = (await page.locator('.picture-host').boundingBox())!;
  for (let y = box.y + 20; y < box.y + box.height - 40; y += 22) {
    for (let x = box.x + box.width * 0.25; x < box.x + box.width * 0.6; x += 22) {
      await page.mouse.move(x, y);
      const tip = await page.evaluate(() => {
        const element = document.querySelector<HTMLElement>('.tooltip')!;
        return element.hidden ? '' : element.innerText;
      });
      if (wanted(tip)) return { x, y, tip };
    }
  }
  throw new Error('nothing like that in the picture');
}

describe('the menus', () => {
  it('choose what is drawn', async () => {
    panel = await openPanel();
    await panel.click('What is drawn');
    await panel.page.locator('vscode-checkbox', { hasText: 'Biases' }).click();
    await panel.page.locator('vscode-checkbox', { hasText: 'z|a' }).click();
    await panel.press('Escape');
    await expect
      .poll(async () => (await panel.state()) as object)
      .toMatchObject({ showBiases: false, showLabels: true, closed: ['hidden', 'out'] });
  });

  it('ask the host for an export', async () => {
    panel = await openPanel();
    await panel.click('Export');
    await panel.click('Clip as GIF…');
    expect((await panel.waitForMessage('askExport')).kind).toBe('clip');
  });
});
