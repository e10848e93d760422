/** The bar at the top: which view, which sample, which grain, what is drawn, and what can be saved. */
import * as l10n from '@vscode/l10n';
import { GRAINS } from '../../src/core/timeline/timeline';
import type { Controller } from '../state/controller';
import { fit } from '../state/view';
import { button, chooser } from './elements';
import { displayMenu } from './display-menu';
import { el } from './dom';
import { grainName } from './names';
import { whenChanged, type Part } from './part';
import { popup } from './popup';
import { modelChooser } from './models';
import { sampleChooser } from './sample';

export function topBar(controller: Controller, showHelp: () => void): Part {
  const { store } = controller;
  const sample = sampleChooser(store);
  const grain = chooser(l10n.t('What one step moves by'), (value: (typeof GRAINS)[number]) =>
    store.update((model) => ({ ...model, grain: value })),
  );
  const models = modelChooser(controller);
  const display = displayMenu(controller);
  const fitButton = button({
    label: l10n.t('Fit the picture to the panel (0)'),
    icon: 'fit',
    onClick: () => store.update(fit),
  });
  const text = button({
    label: l10n.t('Show the numbers as text'),
    icon: 'text',
    onClick: () => store.update((model) => ({ ...model, textShown: !model.textShown })),
  });
  const saveMenu = exportMenu(controller);
  const help = button({ label: l10n.t('Keys (?)'), icon: 'help', onClick: showHelp });
  const element = el(
    'header',
    { class: 'top-bar' },
    el('h1', { class: 'view-name', text: l10n.t('Network') }),
    models.element,
    sample.element,
    grain.element,
    el('span', { class: 'spacer' }),
    el('div', { class: 'tools' }, display.element, fitButton, text, help, saveMenu),
  );
  const updateGrain = whenChanged(
    (model) => [model.grain],
    ([value]) =>
      grain.set(
        GRAINS.map((each) => ({ value: each, text: grainName(each) })),
        value,
      ),
  );
  const updateText = whenChanged(
    (model) => [model.textShown],
    ([shown]) => text.setAttribute('aria-pressed', String(shown)),
  );
  return {
    element,
    update(model) {
      models.update(model);
      sample.update(model);
      display.update(model);
      updateGrain(model);
      updateText(model);
    },
  };
}

function exportMenu(controller: Controller): HTMLElement {
  const entry = (label: string, kind: 'frame' | 'clip'): HTMLElement =>
    button({
      label,
      text: label,
      onClick: () => {
        menu.close();
        controller.askExport(kind);
      },
    });
  const menu = popup({ label: l10n.t('Export'), icon: 'export', text: l10n.t('Export…') }, [
    entry(l10n.t('Frame as PNG…'), 'frame'),
    entry(l10n.t('Clip as GIF…'), 'clip'),
  ]);
  menu.element.classList.add('at-end');
  return menu.element;
}
