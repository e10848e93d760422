import { describe, expect, it } from 'vitest';
import { lower } from '../../../src/core/autodiff';
import type { EngineReply, EngineRequest } from '../../../webview/engine/messages';
import { EngineClient, PATIENCE, SILENCE, Superseded } from '../../../webview/state/engine-client';
import { xorGraph } from '../../support/graphs';

const result = { step: 0, values: [], loss: 1, nonFinite: null, broken: null };
const tail = { from: 0, losses: [1] };
const nothing = (): void => undefined;
const load = { graph: xorGraph(), step: 0, budget: null, limits: null };
const planned = {
  type: 'planned',
  program: lower(xorGraph()),
  estimate: { macs: 1, bytes: 1, seconds: 1 },
} as const;
const progress = { type: 'progress', done: 4, total: 9, share: 0.5, tail } as const;

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
        expect([SILENCE, PATIENCE]).toContain(milliseconds);
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
    const answer = client.goTo(3, 1, {});
    await ready();
    expect(workers[0]!.sent).toEqual([{ type: 'goTo', id: 1, step: 3, known: 1 }]);
    workers[0]!.reply({ type: 'step', id: 1, result, tail });
    await expect(answer).resolves.toMatchObject({ result });
    expect(timers.size).toBe(0);
  });

  it('lets a newer request supersede an older one, whose late answer is not heard', async () => {
    const { client, workers, ready } = harness();
    const older = client.goTo(1, 1, {});
    await ready();
    const newer = client.goTo(2, 1, {});
    await expect(older).rejects.toBeInstanceOf(Superseded);
    await ready();
    workers[0]!.reply({ type: 'step', id: 1, result, tail });
    workers[0]!.reply({ type: 'step', id: 2, result: { ...result, step: 2 }, tail });
    await expect(newer).resolves.toMatchObject({ result: { step: 2 } });
  });

  it('starts one worker for requests that wait for it together', async () => {
    const { client, workers, ready } = harness();
    const older = client.goTo(1, 1, {});
    const newer = client.goTo(2, 1, {});
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
    const answer = client.goTo(9, 1, { onProgress: ({ done }) => void seen.push(done) });
    await ready();
    workers[0]!.reply({ ...progress, id: 1 });
    expect(seen).toEqual([4]);
    expect(timers.size).toBe(1);
    expect([...timers.keys()]).toEqual([2]);
    workers[0]!.reply({ type: 'step', id: 1, result, tail });
    await answer;
  });

  it('turns failures of the engine into failures of the request', async () => {
    const { client, workers, ready } = harness();
    const answer = client.goTo(1, 1, {});
    await ready();
    workers[0]!.reply({ type: 'failed', id: 1, message: 'no such step', outOfMemory: false });
    await expect(answer).rejects.toThrow('no such step');
  });

  it('ends a worker that falls silent, and loads the model again in the next one', async () => {
    const { client, workers, timers, ready } = harness();
    const loading = client.load(load, {});
    await ready();
    [...timers.values()].forEach((ring) => ring());
    await expect(loading).rejects.toThrow(/no sign of life/);
    expect(workers[0]!.ended).toBe(true);
    const again = client.goTo(5, 1, {});
    await ready();
    expect(workers[1]!.sent).toMatchObject([{ type: 'load', step: 5 }]);
    workers[1]!.fail('crashed');
    await expect(again).rejects.toThrow('crashed');
  });

  it('says in plain words that there is not enough memory', async () => {
    const { client, workers, ready } = harness();
    const answer = client.load(load, {});
    await ready();
    workers[0]!.reply({ type: 'failed', id: 1, message: 'Array buffer …', outOfMemory: true });
    await expect(answer).rejects.toThrow('not enough memory');
  });

  it('hands the plan on before the run, or as the answer when the run waits', async () => {
    const { client, workers, ready } = harness();
    const plans: boolean[] = [];
    const listeners = { onPlan: ({ waits }: { waits: boolean }) => void plans.push(waits) };
    const run = client.load(load, listeners);
    await ready();
    workers[0]!.reply({ ...planned, id: 1, waits: false });
    workers[0]!.reply({ type: 'loaded', id: 1, result, tail });
    await expect(run).resolves.toMatchObject({ type: 'loaded' });
    const waiting = client.load(load, listeners);
    await ready();
    workers[0]!.reply({ ...planned, id: 2, waits: true });
    await expect(waiting).resolves.toMatchObject({ type: 'planned' });
    expect(plans).toEqual([false, true]);
  });

  it('hands on how far a check is, and what it found', async () => {
    const { client, workers, ready } = harness();
    const seen: number[] = [];
    const checking = client.check(3, { onCheck: ({ done }) => void seen.push(done) });
    await ready();
    expect(workers[0]!.sent).toEqual([{ type: 'check', id: 1, step: 3 }]);
    workers[0]!.reply({ type: 'checking', id: 1, done: 2, total: 5 });
    workers[0]!.reply({ type: 'checked', id: 1, checks: [] });
    await expect(checking).resolves.toMatchObject({ checks: [] });
    expect(seen).toEqual([2]);
  });

  it('asks the engine to stop, and ends one that does not listen', async () => {
    const { client, workers, timers, ready } = harness();
    const polite = client.goTo(9, 1, {});
    await ready();
    client.cancel();
    workers[0]!.reply({ type: 'step', id: 1, result, tail });
    await expect(polite).resolves.toMatchObject({ type: 'step' });
    expect(workers[0]!.ended).toBe(false);
    const deaf = client.goTo(9, 1, {});
    await ready();
    client.cancel();
    workers[0]!.reply({ ...progress, id: 2 });
    expect(workers[0]!.sent.map(({ type }) => type)).toEqual(['goTo', 'cancel', 'goTo', 'cancel']);
    [...timers.values()].forEach((ring) => ring());
    await expect(deaf).resolves.toMatchObject({ type: 'cancelled' });
    expect(workers[0]!.ended).toBe(true);
  });

  it('loads the model again before it checks in a new worker', async () => {
    const { client, workers, timers, ready } = harness();
    const loading = client.load(load, {});
    await ready();
    client.cancel();
    [...timers.values()].forEach((ring) => ring());
    await loading;
    const checking = client.check(2, {});
    await ready();
    expect(workers[1]!.sent).toMatchObject([{ type: 'load', step: 2, limits: null }]);
    workers[1]!.reply({ type: 'loaded', id: 2, result, tail });
    await ready();
    expect(workers[1]!.sent[1]).toMatchObject({ type: 'check', step: 2 });
    workers[1]!.reply({ type: 'checked', id: 3, checks: [] });
    await expect(checking).resolves.toMatchObject({ type: 'checked' });
  });
});
