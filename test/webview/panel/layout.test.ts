import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { THEMES, type ThemeName } from '../../support/themes';
import { boxesOf, contrastsOf, meeting } from './look';
import { assertClean, openPanel, type Panel } from './support';

let panel: Panel;

afterEach(async () => {
  await assertClean(panel);
  await panel.close();
});
afterAll(closeBrowser);

const SIZES = [
  [1600, 1000],
  [1280, 800],
  [1000, 700],
  [800, 600],
  [640, 800],
  [500, 500],
  [400, 700],
  [360, 600],
  [300, 400],
  [700, 300],
  // Every width at which something is folded or hidden lies between two of these.
  ...Array.from({ length: 24 }, (_, i) => [1240 - i * 40, 700] as const),
] as const;

describe('at any size', () => {
  it('nothing overlaps, nothing is cut, and everything to click is large enough', async () => {
    panel = await openPanel();
    await panel.click('Train 100 more');
    await panel.shows('.training-state', 'training step 100');
    await panel.press('b', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    for (const [width, height] of SIZES) {
      await panel.page.setViewportSize({ width, height });
      await panel.press();
      const boxes = await boxesOf(panel.page);
      expect(boxes.length).toBeGreaterThan(6);
      const outside = boxes.filter(
        (b) => b.left < -0.5 || b.top < -0.5 || b.right > width + 0.5 || b.bottom > height + 0.5,
      );
      const small = boxes.filter(
        (b) => b.clickable && (b.right - b.left < 24 || b.bottom - b.top < 24),
      );
      const found = { outside, overlapping: meeting(boxes), small };
      expect(found, `${width} × ${height}`).toEqual({ outside: [], overlapping: [], small: [] });
      const picture = (await panel.page.locator('.picture-host').boundingBox())!;
      expect(picture.height, `picture at ${width} × ${height}`).toBeGreaterThan(height * 0.25);
    }
  });

  it('the explanation is beside the picture, under it, or gone', async () => {
    panel = await openPanel();
    const where = async (): Promise<string> => {
      await panel.press();
      const words = await panel.page.locator('.explanation').boundingBox();
      const picture = (await panel.page.locator('.picture-host').boundingBox())!;
      if (!words) return 'gone';
      return words.x >= picture.x + picture.width - 1 ? 'beside' : 'under';
    };
    expect(await where()).toBe('beside');
    await panel.page.setViewportSize({ width: 640, height: 800 });
    expect(await where()).toBe('under');
    const before = (await panel.page.locator('.picture-host').boundingBox())!.height;
    await panel.click('Fold the explanation');
    await panel.press();
    const after = (await panel.page.locator('.picture-host').boundingBox())!.height;
    expect(after).toBeGreaterThan(before);
    await panel.page.setViewportSize({ width: 360, height: 600 });
    expect(await where()).toBe('gone');
    expect(await panel.page.locator('.buttons').isVisible()).toBe(true);
  });
});

it('in a narrow panel the picture keeps its size from beat to beat, and the loss curve is there', async () => {
  panel = await openPanel({ width: 520, height: 800 });
  expect(await panel.page.locator('.loss-chart').isVisible()).toBe(true);
  const places = new Set<string>();
  for (let beat = 0; beat < 8; beat++) {
    await panel.press('ArrowRight');
    const names = ['.picture-host', '.explanation', '.loss-chart', '.buttons', '.counts'];
    const boxes = names.map((name) => panel.page.locator(name).boundingBox());
    places.add(JSON.stringify(await Promise.all(boxes)));
  }
  expect(places.size).toBe(1);
});

describe.each(Object.keys(THEMES) as ThemeName[])('in the theme %s', (name) => {
  it('all text can be read', async () => {
    panel = await openPanel({ theme: THEMES[name] });
    await panel.press('End');
    await panel.click('Train 1 more');
    await panel.shows('.training-state', 'training step 1');
    for (const key of ['Home', 'ArrowRight', 'b', 'ArrowRight', 'End']) {
      await panel.press(key);
      const poor = (await contrastsOf(panel.page)).filter(({ ratio }) => ratio < 4.5);
      expect(poor).toEqual([]);
    }
  });
});

it('follows the theme while it is open', async () => {
  panel = await openPanel({ theme: THEMES.dark });
  await panel.press('b', 'ArrowRight');
  const color = (): Promise<string> =>
    panel.page.locator('.kicker').evaluate((element) => getComputedStyle(element).color);
  const dark = await color();
  await panel.setTheme(THEMES.light);
  await expect.poll(color).not.toBe(dark);
});
