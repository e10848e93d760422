/** The stage as a whole: size, memory, loss of the graphics context, and pages without one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedPage } from '../../support/page';
import { DARK, discOf, labelOf, linesOf, math, networkOf, sceneOf, text } from './scenes';
import { openDrawing } from './support';

let opened: OpenedPage;
beforeAll(async () => {
  opened = await openDrawing({ pixelRatio: 2 });
});
afterAll(() => opened.close());

describe('a stage', () => {
  it('takes its size from the scene and its sharpness from the screen', async () => {
    const sizes = await opened.page.evaluate(
      async ([small, large]) => {
        const stage = await window.drawing.createStage(document.body);
        const { canvas } = stage;
        const look = (): unknown => [canvas.width, canvas.height, canvas.style.width];
        stage.draw(small!);
        const first = look();
        stage.draw(large!, 1);
        const second = [...(look() as unknown[]), canvas.isConnected];
        stage.destroy();
        return [first, second, canvas.isConnected];
      },
      [sceneOf(), sceneOf({ width: 333, height: 111 })],
    );
    expect(sizes).toEqual([[400, 200, '200px'], [333, 111, '333px', true], false]);
  });

  it('draws nothing by itself and nothing without a size', async () => {
    const calls = await opened.page.evaluate(
      async ([scene, empty]) => {
        const stage = await window.drawing.createStage(document.body);
        const gl = stage.canvas.getContext('webgl2')!;
        let calls = 0;
        const clear = gl.clear.bind(gl);
        gl.clear = (mask) => {
          calls += 1;
          clear(mask);
        };
        stage.draw(scene!);
        const once = calls;
        await new Promise((done) => setTimeout(done, 300));
        stage.draw(empty!);
        const after = calls;
        stage.destroy();
        return [once, after];
      },
      [sceneOf({ discs: [discOf({})] }), sceneOf({ width: 0 })],
    );
    expect(calls).toEqual([1, 1]);
  });

  it('does not wake the page while it is not drawing', async () => {
    const frames = await opened.page.evaluate(async (scene) => {
      const request = window.requestAnimationFrame.bind(window);
      let requests = 0;
      window.requestAnimationFrame = (callback) => {
        requests += 1;
        return request(callback);
      };
      const stage = await window.drawing.createStage(document.body);
      stage.draw(scene);
      await new Promise((done) => setTimeout(done, 300));
      stage.destroy();
      window.requestAnimationFrame = request;
      return requests;
    }, sceneOf());
    expect(frames).toBe(0);
  });

  it('holds a bounded number of textures over a thousand frames of new numbers', async () => {
    const counts = await opened.page.evaluate(async () => {
      const { createStage, scenes } = window.drawing;
      const stage = await createStage(null);
      const counts: number[] = [];
      for (let frame = 0; frame < 1000; frame += 1) {
        const labels = Array.from({ length: 12 }, (_, i) =>
          scenes.labelOf(scenes.math(String(frame * 12 + i)), { size: 14, x: i * 16, y: 50 }),
        );
        stage.draw(scenes.sceneOf({ labels }), 1);
        counts.push(stage.labelTextures);
      }
      stage.destroy();
      return counts;
    });
    expect(counts[0]).toBe(12);
    expect(counts[20]).toBe(12 * 21);
    expect(Math.max(...counts)).toBeLessThan(1600);
    expect(counts.at(-1)).toBeLessThanOrEqual(Math.max(...counts.slice(0, 500)) + 12);
  });

  it('uses one texture for equal labels in any colour and place', async () => {
    const labels = [
      labelOf(math('z', { sub: '1' })),
      labelOf(math('z', { sub: '1' }), { x: 20, color: 0xff0000 }),
      labelOf(math('z', { sub: '2' })),
      labelOf(text('z'), { size: 30 }),
    ];
    const count = await opened.page.evaluate(async (scene) => {
      const stage = await window.drawing.createStage(null);
      stage.draw(scene);
      stage.draw(scene);
      const count = stage.labelTextures;
      stage.destroy();
      return count;
    }, sceneOf({ labels }));
    expect(count).toBe(3);
  });

  it('sets plain labels in the font of its parent, or another', async () => {
    const widths = await opened.page.evaluate(
      async (scene) => {
        const parent = document.createElement('div');
        parent.style.fontFamily = 'monospace';
        document.body.append(parent);
        const widthIn = async (fontFamily?: string): Promise<number> => {
          const stage = await window.drawing.createStage(parent, fontFamily ? { fontFamily } : {});
          stage.draw(scene, 1);
          const { data, width } = stage.readPixels();
          stage.destroy();
          const columns = [...Array(width).keys()].filter((x) =>
            [...Array(100).keys()].some((y) => data[(y * width + x) * 4]! < 128),
          );
          return columns.at(-1)! - columns[0]!;
        };
        const found = { inherited: await widthIn(), serif: await widthIn('serif') };
        parent.remove();
        return found;
      },
      sceneOf({ labels: [labelOf(text('iiiiii'))] }),
    );
    expect(widths.inherited).toBeGreaterThan(widths.serif * 1.4);
  });

  it('draws the same after the graphics context was lost and came back', async () => {
    const scene = networkOf([2, 3, 1], 300, 200, DARK, 0.4);
    const result = await opened.page.evaluate(async (scene) => {
      const { createStage, toBase64 } = window.drawing;
      const stage = await createStage(document.body);
      stage.draw(scene, 1);
      const before = toBase64(stage.readPixels().data);
      const restored = new Promise<void>((done) => stage.onRestored(done));
      const lose = stage.canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      lose.loseContext();
      await new Promise((done) => setTimeout(done, 50));
      stage.draw(scene, 1);
      let refused = '';
      try {
        stage.readPixels();
      } catch (error) {
        refused = String(error);
      }
      lose.restoreContext();
      await restored;
      stage.draw(scene, 1);
      const after = toBase64(stage.readPixels().data);
      const next = { ...scene, labels: scene.labels.slice(1) };
      stage.draw(next, 1);
      const changed = toBase64(stage.readPixels().data);
      stage.destroy();
      return { same: before === after, differs: changed !== after, refused };
    }, scene);
    expect(result).toMatchObject({ same: true, differs: true });
    expect(result.refused).toContain('Try again');
  });

  it('can be made and destroyed more often than a browser has graphics contexts', async () => {
    const colors = await opened.page.evaluate(
      async (scene) => {
        const first = await window.drawing.createStage(document.body);
        first.draw(scene, 1);
        for (let i = 0; i < 40; i += 1) {
          const stage = await window.drawing.createStage(null);
          stage.draw(scene, 1);
          stage.destroy();
        }
        first.draw(scene, 1);
        const { data, width } = first.readPixels();
        first.destroy();
        return data.slice((50 * width + 100) * 4, (50 * width + 100) * 4 + 3).join();
      },
      sceneOf({ discs: [discOf({})], labels: [labelOf(math('x'), { x: 20 })] }),
    );
    expect(colors).toBe('255,0,0');
    expect(opened.errors().filter((error) => error.includes('Too many'))).toEqual([]);
  });

  it('says what to do where there is no WebGL', async () => {
    const message = await opened.page.evaluate(async () => {
      const getContext = Object.getOwnPropertyDescriptor(
        HTMLCanvasElement.prototype,
        'getContext',
      )!;
      HTMLCanvasElement.prototype.getContext = () => null;
      try {
        await window.drawing.createStage(document.body);
        return '';
      } catch (error) {
        return (error as Error).message;
      } finally {
        Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', getContext);
      }
    });
    expect(message).toContain('WebGL 2');
    expect(message).toContain('hardware acceleration');
  });

  it('obeys the page’s policy and reports no errors', async () => {
    const lines = [linesOf('a', [[0, 0, 9, 9, 1, 0, 0, 0, 1]])];
    await opened.page.evaluate(
      async (scene) => {
        const stage = await window.drawing.createStage(document.body);
        stage.draw(scene);
        stage.destroy();
      },
      sceneOf({ lines, labels: [labelOf(text('a'))], discs: [discOf({})] }),
    );
    expect(await opened.violations()).toEqual([]);
    expect(opened.errors()).toEqual([]);
  });
});
