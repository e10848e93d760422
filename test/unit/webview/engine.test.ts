import { describe, expect, it } from 'vitest';
import type { EngineReply } from '../../../webview/engine/messages';
import { EngineServer } from '../../../webview/engine/server';
import { mlp, xorGraph } from '../../support/graphs';
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
  return { server, replies, breathe, waiting };
}

const load = { type: 'load', graph: xorGraph(), step: 0, budget: null } as const;

describe('the engine', () => {
  it('loads a model and answers with its first step', async () => {
    const { server, replies } = engine();
    await server.handle({ ...load, id: 1 });
    const expected = runOf(xorGraph());
    expect(replies).toEqual([{ type: 'loaded', id: 1, ...expected }]);
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
    const { server, replies, breathe } = engine(60);
    await server.handle({ ...load, id: 1 });
    const done = server.handle({ type: 'goTo', id: 2, step: 1000, known: 1 });
    await breathe();
    await breathe();
    await server.handle({ type: 'cancel' });
    await breathe();
    await done;
    expect(replies.some((r) => r.type === 'progress' && r.total === 1000)).toBe(true);
    const last = replies[replies.length - 1]!;
    expect(last).toMatchObject({ type: 'step', id: 2 });
    const { step } = (last as Extract<EngineReply, { type: 'step' }>).result;
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThan(1000);
  });

  it('drops an older request for a newer one', async () => {
    const { server, replies, breathe } = engine(60);
    await server.handle({ ...load, id: 1 });
    const older = server.handle({ type: 'goTo', id: 2, step: 1000, known: 1 });
    await server.handle({ type: 'goTo', id: 3, step: 1, known: 1 });
    await breathe();
    await older;
    expect(replies.filter((r) => r.type !== 'progress').map((r) => r.id)).toEqual([1, 3]);
  });

  it('gives up a step that its budget does not reach', async () => {
    const { server, replies, breathe } = engine(20);
    const done = server.handle({ ...load, id: 1, step: 500, budget: 50 });
    await breathe();
    await breathe();
    await done;
    expect(replies[replies.length - 1]).toMatchObject({ type: 'loaded', result: { step: 0 } });
  });

  it('reaches a cheap step within its budget', async () => {
    const { server, replies } = engine();
    await server.handle({ ...load, id: 1, step: 5, budget: 50 });
    const last = replies[replies.length - 1];
    expect(last).toMatchObject({ type: 'loaded', result: { step: 5 } });
    expect((last as Extract<EngineReply, { type: 'loaded' }>).tail.losses).toHaveLength(6);
  });

  it('answers what it cannot do with a failure', async () => {
    const { server, replies } = engine();
    await server.handle({ type: 'goTo', id: 1, step: 1, known: 0 });
    const graph = mlp([2, 2]);
    const broken = { ...graph, nodes: graph.nodes.map((n) => ({ ...n, inputs: ['nowhere'] })) };
    await server.handle({ type: 'load', id: 2, graph: broken, step: 0, budget: null });
    expect(replies.map(({ type, id }) => [type, id])).toEqual([
      ['failed', 1],
      ['failed', 2],
    ]);
  });
});
