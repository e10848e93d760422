/** Training: which step is shown, its loss, the curve, and going on by one or many steps. */
import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../src/core/explain';
import type { Controller } from '../state/controller';
import { shareText } from './amounts';
import { button } from './elements';
import { el, setText } from './dom';
import { lossChart } from './loss-chart';
import { whenChanged, type Part } from './part';

const COUNTS = [1, 10, 100, 1000];

export function training(controller: Controller): Part {
  const step = el('span', { class: 'muted long' });
  const shortStep = el('span', { class: 'muted short' });
  const loss = el('strong');
  const chart = lossChart(controller);
  const previous = button({
    label: l10n.t('Previous training step'),
    text: '−1',
    onClick: () => controller.train(-1),
  });
  const more = COUNTS.map((count) =>
    button({
      label: l10n.t('Train {0} more', count),
      text: `+${count}`,
      onClick: () => controller.train(count),
    }),
  );
  const buttons = el(
    'div',
    { class: 'counts', attributes: { role: 'group', 'aria-label': l10n.t('Training steps') } },
    previous,
    ...more,
  );
  const bar = el('progress', { attributes: { 'aria-label': l10n.t('Training') } });
  const done = el('span', { class: 'muted' });
  const cancel = button({
    label: l10n.t('Stop training'),
    text: l10n.t('Stop'),
    onClick: () => controller.cancelWork(),
  });
  const progress = el('div', { class: 'progress' }, bar, done, cancel);
  const state = el('p', { class: 'training-state' }, step, shortStep, loss);
  const element = el(
    'section',
    { class: 'training', attributes: { 'aria-label': l10n.t('Training') } },
    state,
    chart.element,
    el('div', { class: 'train-by' }, buttons, progress),
  );
  const updateState = whenChanged(
    (model) => [model.run?.trace] as const,
    ([trace]) => {
      element.classList.toggle('empty', !trace);
      if (!trace) return;
      setText(step, l10n.t('training step {0} · loss', trace.step));
      setText(shortStep, l10n.t('step {0}:', trace.step));
      setText(loss, formatNumber(trace.loss));
      loss.title = String(trace.loss);
      previous.disabled = trace.step === 0;
    },
  );
  const updateWork = whenChanged(
    (model) => [model.work],
    ([work]) => {
      const long = work?.kind === 'train' && work.share !== null;
      progress.classList.toggle('off', !long);
      buttons.classList.toggle('off', long);
      if (!long) return;
      bar.max = 1;
      bar.value = work.share ?? 0;
      const share = shareText(work.share ?? 0);
      setText(done, work.total > 1 ? l10n.t('{0} of {1}', work.done, work.total) : share);
    },
  );
  return {
    element,
    update(model) {
      updateState(model);
      updateWork(model);
      chart.update(model);
    },
  };
}
