/** The buttons that move through time, the speed, and a reminder of the keys. */
import * as l10n from '@vscode/l10n';
import type { Controller } from '../state/controller';
import { button, chooser, nameButton } from './elements';
import { el } from './dom';
import { setIcon } from './icons';
import { whenChanged, type Part } from './part';

/** Offered speeds. */
const SPEEDS = [0.25, 0.5, 1, 2, 4];

export function transport(controller: Controller): Part {
  const { store } = controller;
  const play = button({
    label: l10n.t('Play (Space)'),
    icon: 'play',
    primary: true,
    onClick: () => controller.playOrPause(),
  });
  play.classList.add('play');
  const buttons = el(
    'div',
    { class: 'buttons', attributes: { role: 'group', 'aria-label': l10n.t('Transport') } },
    button({
      label: l10n.t('First (Home)'),
      icon: 'first',
      onClick: () => controller.jump('first'),
    }),
    button({
      label: l10n.t('Step back (←)'),
      icon: 'back',
      onClick: () => controller.step(-1),
    }),
    play,
    button({
      label: l10n.t('Step forward (→)'),
      icon: 'forward',
      onClick: () => controller.step(1),
    }),
    button({ label: l10n.t('Last (End)'), icon: 'last', onClick: () => controller.jump('last') }),
    button({
      label: l10n.t('Reset to the first training step (R)'),
      icon: 'reset',
      onClick: () => controller.reset(),
    }),
  );
  const speed = chooser(l10n.t('Speed'), (value: number) =>
    store.update((model) => ({ ...model, speed: value })),
  );
  speed.element.classList.add('speed');
  const element = el('div', { class: 'transport' }, buttons, speed.element, keyHints());
  const updatePlay = whenChanged(
    (model) => [model.playing],
    ([playing]) => {
      nameButton(play, playing ? l10n.t('Pause (Space)') : l10n.t('Play (Space)'));
      setIcon(play, playing ? 'pause' : 'play');
    },
  );
  const updateSpeed = whenChanged(
    (model) => [model.speed],
    ([value]) => {
      const speeds = SPEEDS.includes(value) ? SPEEDS : [...SPEEDS, value].sort((a, b) => a - b);
      speed.set(
        speeds.map((each) => ({ value: each, text: `${each}×` })),
        value,
      );
    },
  );
  return {
    element,
    update(model) {
      updatePlay(model);
      updateSpeed(model);
    },
  };
}

function keyHints(): HTMLElement {
  const hints = [l10n.t('← → step'), l10n.t('space play'), l10n.t('R reset')];
  return el(
    'div',
    { class: 'key-hints', attributes: { 'aria-hidden': 'true' } },
    ...hints.map((text) => el('kbd', { text })),
  );
}
