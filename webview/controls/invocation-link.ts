/** The line that says how a model is made and fed, with what changes it. */
import * as l10n from '@vscode/l10n';
import type { Controller } from '../state/controller';
import { el, linkButton } from './dom';

/** How a model is made and fed, where its file is code; a click changes it. */
export function invocationLink(controller: Controller, invocation: string): HTMLElement {
  const change = linkButton(l10n.t('Change…'), () => controller.changeInvocation());
  change.setAttribute('aria-label', l10n.t('Change… how the model is made and fed'));
  return el('p', {}, el('code', { text: invocation }), ' ', change);
}
