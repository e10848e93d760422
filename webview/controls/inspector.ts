/** The chosen element in numbers and formulas: value, gradient, what the update makes of it, and where it is defined. */
import * as l10n from '@vscode/l10n';
import { exactNumber, formatNumber, inspect, type Inspection } from '../../src/core/explain';
import type { DType } from '../../src/core/model/graph';
import type { Controller } from '../state/controller';
import { explainRequest, wordsKey } from '../state/select';
import { pairOf, select, togglePair } from '../state/view';
import { renderTex, type TexColors } from '../math';
import { button } from './elements';
import { el, linkButton } from './dom';
import { formula } from './formula';
import { placeName } from './names';
import { whenChanged, type Part } from './part';

export function inspector(controller: Controller): Part {
  const { store } = controller;
  const element = el('section', {
    class: 'inspector',
    attributes: { 'aria-label': l10n.t('Selected number') },
  });
  const update = whenChanged(
    (model) => [model.selection, model.closed, ...wordsKey(model)],
    () => {
      const model = store.get();
      const request = explainRequest(model);
      element.hidden = !request || !model.selection;
      if (!request || !model.selection) return;
      const tensor = request.trace.program.tensors[model.selection.tensor];
      const pair = pairOf(model, tensor?.nodeId ?? null);
      element.replaceChildren(
        ...card(controller, inspect(request, model.selection), tensor?.integer ?? false),
        ...(pair ? [pairLink(controller, pair.id, model.closed.includes(pair.id))] : []),
      );
    },
  );
  return { element, update };
}

function card(controller: Controller, found: Inspection, integer: boolean): HTMLElement[] {
  const { snapshot, theme } = controller.store.get();
  const fileName = snapshot?.fileName ?? '';
  const list = el('dl');
  const row = (term: string, ...value: (Node | string)[]): void => {
    list.append(el('dt', { text: term }), el('dd', {}, ...value));
  };
  row(found.kind, letter(found.letter, theme.tex), el('code', { text: found.name }));
  row(l10n.t('value'), number(found.computed ? found.value : null, found.dtype, ''));
  if (found.gradient !== null) {
    const gradient = found.gradientComputed ? found.gradient : null;
    row(l10n.t('gradient'), number(gradient, found.dtype, 'text-backward'));
  }
  if (integer) {
    const none = l10n.t('none: a whole number');
    row(l10n.t('gradient'), el('span', { class: 'muted', text: none }));
  }
  if (found.afterUpdate !== null) {
    const next = found.updateComputed ? found.afterUpdate : null;
    row(l10n.t('after update'), number(next, found.dtype, 'text-update'));
  }
  const { range } = found;
  if (range) {
    const link = linkButton(placeName(fileName, range), () => controller.reveal(range));
    row(l10n.t('defined'), link);
  }
  return [header(controller), list, ...formulas(found, theme.tex)];
}

function header(controller: Controller): HTMLElement {
  const close = button({
    label: l10n.t('Select nothing'),
    icon: 'close',
    onClick: () => controller.store.update((model) => select(model, null)),
  });
  return el('div', { class: 'card-head' }, el('h3', { text: l10n.t('Selected') }), close);
}

function letter(tex: string, colors: TexColors): HTMLElement {
  const element = el('span', { class: 'letter', attributes: { 'aria-hidden': 'true' } });
  renderTex(element, tex, { colors, display: false });
  return element;
}

/** A number shortened for reading, with all of its digits in the tooltip. */
function number(value: number | null, dtype: DType, style: string): HTMLElement {
  if (value === null) return el('span', { class: 'muted', text: l10n.t('not yet computed') });
  const element = el('code', { class: style, text: formatNumber(value) });
  element.title = exactNumber(value, dtype);
  return element;
}

function formulas(found: Inspection, colors: TexColors): HTMLElement[] {
  const shown = [
    found.symbolic,
    found.computed ? found.numeric : null,
    found.gradientSymbolic,
    found.gradientComputed ? found.gradientNumeric : null,
  ];
  return shown
    .filter((tex) => tex !== null)
    .map((tex) => {
      const place = formula('small');
      place.set(tex, colors);
      return place.element;
    });
}

function pairLink(controller: Controller, column: string, closed: boolean): HTMLElement {
  const text = closed ? l10n.t('Split into z and a') : l10n.t('Draw z and a as one');
  return linkButton(text, () => controller.store.update((model) => togglePair(model, column)));
}
