/**
 * The bridge in a plain browser: host messages come as `message` events, page messages go out as `visualize-backprop`
 * events of the window, and the state lives as long as the tab.
 */
import { parsePanelState } from '../../src/protocol/validate';
import type { Bridge } from './bridge';
import { listenToHost } from './host-messages';

const KEY = 'visualize-backprop';

/** A bridge whose host is whoever opened the page. */
export function browserBridge(target: Window): Bridge {
  return {
    post: (message) => target.dispatchEvent(new CustomEvent(KEY, { detail: message })),
    onMessage: (listener) => listenToHost(target, listener),
    getState: () => {
      const text = target.sessionStorage.getItem(KEY);
      return text === null ? null : parsePanelState(JSON.parse(text));
    },
    setState: (state) => target.sessionStorage.setItem(KEY, JSON.stringify(state)),
  };
}
