/** Host messages as they arrive in a page: as `message` events of the window, validated before anyone sees them. */
import * as l10n from '@vscode/l10n';
import type { HostMessage } from '../../src/protocol/messages';
import { parseHostMessage } from '../../src/protocol/validate';

/**
 * Calls the listener for every valid host message; anything else (browser extensions post too) is not ours. A snapshot that is not
 * understood is an error: the panel says so instead of staying empty.
 */
export function listenToHost(target: EventTarget, listener: (message: HostMessage) => void): void {
  target.addEventListener('message', (event) => {
    const data = (event as MessageEvent<unknown>).data;
    const message = parseHostMessage(data);
    if (message) listener(message);
    else if (isSnapshot(data)) {
      throw new Error(
        l10n.t('This model cannot be shown: the panel does not understand what was read.'),
      );
    }
  });
}

function isSnapshot(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'snapshot';
}
