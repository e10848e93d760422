/** Waiting for what the file says: commands and exports may come before a page that has just started has its network. */
import type { PanelModel } from './model';
import type { Store } from './store';

/** Resolves when there is a network to act on, or the reason why there is none; at once where that is so already. */
export function whenLoaded(store: Store<PanelModel>, signal?: AbortSignal): Promise<void> {
  if (isSettled(store.get())) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe((model) => {
      if (isSettled(model)) end();
    });
    signal?.addEventListener('abort', end, { once: true });
  });
}

function isSettled({ snapshot, run, plan, work, gone, failure }: PanelModel): boolean {
  if (gone !== null || failure !== null) return true;
  if (snapshot === null || work?.kind === 'load') return false;
  return run !== null || plan !== null || snapshot.graph === null;
}
