import { describe, expect, it } from 'vitest';
import { checkGradients, estimateStep } from '../../../src/core/autodiff';
import type { EngineReply } from '../../../webview/engine/messages';
import { EngineServer } from '../../../webview/engine/server';
import { mlp, xorGraph } from '../../support/graphs';
import { firstTrace } from '../../support/runs';
import { runOf } from './support';

/** An engine whose clock goes on by so much at each look; one that takes no time need not be let breathe. */
function engine(millisecondsPerLook = 0) {
  const replies: EngineReply[] = [];
  const waiting: (() => void)[] = [];
  let time = 0;
  const server = new EngineServer({
    post: (reply) => void replies.push(structuredClone(reply)),
    breathe: () =>
      millisecondsPerLook === 0
        ? Promise.resolve()
        : new Promise((resolve) => void waiting.push(resolve)),
    now: () => (time += millisecondsPerLook),
  });
  const breathe = async (): Promise<void> => {
    waiting.splice(0).forEach((resolve) => resolve());
    await new Promise((resolve) => setImmediate(resolve));
  };
  /** Lets the engine breathe until it has nothing left to do. */
  const finish = async (work: Promise<void>): Promise<void> => {
    let over = false;
    void work.then(() => (over = true));
    while (!over) await breathe();
  };
  const last = (): EngineReply => replies[replies.length - 1]!;
  return { server, replies, breathe, finish, last };
}

const load = { type: 'load', graph: xorGraph(), step: 0, budget: null, limits: null } as const;
/** Large enough that a slice of the slow engine is a small part of a step. */
const wide = mlp([64, 256, 256, 8], { data: { kind: 'random', batch: 64 } });

describe('the engine', () => {
  it('loads a model and answers with its program, then with its first step', async () => {
    const { server, replies } = engine();
    await server.handle({ ...load, id: 1 });
    const { program, result, tail } = runOf(xorGraph());
    expect(replies).toMatchObject([
      { type: 'planned', id: 1, program, waits: false },
      { type: 'loaded', id: 1, result, tail },
    ]);
  });

  it('gives the same numbers for a step, however it was reached', async () => {
    const { server, replies } = engine();
    await server.handle({ ...load, id: 1 });
    await server.handle({ type: 'goTo', id: 2, step: 40, known: 1 });
    await server.handle({ type: 'goTo', id: 3, step: 7, known: 41 });
    await server.handle({ type: 'goTo', id: 4, step: 40, known: 41 });
    const results = replies.flatMap((r) => (r.type === 'step' ? [r.result] : []));
    expect(results.map(({ step }) => step)).toEqual([40, 7, 40]);
    expect(results[2]).toEqual(results[0]);
    expect(results[1]).toEqual(runOf(xorGraph(), 7).result);
  });

  it('tells each loss once, and again to a page that missed some', async () => {
    const { server, replies } = engine();
    await server.handle({ ...load, id: 1 });
    await server.handle({ type: 'goTo', id: 2, step: 3, known: 1 });
    await server.handle({ type: 'goTo', id: 3, step: 4, known: 2 });
    const tails = replies.flatMap((r) => (r.type === 'step' ? [r.tail] : []));
    const { losses } = runOf(xorGraph(), 4).tail;
    expect(tails).toEqual([
      { from: 1, losses: losses.slice(1, 4) },
      { from: 2, losses: losses.slice(2, 5) },
    ]);
  });

  it('reports progress while it trains, and stops where it is when cancelled', async () => {
    const { server, replies, breathe, finish, last } = engine(60);
    await finish(server.handle({ ...load, id: 1 }));
    const done = server.handle({ type: 'goTo', id: 2, step: 1000, known: 1 });
    for (let i = 0; i < 5; i++) await breathe();
    await server.handle({ type: 'cancel' });
    await finish(done);
    const shares = replies.flatMap((r) => (r.type === 'progress' && r.id === 2 ? [r.share] : []));
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(replies.some((r) => r.type === 'progress' && r.total === 1000)).toBe(true);
    const reply = last() as Extract<EngineReply, { type: 'step' }>;
    expect(reply).toMatchObject({ type: 'step', id: 2 });
    expect(reply.result.step).toBeGreaterThan(0);
    expect(reply.result.step).toBeLessThan(1000);
    expect(reply.result).toEqual(runOf(xorGraph(), reply.result.step).result);
  });

  it('drops an older request for a newer one', async () => {
    const { server, replies, finish, breathe } = engine(60);
    await finish(server.handle({ ...load, id: 1 }));
    const older = server.handle({ type: 'goTo', id: 2, step: 1000, known: 1 });
    await finish(server.handle({ type: 'goTo', id: 3, step: 1, known: 1 }));
    await breathe();
    await older;
    const answers = replies.filter((r) => r.type === 'loaded' || r.type === 'step');
    expect(answers.map((r) => r.id)).toEqual([1, 3]);
  });

  it('gives up a step that its budget does not reach', async () => {
    const { server, finish, last } = engine(20);
    await finish(server.handle({ ...load, id: 1, step: 500, budget: 50 }));
    expect(last()).toMatchObject({ type: 'loaded', result: runOf(xorGraph()).result });
  });

  it('reaches a cheap step within its budget', async () => {
    const { server, last } = engine();
    await server.handle({ ...load, id: 1, step: 5, budget: 50 });
    expect(last()).toMatchObject({ type: 'loaded', result: { step: 5 } });
    expect((last() as Extract<EngineReply, { type: 'loaded' }>).tail.losses).toHaveLength(6);
  });

  it('answers what it cannot do with a failure', async () => {
    const { server, replies } = engine();
    await server.handle({ type: 'goTo', id: 1, step: 1, known: 0 });
    await server.handle({ type: 'check', id: 2, step: 1 });
    const graph = mlp([2, 2]);
    const broken = { ...graph, nodes: graph.nodes.map((n) => ({ ...n, inputs: ['nowhere'] })) };
    await server.handle({ ...load, id: 3, graph: broken });
    expect(replies.map(({ type, id }) => [type, id])).toEqual([
      ['failed', 1],
      ['failed', 2],
      ['failed', 3],
    ]);
    expect(replies.every((r) => r.type === 'failed' && !r.outOfMemory)).toBe(true);
  });
});

