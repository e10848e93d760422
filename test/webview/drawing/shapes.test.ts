/** Lines, paths and discs, by their pixels. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedPage } from '../../support/page';
import { discOf, linesOf, pathOf, sceneOf } from './scenes';
import { draw, expectColor, openDrawing } from './support';

let opened: OpenedPage;
beforeAll(async () => {
  opened = await openDrawing();
});
afterAll(() => opened.close());

describe('discs', () => {
  it('are filled where they are and nowhere else', async () => {
    const picture = await draw(opened, sceneOf({ discs: [discOf({ x: 60, y: 40, radius: 20 })] }));
    expectColor(picture.at(60, 40), 0xff0000);
    expectColor(picture.at(60, 57), 0xff0000);
    expectColor(picture.at(60, 62), 0xffffff);
    expectColor(picture.at(38, 40), 0xffffff);
    expect(picture.ink(0, 0, 200, 100)).toBeGreaterThan(Math.PI * 400 * 0.97);
    expect(picture.ink(0, 0, 200, 100)).toBeLessThan(Math.PI * 400 * 1.08);
  });

  it('let what lies below show through', async () => {
    const discs = [discOf({ fillAlpha: 0.5 })];
    expectColor((await draw(opened, sceneOf({ discs }))).at(100, 50), 0xff8080);
    const over = await draw(opened, sceneOf({ discs, background: 0x0000ff }));
    expectColor(over.at(100, 50), 0x800080);
  });

  it('have a stroke centred on the circle, over the fill', async () => {
    const stroked = discOf({ radius: 30, stroke: 0x0000ff, strokeWidth: 6, strokeAlpha: 1 });
    const picture = await draw(opened, sceneOf({ discs: [stroked] }));
    for (const x of [128, 130, 132]) expectColor(picture.at(x, 50), 0x0000ff);
    expectColor(picture.at(125, 50), 0xff0000);
    expectColor(picture.at(134, 50), 0xffffff);
  });

  it('are dashed all the way round', async () => {
    const look = { radius: 40, fillAlpha: 0, stroke: 0, strokeWidth: 3, strokeAlpha: 1 };
    const around = async (dashed: boolean): Promise<number[]> => {
      const picture = await draw(opened, sceneOf({ discs: [discOf({ ...look, dashed })] }));
      return Array.from({ length: 720 }, (_, i) => (i * Math.PI) / 360).map(
        (angle) => picture.at(100 + 40 * Math.cos(angle), 50 + 40 * Math.sin(angle)) & 255,
      );
    };
    expect(Math.max(...(await around(false)))).toBeLessThan(120);
    const dashed = await around(true);
    const gaps = dashed.filter((value, i) => value > 128 && dashed[(i + 719) % 720]! <= 128);
    expect(gaps.length).toBe(Math.round((2 * Math.PI * 40) / 7));
  });

  it('are drawn later over earlier, and as many as there are', async () => {
    const discs = Array.from({ length: 500 }, (_, i) =>
      discOf({ x: (i % 50) * 4 + 2, y: Math.floor(i / 50) * 10 + 5, radius: 1.5, fill: 0x008000 }),
    );
    const last = discOf({ x: 102, y: 55, radius: 1.5, fill: 0x0000ff });
    const picture = await draw(opened, sceneOf({ discs: [...discs, last] }));
    expectColor(picture.at(2, 5), 0x008000);
    expectColor(picture.at(198, 95), 0x008000);
    expectColor(picture.at(102, 55), 0x0000ff);
  });
});

describe('lines', () => {
  const one = (width: number, alpha = 1) =>
    sceneOf({ lines: [linesOf('a', [[20, 50, 180, 50, width, 0, 0, 1, alpha]])] });

  it('have their width, colour and flat ends', async () => {
    const picture = await draw(opened, one(10));
    expect(picture.inkBox()).toEqual({ left: 20, top: 45, right: 180, bottom: 55 });
    expectColor(picture.at(100, 50), 0x0000ff);
    expectColor(picture.at(21, 46), 0x0000ff);
  });

  it('are as wide on screens with more pixels', async () => {
    const picture = await draw(opened, one(10), 2);
    expect([picture.width, picture.height]).toEqual([400, 200]);
    expect(picture.inkBox()).toEqual({ left: 40, top: 90, right: 360, bottom: 110 });
  });

  it('fade instead of vanishing when thinner than a pixel', async () => {
    const sumOf = async (width: number): Promise<number> => {
      const picture = await draw(opened, one(width));
      return Array.from({ length: 20 }, (_, y) => 255 - (picture.at(100, 40 + y) >> 16)).reduce(
        (sum, value) => sum + value,
      );
    };
    expect(await sumOf(1)).toBeCloseTo(255, -1.2);
    expect(await sumOf(0.5)).toBeCloseTo(128, -1.2);
    expect(await sumOf(0.25)).toBeCloseTo(64, -1.2);
  });

  it('keep their width on a slope', async () => {
    const slope = linesOf('a', [[20, 10, 180, 90, 8, 0, 0, 0, 1]]);
    const picture = await draw(opened, sceneOf({ lines: [slope] }));
    const length = Math.hypot(160, 80);
    let covered = 0;
    for (let y = 0; y < 100; y += 1)
      for (let x = 0; x < 200; x += 1) covered += (255 - (picture.at(x, y) & 255)) / 255;
    expect(covered / length).toBeGreaterThan(7.9);
    expect(covered / length).toBeLessThan(8.1);
  });

  it('come and go by key from frame to frame', async () => {
    const red = linesOf('red', [[20, 20, 180, 20, 6, 1, 0, 0, 1]]);
    const blue = linesOf('blue', [[20, 20, 180, 20, 6, 0, 0, 1, 1]]);
    const wide = linesOf('blue', [
      [20, 20, 180, 20, 6, 0, 0, 1, 1],
      [20, 70, 180, 70, 6, 0, 0, 1, 1],
      [20, 90, 180, 90, 6, 0, 0, 1, 1],
    ]);
    const steps = [[red, blue], [blue, red], [red], [wide], [blue], []];
    const found = await opened.page.evaluate(
      async (scenes) => {
        const stage = await window.drawing.createStage(null);
        const colors = scenes.map((scene) => {
          stage.draw(scene, 1);
          const { data, width } = stage.readPixels();
          const at = (y: number): string =>
            data.slice((y * width + 100) * 4, (y * width + 100) * 4 + 3).join();
          return [at(20), at(70)];
        });
        stage.destroy();
        return colors;
      },
      steps.map((lines) => sceneOf({ lines })),
    );
    const [r, b, w] = ['255,0,0', '0,0,255', '255,255,255'];
    expect(found).toEqual([
      [b, w],
      [r, w],
      [r, w],
      [b, b],
      [b, w],
      [w, w],
    ]);
  });

  it('are drawn as pulses with round ends, over paths and under discs', async () => {
    const pulses = linesOf('pulses', [[50, 50, 150, 50, 20, 1, 0, 0, 1]]);
    const paths = [pathOf({ points: [100, 0, 100, 100], width: 10 })];
    const discs = [discOf({ x: 130, radius: 8, fill: 0x00ff00 })];
    const picture = await draw(opened, sceneOf({ pulses, paths, discs }));
    expect(picture.inkBox()).toMatchObject({ left: 40, right: 160 });
    expectColor(picture.at(42, 42), 0xffffff);
    expectColor(picture.at(100, 50), 0xff0000);
    expectColor(picture.at(100, 20), 0x000000);
    expectColor(picture.at(130, 50), 0x00ff00);
  });
});

describe('paths', () => {
  it('meet at corners without gaps or double ink', async () => {
    const points = [30, 80, 100, 20, 170, 80];
    const picture = await draw(
      opened,
      sceneOf({ paths: [pathOf({ points, width: 12, alpha: 0.5 })] }),
    );
    expectColor(picture.at(100, 20), 0x808080, 12);
    let darkest = 255;
    for (let y = 0; y < 100; y += 1)
      for (let x = 0; x < 200; x += 1) darkest = Math.min(darkest, picture.at(x, y) & 255);
    expect(darkest).toBeGreaterThan(120);
    expect(picture.inkBox().top).toBeLessThan(14);
  });

  it('have round ends', async () => {
    const picture = await draw(
      opened,
      sceneOf({ paths: [pathOf({ points: [50, 50, 150, 50], width: 20 })] }),
    );
    expect(picture.inkBox()).toMatchObject({ left: 40, right: 160, top: 40, bottom: 60 });
    expectColor(picture.at(42, 42), 0xffffff);
  });

  it('carry their dashes round corners', async () => {
    const points = [20, 50, 100, 50, 100.001, 50, 180, 50];
    const picture = await draw(opened, sceneOf({ paths: [pathOf({ points, dashed: true })] }));
    const row = Array.from({ length: 160 }, (_, x) => (picture.at(20 + x, 50) & 255) < 128);
    const dashes = row.filter((ink, x) => ink && !row[x - 1]).length;
    expect(dashes).toBeGreaterThanOrEqual(22);
    expect(dashes).toBeLessThanOrEqual(24);
  });

  it('survive points that repeat, single points and none', async () => {
    const paths = [[], [10, 10], [10, 10, 10, 10], [20, 50, 20, 50, 180, 50, 180, 50]].map(
      (points) => pathOf({ points, width: 4 }),
    );
    const picture = await draw(opened, sceneOf({ paths }));
    expect(picture.inkBox()).toEqual({ left: 18, top: 48, right: 182, bottom: 52 });
  });
});
