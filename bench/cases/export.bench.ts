/** How long a frame of an exported GIF takes, from the request to the bytes, on the real page in Chromium. */
import type { PageMessage, Snapshot } from '../../src/protocol/messages';
import { openPage, type OpenedPage } from '../../test/support/page';
import { THEMES } from '../../test/support/themes';
import { median, timeOf, type Case } from '../measure';
import { denseFile, graphOf } from '../models';
import { plainMatmul } from '../reference';

const RUNS = 3;

/** Small enough to have a file soon, long enough for frames that differ. */
const GRAPH = graphOf(denseFile([2, 4, 1], 4));

const SNAPSHOT: Snapshot = {
  revision: 1,
  uri: 'file:///bench.backprop.yaml',
  fileName: 'bench.backprop.yaml',
  models: [],
  graph: GRAPH,
  stale: null,
  problems: { errors: 0, warnings: 0 },
  settings: {
    maxUnits: 16,
    speed: 1,
    reducedMotion: 'off',
    limits: { seconds: 5, megabytes: 1024 },
  },
};

export const cases: readonly Case[] = [
  gif('export GIF, a frame at 1280×720', 1280, 720),
  gif('export GIF, a frame at 640×360', 640, 360),
];

function gif(name: string, width: number, height: number): Case {
  return {
    name,
    measure: async () => {
      const opened = await openPage({ theme: THEMES.dark });
      try {
        await opened.waitForMessage('ready');
        await opened.post({ type: 'texts', bundle: {} });
        await opened.post({ type: 'snapshot', snapshot: SNAPSHOT });
        await opened.page.locator('canvas').first().waitFor();
        const times: number[] = [];
        for (let id = 1; id <= RUNS; id++) {
          const begun = performance.now();
          await opened.post({
            type: 'export',
            id,
            request: { kind: 'clip', width, height, framesPerSecond: 10, range: 'loss' },
          });
          const frames = await framesOf(opened, id);
          times.push((performance.now() - begun) / frames);
        }
        const reference = plainMatmul(64, 64, 64);
        const time = median(times);
        return {
          median: time,
          unit: 'ms',
          against: reference.name,
          ratio: time / timeOf(reference.run),
        };
      } finally {
        await opened.close();
      }
    },
  };
}

/** Waits for the end of an export and gives the number of its frames. */
async function framesOf(opened: OpenedPage, id: number): Promise<number> {
  await opened.page.waitForFunction(
    (wanted) =>
      (window.fakeHost.messages as PageMessage[]).some(
        (message) =>
          /^export(Done|Failed)$/.test(message.type) && 'id' in message && message.id === wanted,
      ),
    id,
    { timeout: 300_000 },
  );
  const sent = await opened.messages();
  const failed = sent.find((message) => message.type === 'exportFailed');
  if (failed) throw new Error(failed.message);
  return sent
    .filter((message) => message.type === 'exportProgress')
    .find((message) => message.id === id)!.total;
}
