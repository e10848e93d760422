/** The bridge inside VS Code. */
import { parsePanelState } from '../../src/protocol/validate';
import type { Bridge } from './bridge';
import { listenToHost } from './host-messages';

/** What `acquireVsCodeApi()` gives; it may be called only once. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** Wraps the editor's own interface. */
export function vscodeBridge(api: VsCodeApi, target: EventTarget): Bridge {
  return {
    post: (message) => api.postMessage(message),
    onMessage: (listener) => listenToHost(target, listener),
    getState: () => parsePanelState(api.getState()),
    setState: (state) => api.setState(state),
  };
}
