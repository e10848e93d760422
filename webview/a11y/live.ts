/** Tells screen readers what happens: each step and each selection, but not every frame of playing. */
import * as l10n from '@vscode/l10n';
import { explain, formatNumber, inspect } from '../../src/core/explain';
import { el } from '../controls/dom';
import type { PanelModel } from '../state/model';
import { explainRequest } from '../state/select';
import type { Store } from '../state/store';
import { paced, type Timers } from '../state/timers';

/** Announcements follow each other no faster, in milliseconds. */
const INTERVAL = 600;

/** A polite live region that follows the store. */
export function liveRegion(store: Store<PanelModel>, timers: Timers): HTMLElement {
  const element = el('div', { class: 'only-read', attributes: { 'aria-live': 'polite' } });
  let told = announced(store.get());
  let texts: string[] = [];
  const say = paced(timers, INTERVAL, () => {
    if (texts.length > 0) element.textContent = texts.join(' ');
    texts = [];
  });
  store.subscribe((model) => {
    if (model.playing || model.motion) return;
    const now = announced(model);
    const [moved, chosen] = [!sameMoment(now, told), now.selection !== told.selection];
    told = now;
    // Only the newest moment counts; a selection is told in addition.
    if (moved) texts = [momentInWords(model)];
    if (chosen) texts.push(selectionInWords(model));
    if (moved || chosen) say();
  });
  return element;
}

type Announced = Pick<PanelModel, 'time' | 'sample' | 'selection'> & { step: number | null };

function announced({ time, sample, selection, run }: PanelModel): Announced {
  return { time, sample, selection, step: run?.trace.step ?? null };
}

function sameMoment(a: Announced, b: Announced): boolean {
  return a.time === b.time && a.sample === b.sample && a.step === b.step;
}

function momentInWords(model: PanelModel): string {
  const request = explainRequest(model);
  if (!request) return '';
  const { title, sentence, spoken } = explain(request);
  return [title, sentence, spoken].filter((text) => text !== '').join('. ');
}

function selectionInWords(model: PanelModel): string {
  const request = explainRequest(model);
  if (!request || !model.selection) return l10n.t('Nothing selected.');
  const { name, computed, value, gradient, gradientComputed } = inspect(request, model.selection);
  const shown = computed ? formatNumber(value) : l10n.t('not yet computed');
  return gradient !== null && gradientComputed
    ? l10n.t('{0}: {1}, gradient {2}.', name, shown, formatNumber(gradient))
    : l10n.t('{0}: {1}.', name, shown);
}
