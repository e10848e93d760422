/** The sheet with what is drawn: letters, numbers, biases, errors, and whether neurons are split into z and a. */
import * as l10n from '@vscode/l10n';
import type { Controller } from '../state/controller';
import type { Display } from '../state/model';
import { pairs, setOpen } from '../state/view';
import { check } from './elements';
import { whenChanged, type Part } from './part';
import { popup } from './popup';

export function displayMenu({ store }: Controller): Part {
  const options: readonly [keyof Display, string][] = [
    ['showLabels', l10n.t('Letters')],
    ['showNumbers', l10n.t('Numbers')],
    ['showBiases', l10n.t('Biases')],
    ['showErrors', l10n.t('Errors and E')],
  ];
  const checks = options.map(([key, label]) => {
    const box = check(label, (checked) =>
      store.update((model) => ({ ...model, display: { ...model.display, [key]: checked } })),
    );
    return { key, box };
  });
  const split = check(l10n.t('Neurons as z|a pairs'), (checked) =>
    store.update((model) =>
      setOpen(
        model,
        pairs(model).map((column) => column.id),
        checked,
      ),
    ),
  );
  const { element } = popup({ label: l10n.t('What is drawn'), icon: 'display' }, [
    ...checks.map(({ box }) => box.element),
    split.element,
  ]);
  const update = whenChanged(
    (model) => [model.display, model.closed],
    ([display, closed]) => {
      for (const { key, box } of checks) box.set(display[key]);
      split.set(closed.length === 0);
    },
  );
  return { element, update };
}
