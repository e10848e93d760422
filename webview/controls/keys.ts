/** Which key does what in the panel, and which keys belong to the control that has the focus: pure functions. */

export type KeyAction =
  | 'forward'
  | 'back'
  | 'coarseForward'
  | 'coarseBack'
  | 'playOrPause'
  | 'reset'
  | 'first'
  | 'last'
  | 'backward'
  | 'zoomIn'
  | 'zoomOut'
  | 'fit'
  | 'grain'
  | 'help';

/** What is needed of a keyboard event. */
export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const PLAIN: Readonly<Record<string, KeyAction>> = {
  ArrowRight: 'forward',
  ArrowLeft: 'back',
  ' ': 'playOrPause',
  r: 'reset',
  Home: 'first',
  End: 'last',
  b: 'backward',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  '0': 'fit',
  g: 'grain',
  '?': 'help',
};

const SHIFTED: Readonly<Record<string, KeyAction>> = {
  ArrowRight: 'coarseForward',
  ArrowLeft: 'coarseBack',
  '+': 'zoomIn',
  '?': 'help',
};

/** The action of a key, given the element that has the focus; null when it is none of ours. */
export function keyAction(key: Key, focused: Element | null): KeyAction | null {
  if (key.ctrlKey || key.altKey || key.metaKey || belongsTo(focused, key.key)) return null;
  const name = key.key.length === 1 ? key.key.toLowerCase() : key.key;
  return (key.shiftKey ? SHIFTED : PLAIN)[name] ?? null;
}

/** True when the focused control uses the key itself. */
function belongsTo(focused: Element | null, key: string): boolean {
  if (!focused) return false;
  const tag = focused.tagName.toLowerCase();
  if (['input', 'textarea', 'select', 'vscode-dropdown', 'vscode-option'].includes(tag))
    return true;
  const presses = ['button', 'vscode-button', 'vscode-checkbox', 'a'].includes(tag);
  if (presses && (key === ' ' || key === 'Enter')) return true;
  const slides = focused.getAttribute('role') === 'slider';
  return slides && /^(Arrow(Left|Right|Up|Down)|Home|End|Page(Up|Down))$/.test(key);
}
