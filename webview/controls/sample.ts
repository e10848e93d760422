/** Which sample of the batch is shown: a dropdown, or a number to type where the batch is large. */
import * as l10n from '@vscode/l10n';
import { batchSize } from '../../src/core/timeline';
import type { PanelModel } from '../state/model';
import type { Store } from '../state/store';
import { el } from './dom';
import { chooser } from './elements';
import { whenChanged, type Part } from './part';

/** A longer list is no longer quicker than typing. */
const LONGEST_LIST = 40;

export function sampleChooser(store: Store<PanelModel>): Part {
  const label = l10n.t('Sample of the batch');
  const choose = (sample: number): void => store.update((model) => ({ ...model, sample }));
  const list = chooser(label, choose);
  const input = el('input', { attributes: { type: 'number', min: '1', 'aria-label': label } });
  input.addEventListener('change', () => {
    const last = Number(input.max);
    const typed = Math.round(Number(input.value)) || 1;
    input.value = String(Math.min(Math.max(typed, 1), last));
    choose(Number(input.value) - 1);
  });
  const total = el('span', { class: 'muted' });
  const field = el('span', { class: 'sample-field' }, l10n.t('sample'), input, total);
  const element = el('span', { class: 'sample' }, list.element, field);
  const update = whenChanged(
    (model) => [model.run ? batchSize(model.run.trace.program) : 0, model.sample] as const,
    ([count, sample]) => {
      const long = count > LONGEST_LIST;
      element.hidden = count === 0;
      list.element.hidden = long;
      field.hidden = !long;
      if (long) {
        input.max = String(count);
        input.value = String(sample + 1);
        total.textContent = l10n.t('of {0}', count);
      } else {
        list.set(choices(count), sample);
      }
    },
  );
  return { element, update };
}

function choices(count: number): { value: number; text: string }[] {
  return Array.from({ length: count }, (_, i) => ({
    value: i,
    text: l10n.t('sample {0} of {1}', i + 1, count),
  }));
}
