/** What stands in place of the picture when there is none: why, where, and what can be done. */
import * as l10n from '@vscode/l10n';
import type { Controller } from '../state/controller';
import type { PanelModel } from '../state/model';
import { picturedRun } from '../state/select';
import { el, linkButton } from './dom';
import { invocationLink } from './invocation-link';
import { progressRing } from './elements';
import { placeName } from './names';

/** The message; empty while there is a picture. */
export function emptyMessage(controller: Controller, model: PanelModel): HTMLElement[] {
  const { snapshot, failure, gone } = model;
  if (picturedRun(model)) return model.cannotDraw === null ? [] : withoutPicture(model.cannotDraw);
  const stop = snapshot?.graph?.stoppedAt;
  const problem = snapshot?.stale ?? (stop && { message: stop.reason, range: stop.range });
  if (snapshot && problem) {
    const link = linkButton(placeName(snapshot.fileName, problem.range), () =>
      controller.reveal(problem.range),
    );
    return [
      el('h2', { text: l10n.t('There is no network to show yet') }),
      el('p', { text: problem.message }),
      el('p', {}, link),
      ...(snapshot.invocation === undefined
        ? []
        : [invocationLink(controller, snapshot.invocation)]),
    ];
  }
  if (gone !== null || failure !== null) return [];
  if (snapshot && !snapshot.graph) {
    return [
      el('h2', { text: l10n.t('There is no network to show yet') }),
      el('p', { text: l10n.t('{0} describes no layers.', snapshot.fileName) }),
    ];
  }
  return [progressRing(l10n.t('Running the network'))];
}

function withoutPicture(reason: string): HTMLElement[] {
  const rest = l10n.t(
    'All numbers are in the explanation, and in the text behind the button at the top.',
  );
  return [el('p', { text: reason }), el('p', { text: rest })];
}
