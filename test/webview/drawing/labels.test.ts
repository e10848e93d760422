/** Labels, by their ink. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Label } from '../../../src/core/scene/scene';
import type { OpenedPage } from '../../support/page';
import { labelOf, math, sceneOf, text } from './scenes';
import { draw, expectColor, openDrawing, type Picture } from './support';

let opened: OpenedPage;
beforeAll(async () => {
  opened = await openDrawing();
});
afterAll(() => opened.close());

const show = (label: Label, pixelRatio = 1): Promise<Picture> =>
  draw(opened, sceneOf({ labels: [label] }), pixelRatio);
const boxOf = async (label: Label) => (await show(label)).inkBox();

describe('a label', () => {
  it('stands where it is anchored', async () => {
    const content = text('HHHH');
    const middle = await boxOf(labelOf(content));
    expect((middle.left + middle.right) / 2).toBeCloseTo(100, -0.5);
    expect((middle.top + middle.bottom) / 2).toBeCloseTo(50, -0.5);
    const leftTop = await boxOf(labelOf(content, { anchorX: 0, anchorY: 0 }));
    expect(Math.abs(leftTop.left - 100)).toBeLessThanOrEqual(2);
    expect(Math.abs(leftTop.top - 50)).toBeLessThanOrEqual(2);
    const rightBottom = await boxOf(labelOf(text('gggg'), { anchorX: 1, anchorY: 1 }));
    expect(Math.abs(rightBottom.right - 100)).toBeLessThanOrEqual(2);
    expect(Math.abs(rightBottom.bottom - 50)).toBeLessThanOrEqual(2);
  });

  it('has its colour and transparency', async () => {
    const solid = await show(labelOf(text('■'), { size: 60, color: 0x0080ff }));
    expectColor(solid.at(100, 50), 0x0080ff);
    const faint = await show(labelOf(text('■'), { size: 60, color: 0x0080ff, alpha: 0.5 }));
    expectColor(faint.at(100, 50), 0x80c0ff, 9);
  });

  it('turns clockwise about its anchor', async () => {
    const content = text('HHHHHH', true);
    const flat = await boxOf(labelOf(content));
    const turned = await boxOf(labelOf(content, { angle: Math.PI / 2 }));
    expect(Math.abs(turned.bottom - turned.top - (flat.right - flat.left))).toBeLessThanOrEqual(3);
    expect(Math.abs(turned.right - turned.left - (flat.bottom - flat.top))).toBeLessThanOrEqual(3);
    const downwards = await boxOf(labelOf(content, { angle: Math.PI / 2, anchorX: 0, y: 10 }));
    expect(downwards.top).toBeGreaterThanOrEqual(9);
    expect(downwards.bottom).toBeGreaterThan(60);
  });

  it('is drawn anew for screens with more pixels', async () => {
    const picture = await show(labelOf(text('||||'), { size: 16 }), 3);
    expect(picture.width).toBe(600);
    const columns = Array.from({ length: 120 }, (_, x) => picture.at(240 + x, 150) & 255);
    expect(Math.min(...columns)).toBeLessThan(60);
    expect(columns.filter((value) => value > 200).length).toBeGreaterThan(20);
  });

  it('is bold when it should be', async () => {
    const ink = async (bold: boolean): Promise<number> =>
      (await show(labelOf(text('linear', bold)))).ink(0, 0, 200, 100);
    expect(await ink(true)).toBeGreaterThan((await ink(false)) * 1.15);
  });

  it('is not there without text, size or alpha', async () => {
    const labels = [
      labelOf(text('')),
      labelOf(text('X'), { size: 0 }),
      labelOf(text('X'), { alpha: 0 }),
    ];
    expect((await draw(opened, sceneOf({ labels }))).ink(0, 0, 200, 100)).toBe(0);
  });
});

describe('mathematics', () => {
  it('is set in the mathematics fonts', async () => {
    const widths = await opened.page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d')!;
      return ['italic 100px KaTeX_Math', '100px KaTeX_Main', '100px serif'].map((font) => {
        context.font = font;
        return context.measureText('w').width;
      });
    });
    const letter = await boxOf(labelOf(math('w'), { size: 100 }));
    expect(Math.abs(letter.right - letter.left - widths[0]!)).toBeLessThan(8);
    expect(widths[0]).not.toBe(widths[1]);
    expect(widths[1]).not.toBe(widths[2]);
  });

  it('puts superscripts above subscripts, both small and to the right', async () => {
    const at = { size: 40, anchorX: 0, x: 60 };
    const base = await boxOf(labelOf(math('w'), at));
    const sub = await boxOf(labelOf(math('w', { sub: '12' }), at));
    const sup = await boxOf(labelOf(math('w', { sup: '(2)' }), at));
    const both = await boxOf(labelOf(math('w', { sub: '12', sup: '(2)' }), at));
    expect(sub.left).toBe(base.left);
    expect(sub.bottom).toBeGreaterThan(base.bottom);
    expect(sub.top).toBe(base.top);
    expect(sup.top).toBeLessThan(base.top - 8);
    expect(sup.bottom).toBe(base.bottom);
    expect(both.right).toBe(Math.max(sub.right, sup.right));
    expect(both.bottom).toBeGreaterThan(sub.bottom);
  });

  it('lets the tail follow what stands before it', async () => {
    const at = { size: 20, anchorX: 0, x: 20 };
    const before = await boxOf(labelOf(math('a', { sub: '1', sup: '(2)' }), at));
    const with_ = await boxOf(labelOf(math('a', { sub: '1', sup: '(2)', tail: ' = 0.83' }), at));
    expect(with_.left).toBe(before.left);
    expect(with_.right).toBeGreaterThan(before.right + 40);
  });

  it('sets a hat over the letter', async () => {
    const at = { size: 60, y: 60 };
    const plain = await boxOf(labelOf(math('y'), at));
    const hat = await show(labelOf(math('y', { hat: true }), at));
    const box = hat.inkBox();
    expect(box.top).toBeLessThan(plain.top - 10);
    expect(box.bottom).toBe(plain.bottom);
    const accent = hat.ink(plain.left, box.top, plain.right - plain.left, 8);
    expect(accent).toBeGreaterThan(10);
  });

  it('keeps numbers in place while their digits change', async () => {
    const boxes = await Promise.all(
      ['0.11', '0.68', '0.47'].map((base) => boxOf(labelOf(math(base), { size: 30 }))),
    );
    const tops = boxes.map(({ top }) => top);
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThanOrEqual(1);
  });
});
