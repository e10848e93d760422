/** Where the person looked when the panel was last open, as the host wrote it into the page. */
import { parsePanelState } from '../../src/protocol/validate';
import type { PanelState } from '../../src/protocol/state';

/** The state in the page's root; null when there is none. */
export function stateOf(root: HTMLElement): PanelState | null {
  const text = root.dataset.state;
  return text === undefined ? null : parsePanelState(JSON.parse(text));
}
