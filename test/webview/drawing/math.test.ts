/** Formulas on the page and as images. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedPage } from '../../support/page';
import { openDrawing } from './support';

let opened: OpenedPage;
beforeAll(async () => {
  opened = await openDrawing();
});
afterAll(() => opened.close());

const COLORS = {
  forward: '#0000ff',
  backward: '#ff8000',
  update: '#008000',
  value: '#800080',
  error: '#ff0000',
};

describe('a formula on the page', () => {
  it('keeps its positions, and its colours from the macros', async () => {
    const found = await opened.page.evaluate((colors) => {
      const element = document.createElement('div');
      document.body.append(element);
      const tex = '\\bwd{\\delta}^{\\fwd{(2)}} \\upd{u} \\val{v} \\err{e}';
      window.drawing.renderTex(element, tex, { colors });
      const spans = [...element.querySelectorAll<HTMLElement>('.katex-html .mord[style]')];
      const seen = spans.map((span) => `${span.textContent} ${getComputedStyle(span).color}`);
      const raised = element.querySelector('.vlist > span')!;
      const style = getComputedStyle(raised).position;
      const mathml = element.querySelector('math')!.textContent;
      element.remove();
      return { seen, style, mathml };
    }, COLORS);
    expect(found.seen).toEqual(
      expect.arrayContaining([
        'δ rgb(255, 128, 0)',
        '2 rgb(0, 0, 255)',
        'u rgb(0, 128, 0)',
        'v rgb(128, 0, 128)',
        'e rgb(255, 0, 0)',
      ]),
    );
    expect(found.style).not.toBe('static');
    expect(found.mathml).toContain('δ');
  });

  it('replaces what was there, and shows what it cannot read', async () => {
    const found = await opened.page.evaluate((colors) => {
      const element = document.createElement('div');
      window.drawing.renderTex(element, 'a', { colors });
      window.drawing.renderTex(element, '\\frac{', { colors, display: false });
      const shown = element.querySelector('code')!;
      return [element.textContent, shown.style.color];
    }, COLORS);
    expect(found).toEqual(['\\frac{', 'rgb(255, 0, 0)']);
  });

  it('stands within a line unless it is displayed', async () => {
    const found = await opened.page.evaluate((colors) => {
      const element = document.createElement('span');
      const displayed = (display: boolean | undefined): boolean => {
        window.drawing.renderTex(element, '\\sum_i x_i', { colors, ...{ display } });
        return element.querySelector('.katex-display') !== null;
      };
      return [displayed(undefined), displayed(true), displayed(false)];
    }, COLORS);
    expect(found).toEqual([true, true, false]);
  });
});

/** Draws a formula on a canvas; counts pixels by colour. */
const drawn = (tex: string, size = 40) =>
  opened.page.evaluate(
    async ({ tex, size, colors }) => {
      const options = { colors, size, foreground: '#000000' };
      const { image, width, height } = await window.drawing.texImage(tex, options);
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const ink = { black: 0, orange: 0, edge: 0 };
      for (let i = 0; i < data.length; i += 4) {
        const [red, green, blue, alpha] = data.subarray(i, i + 4);
        if (alpha! < 200) continue;
        if (red! + green! + blue! < 60) ink.black += 1;
        if (red! > 200 && green! > 90 && green! < 170 && blue! < 60) ink.orange += 1;
        const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
        if (x === 0 || y === 0 || x === width - 1 || y === height - 1) ink.edge += 1;
      }
      return { width, height, ...ink, picture: window.drawing.toBase64(data) };
    },
    { tex, size, colors: COLORS },
  );

