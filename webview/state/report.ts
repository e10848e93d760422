/** Tells the outside what happens in the panel: the current line to the host, the place to the saved state. Neither in a flood. */
import type { SourceRange } from '../../src/core/model/range';
import type { Bridge } from '../bridge/bridge';
import type { PanelModel } from './model';
import { panelState } from './persist';
import { currentRange } from './select';
import type { Store } from './store';
import { paced, type Timers } from './timers';

const BEAT_INTERVAL = 100;
const SAVE_INTERVAL = 250;

/** Starts reporting; the returned function saves at once, for a page that is about to go. */
export function startReporting(
  store: Store<PanelModel>,
  bridge: Bridge,
  timers: Timers,
): () => void {
  let told: SourceRange | null = null;
  const tellBeat = paced(timers, BEAT_INTERVAL, () => {
    const range = currentRange(store.get());
    if (range === told) return;
    told = range;
    bridge.post({ type: 'beat', range });
  });
  let saved = '';
  const save = (): void => {
    const state = panelState(store.get());
    const text = JSON.stringify(state);
    if (!state || text === saved) return;
    saved = text;
    bridge.setState(state);
    bridge.post({ type: 'state', state });
  };
  const saveSoon = paced(timers, SAVE_INTERVAL, save);
  store.subscribe(() => {
    tellBeat();
    saveSoon();
  });
  return save;
}
