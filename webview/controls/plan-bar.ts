/** The bar for models that take long: asks before they are run, shows how far they are, and stops them. */
import * as l10n from '@vscode/l10n';
import type { Estimate } from '../../src/core/autodiff/limits';
import type { Controller } from '../state/controller';
import type { PanelModel, Plan } from '../state/model';
import { bytesText, countText, secondsText, shareText } from './amounts';
import { el, setText } from './dom';
import { button } from './elements';
import { whenChanged, type Part } from './part';

/** What the bar is for at the moment. */
type Occasion = Plan['state'] | null;

export function planBar(controller: Controller): Part {
  const words = el('span', { attributes: { role: 'status' } });
  const bar = el('progress', { attributes: { 'aria-label': l10n.t('Running the network') } });
  bar.max = 1;
  const done = el('span', { class: 'muted' });
  const run = button({
    label: l10n.t('Run'),
    text: l10n.t('Run'),
    primary: true,
    onClick: () => void controller.runPlan(),
  });
  const decline = button({
    label: l10n.t('Not now'),
    text: l10n.t('Not now'),
    onClick: () => controller.declinePlan(),
  });
  const cancel = button({
    label: l10n.t('Cancel the run'),
    text: l10n.t('Cancel'),
    onClick: () => controller.cancelWork(),
  });
  const buttons = [run, decline, cancel];
  const element = el('div', { class: 'banner info plan-bar' }, words, bar, done, ...buttons);

  const show = (model: PanelModel): void => {
    const occasion = occasionOf(model);
    const focused = buttons.some((each) => each === document.activeElement);
    element.hidden = occasion === null;
    run.hidden = occasion === null || occasion === 'running';
    decline.hidden = occasion !== 'asking';
    cancel.hidden = bar.hidden = done.hidden = occasion !== 'running';
    setText(words, occasion ? wordsFor(occasion, model.plan?.estimate ?? null) : '');
    if (focused) buttons.find((each) => !each.hidden)?.focus();
  };
  const updateOccasion = whenChanged(
    (model) => [occasionOf(model), model.plan?.estimate],
    () => show(controller.store.get()),
  );
  const updateShare = whenChanged(
    (model) => [model.work?.share ?? 0],
    ([share]) => {
      bar.value = share;
      setText(done, shareText(share));
    },
  );
  return {
    element,
    update(model) {
      updateOccasion(model);
      updateShare(model);
    },
  };
}

/** A run that is asked for is always shown; any other from when it takes so long that it tells its progress. */
function occasionOf({ plan, work }: PanelModel): Occasion {
  if (work?.kind === 'load' && (work.share !== null || plan?.state === 'running')) return 'running';
  return plan?.state ?? null;
}

function wordsFor(occasion: Plan['state'], estimate: Estimate | null): string {
  const [macs, seconds, bytes] = estimate
    ? [countText(estimate.macs), secondsText(estimate.seconds), bytesText(estimate.bytes)]
    : ['', '', ''];
  switch (occasion) {
    case 'asking':
      return l10n.t(
        'One training step takes about {0} multiply-adds (≈ {1}) and {2} of memory. Run it?',
        macs,
        seconds,
        bytes,
      );
    case 'declined':
      return l10n.t(
        'Not run: one training step takes about {0} multiply-adds (≈ {1}) and {2} of memory.',
        macs,
        seconds,
        bytes,
      );
    case 'stopped':
      return l10n.t('The run was stopped. Structure, shapes and costs are shown without numbers.');
    case 'running':
      return l10n.t('Running the network');
  }
}