describe('a formula as an image', () => {
  it('has ink in its colours and none at the edge', async () => {
    const found = await drawn('\\frac{\\partial E}{\\partial w} = \\bwd{\\delta} a');
    expect(found.black).toBeGreaterThan(300);
    expect(found.orange).toBeGreaterThan(50);
    expect(found.edge).toBe(0);
  });

  it('is set in the mathematics fonts, also in those that no formula used before', async () => {
    const boxes = await opened.page.evaluate(async (colors) => {
      const boxOf = (context: CanvasRenderingContext2D): number[] => {
        const { data } = context.getImageData(0, 0, 200, 100);
        const inked = [...Array(20_000).keys()].filter((i) => data[i * 4 + 3]! > 100);
        const [xs, ys] = [inked.map((i) => i % 200), inked.map((i) => Math.floor(i / 200))];
        return [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
      };
      const fresh = (): CanvasRenderingContext2D =>
        new OffscreenCanvas(200, 100).getContext('2d') as unknown as CanvasRenderingContext2D;
      const pairs: number[][][] = [];
      for (const [tex, letter, family] of [
        ['w', 'w', 'italic 48.4px KaTeX_Math'],
        ['\\mathfrak{g}', 'g', '48.4px KaTeX_Fraktur'],
        ['\\mathcal{L}', 'L', '48.4px KaTeX_Caligraphic'],
      ] as const) {
        const options = { colors, size: 40, foreground: '#000' };
        const image = fresh();
        image.drawImage((await window.drawing.texImage(tex, options)).image, 10, 10);
        const text = fresh();
        text.font = family;
        text.fillText(letter, 20, 60);
        pairs.push([boxOf(image), boxOf(text)]);
      }
      return pairs;
    }, COLORS);
    for (const [image, text] of boxes) {
      expect(Math.abs(image![0]! - text![0]!)).toBeLessThanOrEqual(1);
      expect(Math.abs(image![1]! - text![1]!)).toBeLessThanOrEqual(1);
    }
  });

  it('looks the same when it is drawn again, and as on the page', async () => {
    const tex = '\\sum_{i=1}^{4} \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}';
    const image = await drawn(tex, 32);
    const again = await drawn(`${tex} `, 32);
    expect(again.picture).toBe(image.picture);
    const page = await opened.page.evaluate(
      ({ tex, colors }) => {
        const element = document.createElement('div');
        Object.assign(element.style, { width: 'max-content', font: '32px/1.2 KaTeX_Main' });
        document.body.append(element);
        window.drawing.renderTex(element, tex, { colors });
        const { width } = element.getBoundingClientRect();
        element.remove();
        return width;
      },
      { tex, colors: COLORS },
    );
    expect(Math.abs(image.width - 4 - page)).toBeLessThanOrEqual(1);
  });

  it('grows with its size and is measured without being drawn', async () => {
    const [small, large, measured] = await opened.page.evaluate(async (colors) => {
      const { texImage, texSize } = window.drawing;
      const at = (size: number) => ({ colors, size, foreground: '#000' });
      const sizeAt = async (size: number): Promise<number[]> => {
        const { width, height } = await texImage('x^2', at(size));
        return [width, height];
      };
      const { width, height } = await texSize('x^2', at(60));
      return [await sizeAt(20), await sizeAt(60), [width, height]];
    }, COLORS);
    expect(large[0]).toBeGreaterThan(small[0]! * 2.5);
    expect(measured).toEqual(large);
  });

  it('is made once for the same formula', async () => {
    const same = await opened.page.evaluate(async (colors) => {
      const options = { colors, size: 20, foreground: '#000' };
      const [a, b] = await Promise.all([
        window.drawing.texImage('x+1', options),
        window.drawing.texImage('x+1', { ...options }),
      ]);
      const c = await window.drawing.texImage('x+1', { ...options, foreground: '#fff' });
      return [a.image === b.image, a.image === c.image];
    }, COLORS);
    expect(same).toEqual([true, false]);
  });

  it('breaks no rule of the page', async () => {
    await drawn('a');
    expect(await opened.violations()).toEqual([]);
    expect(opened.errors()).toEqual([]);
  });
});
