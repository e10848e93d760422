/** Host messages as they arrive in a page: as `message` events of the window, validated before anyone sees them. */
import type { HostMessage } from '../../src/protocol/messages';
import { parseHostMessage } from '../../src/protocol/validate';

/** Calls the listener for every valid host message; anything else (browser extensions post too) is not ours. */
export function listenToHost(target: EventTarget, listener: (message: HostMessage) => void): void {
  target.addEventListener('message', (event) => {
    const message = parseHostMessage((event as MessageEvent<unknown>).data);
    if (message) listener(message);
  });
}
