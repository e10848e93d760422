/** Starts the engine's worker in a page whose policy allows workers from blobs only. */
import * as l10n from '@vscode/l10n';
import type { EngineReply } from '../engine/messages';
import type { WorkerPort } from './engine-client';

/** Fetches the engine from `dist` and starts it. */
export async function startEngine(dist: string): Promise<WorkerPort> {
  const response = await fetch(`${dist}/engine.js`);
  if (!response.ok) {
    throw new Error(l10n.t('The engine could not be loaded (status {0}).', response.status));
  }
  const url = URL.createObjectURL(await response.blob());
  const worker = new Worker(url);
  return {
    post: (request) => worker.postMessage(request),
    onReply: (listener) =>
      worker.addEventListener('message', (event: MessageEvent<EngineReply>) =>
        listener(event.data),
      ),
    onFailure: (listener) =>
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        listener(event.message || l10n.t('The engine stopped.'));
      }),
    terminate: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
