/** Carries out the keys of the panel wherever the focus is in the page. */
import type { Controller } from '../state/controller';
import { coarser, nextGrain } from '../state/transport';
import { fit, zoom } from '../state/view';
import { keyAction, type KeyAction } from './keys';

/** One press of a zoom key. */
const ZOOM_STEP = 1.25;

/** Listens to the page's keys. */
export function listenToKeys(page: Document, controller: Controller, showHelp: () => void): void {
  page.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || page.querySelector('dialog[open]')) return;
    const action = keyAction(event, page.activeElement);
    if (!action) return;
    event.preventDefault();
    if (action === 'help') showHelp();
    else carryOut(action, controller);
  });
}

function carryOut(action: Exclude<KeyAction, 'help'>, controller: Controller): void {
  const { store } = controller;
  const grain = coarser(store.get().grain);
  switch (action) {
    case 'forward':
      return controller.step(1);
    case 'back':
      return controller.step(-1);
    case 'coarseForward':
      return controller.step(1, grain);
    case 'coarseBack':
      return controller.step(-1, grain);
    case 'playOrPause':
      return controller.playOrPause();
    case 'reset':
      return controller.reset();
    case 'first':
    case 'last':
    case 'backward':
      return controller.jump(action);
    case 'zoomIn':
      return store.update((model) => zoom(model, ZOOM_STEP));
    case 'zoomOut':
      return store.update((model) => zoom(model, 1 / ZOOM_STEP));
    case 'fit':
      return store.update(fit);
    case 'grain':
      return store.update((model) => ({ ...model, grain: nextGrain(model.grain) }));
  }
}
