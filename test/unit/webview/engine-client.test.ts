import { describe, expect, it } from 'vitest';
import type { EngineReply, EngineRequest } from '../../../webview/engine/messages';
import { EngineClient, SILENCE, Superseded } from '../../../webview/state/engine-client';
import { xorGraph } from '../../support/graphs';

const result = { step: 0, values: [], loss: 1, nonFinite: null };
const tail = { from: 0, losses: [1] };
const nothing = (): void => undefined;

function harness() {
  const workers: {
    sent: EngineRequest[];
    reply(reply: EngineReply): void;
    fail(message: string): void;
    ended: boolean;
  }[] = [];
  const timers = new Map<number, () => void>();
  let nextTimer = 0;
  const client = new EngineClient(
    () => {
      const sent: EngineRequest[] = [];
      let [onReply, onFailure]: [(r: EngineReply) => void, (m: string) => void] = [
        nothing,
        nothing,
      ];
      const worker = {
        sent,
        reply: (reply: EngineReply) => onReply(reply),
        fail: (message: string) => onFailure(message),
        ended: false,
      };
      workers.push(worker);
      return Promise.resolve({
        post: (request) => void sent.push(request),
        onReply: (listener) => (onReply = listener),
        onFailure: (listener) => (onFailure = listener),
        terminate: () => (worker.ended = true),
      });
    },
    {
      set: (callback, milliseconds) => {
        expect(milliseconds).toBe(SILENCE);
        timers.set(++nextTimer, callback);
        return nextTimer;
      },
      clear: (timer) => void timers.delete(timer),
    },
  );
  const ready = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { client, workers, timers, ready };
}

describe('the engine client', () => {
  it('asks and hands the answer on', async () => {
    const { client, workers, timers, ready } = harness();
    const answer = client.goTo(3, 1, nothing);
    await ready();
    expect(workers[0]!.sent).toEqual([{ type: 'goTo', id: 1, step: 3, known: 1 }]);
    workers[0]!.reply({ type: 'step', id: 1, result, tail });
    await expect(answer).resolves.toMatchObject({ result });
    expect(timers.size).toBe(0);
  });

  it('lets a newer request supersede an older one, whose late answer is not heard', async () => {
    const { client, workers, ready } = harness();
    const older = client.goTo(1, 1, nothing);
    await ready();
    const newer = client.goTo(2, 1, nothing);
    await expect(older).rejects.toBeInstanceOf(Superseded);
    await ready();
    workers[0]!.reply({ type: 'step', id: 1, result, tail });
    workers[0]!.reply({ type: 'step', id: 2, result: { ...result, step: 2 }, tail });
    await expect(newer).resolves.toMatchObject({ result: { step: 2 } });
  });

  it('starts one worker for requests that wait for it together', async () => {
    const { client, workers, ready } = harness();
    const older = client.goTo(1, 1, nothing);
    const newer = client.goTo(2, 1, nothing);
    await expect(older).rejects.toBeInstanceOf(Superseded);
    await ready();
    const running = workers.filter((worker) => !worker.ended);
    expect(running).toHaveLength(1);
    running[0]!.reply({ type: 'step', id: 2, result, tail });
    await expect(newer).resolves.toBeDefined();
  });

  it('hands progress on, and each sign of life gives more time', async () => {
    const { client, workers, timers, ready } = harness();
    const seen: number[] = [];
    const answer = client.goTo(9, 1, (done) => void seen.push(done));
    await ready();
    workers[0]!.reply({ type: 'progress', id: 1, done: 4, total: 9, tail });
    expect(seen).toEqual([4]);
    expect(timers.size).toBe(1);
    expect([...timers.keys()]).toEqual([2]);
    workers[0]!.reply({ type: 'step', id: 1, result, tail });
    await answer;
  });

  it('turns failures of the engine into failures of the request', async () => {
    const { client, workers, ready } = harness();
    const answer = client.goTo(1, 1, nothing);
    await ready();
    workers[0]!.reply({ type: 'failed', id: 1, message: 'no such step' });
    await expect(answer).rejects.toThrow('no such step');
  });

  it('ends a worker that falls silent, and loads the model again in the next one', async () => {
    const { client, workers, timers, ready } = harness();
    const loading = client.load(xorGraph(), 0, null, nothing);
    await ready();
    [...timers.values()].forEach((ring) => ring());
    await expect(loading).rejects.toThrow(/no sign of life/);
    expect(workers[0]!.ended).toBe(true);
    const again = client.goTo(5, 1, nothing);
    await ready();
    expect(workers[1]!.sent).toMatchObject([{ type: 'load', step: 5 }]);
    workers[1]!.fail('crashed');
    await expect(again).rejects.toThrow('crashed');
  });
});
