/** Waiting: for a pause in typing, for a page to come up, for a page to draw a file. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Debounced, EDIT_PAUSE } from '../../../src/host/debounce';
import { EXPORT_SILENCE, PendingExports } from '../../../src/host/panel/pending-exports';
import { Readiness } from '../../../src/host/panel/readiness';
import type { ExportRequest, HostMessage } from '../../../src/protocol/messages';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('Debounced', () => {
  it('acts once, at most 50 ms after the last call', () => {
    expect(EDIT_PAUSE).toBeLessThanOrEqual(50);
    const action = vi.fn();
    const debounced = new Debounced(action);
    for (let key = 0; key < 5; key++) {
      debounced.call();
      vi.advanceTimersByTime(EDIT_PAUSE - 1);
    }
    expect(action).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('does not act when it was cancelled', () => {
    const action = vi.fn();
    const debounced = new Debounced(action);
    debounced.call();
    debounced.cancel();
    vi.advanceTimersByTime(1000);
    expect(action).not.toHaveBeenCalled();
  });
});

describe('Readiness', () => {
  it('lets everyone go on when the page listens', async () => {
    const readiness = new Readiness(100);
    const both = Promise.all([readiness.wait(), readiness.wait()]);
    readiness.set();
    await both;
    await readiness.wait();
    vi.advanceTimersByTime(1000);
    readiness.reset();
    expect(readiness.isReady).toBe(false);
  });

  it('fails when the page does not come up', async () => {
    const wait = new Readiness(100).wait();
    vi.advanceTimersByTime(100);
    await expect(wait).rejects.toThrow(/did not start/);
  });

  it('fails at once when the page will never come', async () => {
    const readiness = new Readiness(100);
    const wait = readiness.wait();
    readiness.fail('The panel was closed.');
    await expect(wait).rejects.toThrow('The panel was closed.');
  });
});

describe('PendingExports', () => {
  const request: ExportRequest = { kind: 'frame', width: 800, height: 600 };
  const start = (onProgress = vi.fn()) => {
    const posted: HostMessage[] = [];
    const exports = new PendingExports((message) => posted.push(message));
    return { posted, exports, onProgress, running: exports.start(request, onProgress) };
  };

  it('asks the page and gives back what it drew', async () => {
    const { posted, exports, onProgress, running } = start();
    expect(posted).toEqual([{ type: 'export', id: 1, request }]);
    exports.receive({ type: 'exportProgress', id: 1, done: 2, total: 8 });
    expect(onProgress).toHaveBeenCalledWith(2, 8);
    const bytes = new Uint8Array([7]);
    exports.receive({ type: 'exportDone', id: 1, bytes });
    expect(await running.bytes).toBe(bytes);
  });

  it('keeps several exports apart', async () => {
    const { exports, running } = start();
    const second = exports.start(request, vi.fn());
    exports.receive({ type: 'exportFailed', id: 2, message: 'No WebGL.' });
    exports.receive({ type: 'exportDone', id: 1, bytes: new Uint8Array() });
    await expect(second.bytes).rejects.toThrow('No WebGL.');
    expect(await running.bytes).toHaveLength(0);
  });

  it('gives null when it was cancelled, tells the page, and ignores late answers', async () => {
    const { posted, exports, running } = start();
    running.cancel();
    running.cancel();
    exports.receive({ type: 'exportDone', id: 1, bytes: new Uint8Array([7]) });
    expect(await running.bytes).toBeNull();
    expect(posted.slice(1)).toEqual([{ type: 'cancelExport', id: 1 }]);
  });

  it('fails when the page falls silent, but not while it makes progress', async () => {
    const { posted, exports, running } = start();
    const failed = expect(running.bytes).rejects.toThrow(/stopped answering/);
    for (let done = 1; done < 5; done++) {
      vi.advanceTimersByTime(EXPORT_SILENCE - 1);
      exports.receive({ type: 'exportProgress', id: 1, done, total: 9 });
    }
    expect(posted).toHaveLength(1);
    vi.advanceTimersByTime(EXPORT_SILENCE);
    await failed;
    expect(posted.at(-1)).toEqual({ type: 'cancelExport', id: 1 });
  });

  it('fails when the page is no more', async () => {
    const { exports, running } = start();
    exports.failAll('The panel was closed.');
    await expect(running.bytes).rejects.toThrow('The panel was closed.');
  });
});
