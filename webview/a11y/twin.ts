/** The text twin: the picture in words. Screen readers find it always; a button shows it to everyone. */
import * as l10n from '@vscode/l10n';
import { narrate } from '../../src/core/explain';
import { el } from '../controls/dom';
import type { Part } from '../controls/part';
import { explainRequest } from '../state/select';

export function textTwin(): Part {
  const element = el('section', {
    class: 'twin',
    attributes: { 'aria-label': l10n.t('The network in words') },
  });
  let last: unknown[] = [];
  return {
    element,
    update(model) {
      element.classList.toggle('shown', model.textShown);
      element.tabIndex = model.textShown ? 0 : -1;
      // While things move the words would be out of date at once, and making them costs time.
      const moving = model.playing || model.motion !== null;
      const key = [model.run, model.time, model.sample, model.grain];
      if (moving || key.every((value, i) => Object.is(value, last[i]))) return;
      last = key;
      const request = explainRequest(model);
      const lines = request ? narrate(request).split('\n') : [];
      element.replaceChildren(
        ...lines.filter((line) => line.trim() !== '').map((text) => el('p', { text })),
      );
    },
  };
}
