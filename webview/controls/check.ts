/** The dialog with what a check of the gradients found. */
import * as l10n from '@vscode/l10n';
import { gradientTolerance, type GradientCheck } from '../../src/core/autodiff/gradcheck';
import { formatNumber } from '../../src/core/explain';
import type { DType } from '../../src/core/model/graph';
import type { Controller } from '../state/controller';
import { select } from '../state/view';
import { el, linkButton, setText } from './dom';
import { button } from './elements';
import { whenChanged, type Part } from './part';

export function checkDialog(controller: Controller): Part {
  const heading = el('h2', { text: l10n.t('Check gradients'), attributes: { id: 'check-title' } });
  const about = el('p');
  const state = el('p', { class: 'check-state', attributes: { role: 'status' } });
  const bar = el('progress', { attributes: { 'aria-labelledby': 'check-title' } });
  const done = el('span', { class: 'muted' });
  const progress = el('div', { class: 'check-progress' }, bar, done);
  const table = el('div', { class: 'check-table' });
  const note = el('p', { class: 'muted', text: noteWords() });
  const dismiss = (label: string, primary: boolean): HTMLElement =>
    button({ label, text: label, primary, onClick: () => element.close() });
  const [cancel, close] = [dismiss(l10n.t('Cancel'), false), dismiss(l10n.t('Close'), true)];
  const element = el(
    'dialog',
    { class: 'dialog check', attributes: { 'aria-labelledby': 'check-title' } },
    heading,
    about,
    state,
    progress,
    table,
    note,
    cancel,
    close,
  );
  element.addEventListener('close', () => controller.closeCheck());

  const show = (checks: readonly GradientCheck[] | null): void => {
    progress.hidden = cancel.hidden = checks !== null;
    table.hidden = note.hidden = close.hidden = checks === null;
    table.replaceChildren(...(checks ? [tableOf(controller, checks, () => element.close())] : []));
    setText(state, checks ? outcomeWords(checks) : l10n.t('Checking …'));
    (checks ? close : cancel).focus();
  };
  const updateOpen = whenChanged(
    ({ check }) => [check !== null, check?.checks ?? null, check?.step] as const,
    ([open, checks, step]) => {
      if (!open) return element.close();
      const { run } = controller.store.get();
      setText(about, aboutWords(step ?? 0, run?.trace.program.dtype ?? 'float32'));
      if (!element.open) element.showModal();
      show(checks);
    },
  );
  const updateProgress = whenChanged(
    ({ check }) => [check?.done ?? 0, check?.total ?? 0] as const,
    ([count, total]) => {
      bar.max = Math.max(1, total);
      bar.value = count;
      setText(done, total > 0 ? l10n.t('{0} of {1} numbers', count, total) : '');
    },
  );
  return {
    element,
    update(model) {
      updateOpen(model);
      updateProgress(model);
    },
  };
}

function tableOf(
  controller: Controller,
  checks: readonly GradientCheck[],
  close: () => void,
): HTMLElement {
  const titles = [
    l10n.t('Gradient of'),
    l10n.t('Checked'),
    l10n.t('Largest error'),
    l10n.t('Verdict'),
  ];
  const head = el('tr', {});
  for (const text of titles) head.append(el('th', { text, attributes: { scope: 'col' } }));
  const body = el('tbody');
  for (const check of checks) {
    const show = linkButton(check.name, () => {
      const element = { tensor: check.tensor, index: check.worst };
      close();
      controller.store.update((model) => select(model, element));
    });
    show.title = l10n.t('Show the number with the largest error');
    const error = el('td', { class: 'figure', text: formatNumber(check.largestError, 2) });
    error.title = String(check.largestError);
    body.append(
      el(
        'tr',
        { class: check.verdict === 'ok' ? 'ok' : 'doubtful' },
        el('th', { attributes: { scope: 'row' } }, show),
        el('td', { class: 'figure', text: checkedWords(check) }),
        error,
        el('td', { text: verdictWords(check) }),
      ),
    );
  }
  return el('table', {}, el('thead', {}, head), body);
}

function aboutWords(step: number, dtype: DType): string {
  return l10n.t(
    'The gradients of training step {0}, computed in {1}, against (E(w + h) − E(w − h)) / 2h: finite differences of the loss in double precision, with the same data, weights and random numbers. Errors are relative to the largest gradient of the same tensor; up to {2} is ok.',
    step,
    dtype,
    gradientTolerance(dtype),
  );
}

function noteWords(): string {
  return l10n.t(
    'Where a function has a kink within reach of h, such as relu at 0, a right gradient can look suspicious.',
  );
}

function outcomeWords(checks: readonly GradientCheck[]): string {
  const doubtful = checks.filter(({ verdict }) => verdict !== 'ok').length;
  if (checks.length === 0) return l10n.t('There is nothing to check: nothing is learned.');
  return doubtful === 0
    ? l10n.t('All gradients agree with finite differences.')
    : l10n.t('{0} of {1} do not agree with finite differences.', doubtful, checks.length);
}

function checkedWords({ checked, elements }: GradientCheck): string {
  return checked === elements
    ? l10n.t('all {0}', elements)
    : l10n.t('{0} of {1}', checked, elements);
}

function verdictWords({ verdict }: GradientCheck): string {
  switch (verdict) {
    case 'ok':
      return `✓ ${l10n.t('ok')}`;
    case 'suspicious':
      return `? ${l10n.t('suspicious')}`;
    case 'not finite':
      return `✗ ${l10n.t('not finite')}`;
  }
}
