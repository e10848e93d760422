/** Commands and exports that come before the network is there wait for it, and for nothing else. */
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/protocol/messages';
import { whenLoaded } from '../../../webview/state/loaded';
import type { PanelModel } from '../../../webview/state/model';
import { createStore } from '../../../webview/state/store';

const EMPTY = {
  snapshot: null,
  run: null,
  plan: null,
  work: null,
  gone: null,
  failure: null,
} as PanelModel;
const SNAPSHOT = { graph: {} } as Snapshot;
const WORK = { kind: 'load', goal: 0, done: 0, total: 0, share: null } as const;

/** Whether the wait is over after these models, one after another. */
async function isOver(models: readonly Partial<PanelModel>[], signal?: AbortSignal) {
  const store = createStore<PanelModel>(EMPTY);
  let over = false;
  void whenLoaded(store, signal).then(() => (over = true));
  for (const model of models) store.update(() => ({ ...EMPTY, ...model }));
  await new Promise((resolve) => setTimeout(resolve));
  return over;
}

describe('whenLoaded', () => {
  it('waits for the snapshot and for the run', async () => {
    expect(await isOver([])).toBe(false);
    expect(await isOver([{ snapshot: SNAPSHOT }])).toBe(false);
    expect(await isOver([{ snapshot: SNAPSHOT, work: WORK }])).toBe(false);
    const run = {} as PanelModel['run'];
    expect(
      await isOver([
        { snapshot: SNAPSHOT, work: WORK },
        { snapshot: SNAPSHOT, run },
      ]),
    ).toBe(true);
  });

  it('ends when there will be no network', async () => {
    expect(await isOver([{ snapshot: { ...SNAPSHOT, graph: null } }])).toBe(true);
    const plan = {} as PanelModel['plan'];
    expect(await isOver([{ snapshot: SNAPSHOT, plan }])).toBe(true);
    expect(await isOver([{ snapshot: SNAPSHOT, plan, work: WORK }])).toBe(false);
    expect(await isOver([{ snapshot: SNAPSHOT, failure: 'No worker.' }])).toBe(true);
    expect(await isOver([{ gone: 'xor.backprop.yaml' }])).toBe(true);
  });

  it('ends when it is given up', async () => {
    const abort = new AbortController();
    const over = isOver([], abort.signal);
    abort.abort();
    expect(await over).toBe(true);
  });
});
