/** The worker's start: wires the engine to the worker's messages. */
import type { EngineReply, EngineRequest } from './messages';
import { EngineServer } from './server';

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** A message to oneself waits behind all that arrived before, and unlike a timer it is not slowed down. */
const channel = new MessageChannel();
let resume: (() => void) | null = null;
channel.port1.onmessage = () => resume?.();

const engine = new EngineServer({
  post: (reply: EngineReply, transfer: ArrayBuffer[]) => scope.postMessage(reply, transfer),
  breathe: () =>
    new Promise((resolve) => {
      resume = resolve;
      channel.port2.postMessage(null);
    }),
  now: () => performance.now(),
});

scope.onmessage = (event: MessageEvent<EngineRequest>) => void engine.handle(event.data);
