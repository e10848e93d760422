/** The page's only way to the extension host, as an interface, so that it also opens in a plain browser and in tests. */
import type { HostMessage, PageMessage } from '../../src/protocol/messages';
import type { PanelState } from '../../src/protocol/state';

export interface Bridge {
  post(message: PageMessage): void;
  /** Messages that failed validation never arrive here. */
  onMessage(listener: (message: HostMessage) => void): void;
  /** Where the person looked before the window was reloaded; null when there is none or it cannot be read. */
  getState(): PanelState | null;
  setState(state: PanelState): void;
}