describe('limits', () => {
  const { bytes, macs } = estimateStep(runOf(wide).program, 1);
  const long = { ...load, id: 1, graph: wide };

  it('keep a step that takes too much memory or time from being run', async () => {
    for (const limits of [
      { seconds: Infinity, bytes: bytes - 1 },
      { seconds: 0, bytes: Infinity },
    ]) {
      const { server, replies } = engine();
      await server.handle({ ...long, limits });
      expect(replies).toMatchObject([{ type: 'planned', waits: true, estimate: { bytes, macs } }]);
      await server.handle({ type: 'goTo', id: 2, step: 0, known: 0 });
      expect(replies[1]).toMatchObject({ type: 'failed' });
    }
  });

  it('let a step run that is within them, or when there are none', async () => {
    for (const limits of [{ seconds: Infinity, bytes }, null]) {
      const { server, replies } = engine();
      await server.handle({ ...long, limits });
      expect(replies.map(({ type }) => type)).toEqual(['planned', 'loaded']);
    }
  });
});

describe('a long step', () => {
  it('tells how far it is by operations, and is given up at once when cancelled', async () => {
    const { server, replies, breathe, last } = engine(3000);
    const done = server.handle({ ...load, id: 1, graph: wide });
    for (let i = 0; i < 4; i++) await breathe();
    const shares = replies.flatMap((r) => (r.type === 'progress' ? [r.share] : []));
    expect(shares.length).toBeGreaterThan(1);
    expect(new Set(shares).size).toBe(shares.length);
    expect(Math.max(...shares)).toBeLessThan(1);
    await server.handle({ type: 'cancel' });
    await breathe();
    await done;
    expect(last()).toEqual({ type: 'cancelled', id: 1, tail: { from: 0, losses: [] } });
  });
});

describe('a check of gradients', () => {
  it('is that of the asked step', async () => {
    const { server, last } = engine();
    await server.handle({ ...load, id: 1 });
    await server.handle({ type: 'goTo', id: 2, step: 30, known: 1 });
    await server.handle({ type: 'check', id: 3, step: 0 });
    expect(last()).toEqual({
      type: 'checked',
      id: 3,
      checks: checkGradients(firstTrace(xorGraph())),
    });
  });

  it('tells how far it is, can be cancelled, and leaves the numbers as they were', async () => {
    const { server, replies, breathe, finish, last } = engine(60);
    await finish(server.handle({ ...load, id: 1 }));
    const check = server.handle({ type: 'check', id: 2, step: 0 });
    for (let i = 0; i < 4; i++) await breathe();
    expect(replies.some((r) => r.type === 'checking' && r.total === 25)).toBe(true);
    await server.handle({ type: 'cancel' });
    await breathe();
    await check;
    expect(last()).toMatchObject({ type: 'cancelled', id: 2 });
    await finish(server.handle({ type: 'goTo', id: 3, step: 0, known: 1 }));
    expect(last()).toMatchObject({ type: 'step', result: runOf(xorGraph()).result });
  });
});
