/** The page: its parts and how they are arranged. */
import type { Controller } from '../state/controller';
import type { PanelModel } from '../state/model';
import { liveRegion } from '../a11y/live';
import { textTwin } from '../a11y/twin';
import type { Timers } from '../state/timers';
import { banners } from './banners';
import { checkDialog } from './check';
import { applyColors } from './colors';
import { el } from './dom';
import { explanationPanel } from './explanation';
import { helpDialog } from './help';
import { whenChanged } from './part';
import { picture, type Picture } from './picture';
import { planBar } from './plan-bar';
import { scrubber } from './scrubber';
import { listenToKeys } from './shortcuts';
import { structurePanel } from './structure';
import { topBar } from './top-bar';
import { training } from './training';
import { transport } from './transport';

/** The built page. */
export interface Page {
  readonly picture: Picture;
  update(model: PanelModel): void;
}

/** Builds everything inside `root`. */
export function buildPage(root: HTMLElement, controller: Controller, timers: Timers): Page {
  const help = helpDialog();
  const showHelp = (): void => help.open();
  const view = picture(controller);
  const twin = textTwin();
  const bar = topBar(controller, showHelp);
  const notes = banners(controller);
  const plan = planBar(controller);
  const words = explanationPanel(controller);
  const structure = structurePanel(controller);
  const check = checkDialog(controller);
  const place = scrubber(controller);
  const buttons = transport(controller);
  const train = training(controller);
  const parts = [bar, notes, plan, view, twin, words, structure, place, buttons, train, check];

  const panel = el(
    'div',
    { class: 'panel' },
    bar.element,
    notes.element,
    plan.element,
    el(
      'main',
      { class: 'middle' },
      el('div', { class: 'view' }, view.element, twin.element),
      words.element,
      structure.element,
    ),
    el(
      'footer',
      { class: 'bottom' },
      place.element,
      el('div', { class: 'controls' }, buttons.element, train.element),
    ),
    liveRegion(controller.store, timers),
    help.element,
    check.element,
  );
  root.replaceChildren(panel);
  listenToKeys(document, controller, showHelp);
  giveFocusBack(panel, view.host);
  const updateColors = whenChanged(
    (model: PanelModel) => [model.theme],
    ([theme]) => applyColors(root, theme),
  );
  return {
    picture: view,
    update(model) {
      updateColors(model);
      panel.classList.toggle('empty', !model.run);
      for (const part of parts) part.update(model);
    },
  };
}

/** After a click by the pointer the keys belong to the picture again; who presses a button by keys stays on it. */
function giveFocusBack(panel: HTMLElement, host: HTMLElement): void {
  const toPicture = (): void => host.focus({ preventScroll: true });
  panel.addEventListener('click', (event) => {
    const onButton = event.target instanceof Element && event.target.closest('vscode-button');
    const byPointer = event.detail > 0;
    if (!onButton || !byPointer || panel.querySelector('.sheet:not([hidden])')) return;
    const dialog = panel.querySelector('dialog[open]');
    if (dialog) dialog.addEventListener('close', toPicture, { once: true });
    else toPicture();
  });
}
