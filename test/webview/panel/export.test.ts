import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../support/browser';
import { openPanel, type Panel } from './support';

let panel: Panel;

afterEach(() => panel.close());
afterAll(closeBrowser);

/** The bytes of a finished export, fetched as plain numbers. */
async function bytesOf({ page }: Panel): Promise<Buffer> {
  const numbers = await page.evaluate(() => {
    const done = window.fakeHost.messages.find(({ type }) => type === 'exportDone');
    return [...(done as unknown as { bytes: Uint8Array }).bytes];
  });
  return Buffer.from(numbers);
}

describe('an export', () => {
  it('of a frame is a PNG of the asked size, whatever the size of the panel', async () => {
    panel = await openPanel({ width: 500, height: 400 });
    await panel.press('b', 'ArrowRight');
    await panel.post({
      type: 'export',
      id: 3,
      request: { kind: 'frame', width: 960, height: 540 },
    });
    expect((await panel.waitForMessage('exportDone', 30_000)).id).toBe(3);
    const bytes = await bytesOf(panel);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([960, 540]);
  });

  it('of a clip is a GIF of the asked range, with progress', async () => {
    panel = await openPanel();
    await panel.post({
      type: 'export',
      id: 4,
      request: { kind: 'clip', width: 320, height: 240, framesPerSecond: 2, range: 'loss' },
    });
    await panel.waitForMessage('exportDone', 60_000);
    const bytes = await bytesOf(panel);
    expect(bytes.subarray(0, 6).toString()).toBe('GIF89a');
    expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([320, 240]);
    const progress = (await panel.messages()).flatMap((m) =>
      m.type === 'exportProgress' ? [m] : [],
    );
    const last = progress[progress.length - 1]!;
    expect(last.done).toBe(last.total);
    expect(last.total).toBeGreaterThan(3);
  });

  it('can be given up', async () => {
    panel = await openPanel();
    await panel.post({
      type: 'export',
      id: 5,
      request: { kind: 'clip', width: 640, height: 360, framesPerSecond: 20, range: 'all' },
    });
    await panel.waitForMessage('exportProgress');
    await panel.post({ type: 'cancelExport', id: 5 });
    expect((await panel.waitForMessage('exportFailed')).message).toContain('cancelled');
  });

  it('without a network fails with a reason', async () => {
    panel = await openPanel({ model: 'layers: []\n' });
    await panel.post({ type: 'export', id: 6, request: { kind: 'frame', width: 64, height: 64 } });
    expect((await panel.waitForMessage('exportFailed')).message).toContain('no network');
  });
});
