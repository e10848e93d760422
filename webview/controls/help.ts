/** The list of keys, as a dialog. */
import * as l10n from '@vscode/l10n';
import { button } from './elements';
import { el } from './dom';

/** A dialog that is shown with `open()` and closes by Escape or its button. */
export function helpDialog(): { element: HTMLElement; open(): void } {
  const rows: readonly [string, string][] = [
    ['→  ←', l10n.t('One step forward, one step back')],
    ['Shift + →  ←', l10n.t('The same by whole layers, or by phases')],
    [l10n.t('Space'), l10n.t('Play or pause')],
    ['R', l10n.t('Reset: back to the first training step')],
    ['Home  End', l10n.t('Start and end of this training step')],
    ['B', l10n.t('Start of the backward pass')],
    ['G', l10n.t('Next grain: what one step moves by')],
    ['+  −  0', l10n.t('Zoom in, zoom out, fit')],
    [
      l10n.t('Enter'),
      l10n.t('In the picture: choose a number with the arrow keys; Escape ends it'),
    ],
    ['?', l10n.t('This list')],
  ];
  const list = el('dl', { class: 'keys' });
  for (const [keys, meaning] of rows) {
    list.append(el('dt', {}, el('kbd', { text: keys })), el('dd', { text: meaning }));
  }
  const title = el('h2', { text: l10n.t('Keys'), attributes: { id: 'help-title' } });
  const element = el('dialog', {
    class: 'dialog help',
    attributes: { 'aria-labelledby': 'help-title' },
  });
  const close = button({
    label: l10n.t('Close'),
    text: l10n.t('Close'),
    primary: true,
    onClick: () => element.close(),
  });
  element.append(title, list, close);
  return { element, open: () => element.showModal() };
}
