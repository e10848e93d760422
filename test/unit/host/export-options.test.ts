/** Sizes as people type them, and the arguments of scripts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIZES, parseExportArguments, parseSize } from '../../../src/host/commands/export-options';

describe('parseSize', () => {
  it.each(['1280x720', '1280 × 720', ' 1280*720 ', '1280,720', '1280 720', '1280X720'])(
    'reads %s',
    (text) => {
      expect(parseSize(text)).toEqual({ width: 1280, height: 720 });
    },
  );

  it.each(['', '1280', '1280x', '-1280x720', '12.5x720', '63x720', '1280x4097', 'wide x high'])(
    'refuses %s',
    (text) => {
      expect(parseSize(text)).toBeNull();
    },
  );

  it('reads back every size that it allows', () => {
    const side = fc.integer({ min: 64, max: 4096 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        expect(parseSize(`${width} × ${height}`)).toEqual({ width, height });
      }),
    );
  });
});

describe('parseExportArguments', () => {
  it('takes what is given', () => {
    const clip = { width: 640, height: 480, framesPerSecond: 12.5, range: 'backward' };
    expect(parseExportArguments('clip', { target: 'x', ...clip })).toEqual({
      target: 'x',
      request: { kind: 'clip', ...clip },
    });
    expect(parseExportArguments('frame', { target: 'x', ...clip }).request).toEqual({
      kind: 'frame',
      width: 640,
      height: 480,
    });
  });

  it('fills in what is missing', () => {
    expect(parseExportArguments('clip', { target: 'x' }).request).toEqual({
      kind: 'clip',
      ...SIZES[0],
      framesPerSecond: 20,
      range: 'all',
    });
  });

  it.each([
    [{ width: 10 }, /from 64 to 4096/],
    [{ height: '720' }, /from 64 to 4096/],
    [{ framesPerSecond: 0 }, /at most 50/],
    [{ framesPerSecond: NaN }, /at most 50/],
    [{ range: 'sideways' }, /fromHere/],
  ])('says what is wrong with %j', (argument, message) => {
    expect(() => parseExportArguments('clip', argument)).toThrow(message);
  });
});
