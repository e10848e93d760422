/** Formulas beside and under one another. */
import { describe, expect, it } from 'vitest';
import { bestBlock, heightNeeded, row, stack } from '../../../webview/export/formulas';

const FORMULAS = [
  { tex: 'a', width: 100, height: 40 },
  { tex: 'b', width: 200, height: 100 },
];
const BLOCKS = [stack(FORMULAS, 10), row(FORMULAS, 20)];

describe('formulas in a box', () => {
  it('stand under one another, or side by side with their middles in line', () => {
    expect(BLOCKS[0]).toMatchObject({ width: 200, height: 150 });
    expect(BLOCKS[0]!.placed.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [0, 50],
    ]);
    expect(BLOCKS[1]).toMatchObject({ width: 320, height: 100 });
    expect(BLOCKS[1]!.placed.map(({ x, y }) => [x, y])).toEqual([
      [0, 30],
      [120, 0],
    ]);
    expect(stack([], 10)).toMatchObject({ width: 0, height: 0 });
  });

  it('are stacked while there is room, and shown as large as they can be', () => {
    expect(bestBlock(BLOCKS, 400, 200)).toEqual({ block: BLOCKS[0], shrink: 1 });
    expect(bestBlock(BLOCKS, 400, 100)).toEqual({ block: BLOCKS[1], shrink: 1 });
    expect(bestBlock(BLOCKS, 100, 200)).toEqual({ block: BLOCKS[0], shrink: 0.5 });
    expect(bestBlock(BLOCKS, 400, 50)).toEqual({ block: BLOCKS[1], shrink: 0.5 });
  });

  it('need the height of the lowest arrangement that is not too wide', () => {
    expect(heightNeeded(BLOCKS, 400)).toBe(100);
    expect(heightNeeded(BLOCKS, 250)).toBe(150);
    expect(heightNeeded(BLOCKS, 100)).toBe(Math.min(75, 100 * (100 / 320)));
  });
});
