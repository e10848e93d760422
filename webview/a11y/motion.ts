/** Whether motion is to be avoided: the setting, else what the editor or the operating system says. */
import type { PageSettings } from '../../src/protocol/messages';

/** The class that VS Code puts on the body when its own setting reduces motion. */
const EDITOR_CLASS = 'vscode-reduce-motion';

/** True when things should jump instead of move. */
export function wantsStillness(page: Document, setting: PageSettings['reducedMotion']): boolean {
  if (setting !== 'auto') return setting === 'on';
  const query = page.defaultView?.matchMedia('(prefers-reduced-motion: reduce)');
  return page.body.classList.contains(EDITOR_CLASS) || query?.matches === true;
}

/** Calls the listener when the editor or the operating system may have changed its mind. */
export function onMotionPreferenceChange(page: Document, listener: () => void): void {
  page.defaultView
    ?.matchMedia('(prefers-reduced-motion: reduce)')
    .addEventListener('change', listener);
  new MutationObserver(listener).observe(page.body, { attributeFilter: ['class'] });
}
