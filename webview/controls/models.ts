/** Which model of the file is shown: a dropdown in files that hold several. */
import * as l10n from '@vscode/l10n';
import type { ModelChoice } from '../../src/protocol/messages';
import type { Controller } from '../state/controller';
import { el } from './dom';
import { chooser } from './elements';
import { whenChanged, type Part } from './part';

export function modelChooser(controller: Controller): Part {
  /** What was asked for last: it may be a model of which nothing can be shown. */
  let asked: string | null = null;
  const list = chooser(l10n.t('Model of the file'), (name: string) => {
    asked = name;
    controller.chooseModel(name);
  });
  const element = el('span', { class: 'models' }, list.element);
  const update = whenChanged(
    ({ snapshot }) => [snapshot?.models, snapshot?.graph?.name] as const,
    ([models = [], shown]) => {
      element.hidden = models.length < 2;
      if (models.length > 1) list.set(models.map(choice), shown ?? asked ?? models[0]!.name);
    },
  );
  return { element, update };
}

function choice({ name, complete }: ModelChoice): { value: string; text: string } {
  return { value: name, text: complete ? name : l10n.t('{0} (in part)', name) };
}
