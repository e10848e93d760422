/** What the person has to know before trusting the picture: the file is gone, has errors, or something failed. */
import type { Breakage } from '../../src/core/autodiff/trace';
import * as l10n from '@vscode/l10n';
import type { Controller } from '../state/controller';
import type { PanelModel, Run } from '../state/model';
import { rangeOfNode } from '../state/select';
import { button } from './elements';
import { brokenPlace } from './broken-place';
import { el, linkButton } from './dom';
import { lineName } from './names';
import { whenChanged, type Part } from './part';

export function banners(controller: Controller): Part {
  const element = el('div', { class: 'banners', attributes: { role: 'status' } });
  const update = whenChanged(
    (model) => [
      model.gone,
      model.failure,
      model.run ? model.snapshot?.stale : null,
      model.notice,
      model.run?.trace,
      model.run && model.snapshot?.graph?.stoppedAt,
    ],
    () => element.replaceChildren(...current(controller, controller.store.get())),
  );
  return { element, update };
}

function current(controller: Controller, model: PanelModel): HTMLElement[] {
  const { gone, failure, notice, snapshot } = model;
  const shown: HTMLElement[] = [];
  if (gone !== null) {
    shown.push(
      banner('error', l10n.t('{0} no longer exists. The picture shows it as it was.', gone)),
    );
  }
  if (failure !== null) shown.push(banner('error', failure));
  const stop = snapshot?.graph?.stoppedAt;
  const stale = snapshot?.stale ?? (stop && { message: stop.reason, range: stop.range });
  if (model.run && stale) {
    const line = linkButton(lineName(stale.range), () => controller.reveal(stale.range));
    const text = stop
      ? l10n.t('The picture shows the model up to this place: {0}', stale.message)
      : l10n.t('The picture shows the file before this error: {0}', stale.message);
    shown.push(banner('warning', text, line));
  }
  shown.push(...nonFinite(controller, model));
  if (notice !== null) {
    const dismiss = button({
      label: l10n.t('Dismiss'),
      icon: 'close',
      onClick: () => controller.store.update((m) => ({ ...m, notice: null })),
    });
    shown.push(banner('info', notice, dismiss));
  }
  return shown;
}

/** Names the operation where numbers stopped being numbers. */
function nonFinite(controller: Controller, { run }: PanelModel): HTMLElement[] {
  const found = run && breakageOf(run);
  const op = found && run.trace.program.ops[found.op];
  if (!run || !op) return [];
  const place = brokenPlace(run.graph, run.trace.program.tensors[found.tensor]!, op);
  const text = [brokenText(found, place, run.trace.step), remedy()].join(' ');
  const range = rangeOfNode(run, op.nodeId);
  const link = range ? linkButton(lineName(range), () => controller.reveal(range)) : '';
  return [banner('warning', text, link)];
}

/** Where training broke, or a number of the shown step that went nowhere. */
function breakageOf({ broken, trace }: Run): Breakage | null {
  if (broken || !trace.nonFinite) return broken;
  const { tensor, index } = trace.nonFinite;
  return { ...trace.nonFinite, step: trace.step, nan: Number.isNaN(trace.values[tensor]![index]) };
}

function brokenText({ nan, step }: Breakage, place: string, shown: number): string {
  if (step === shown) {
    return nan
      ? l10n.t('A number became undefined (NaN) in {0}.', place)
      : l10n.t('A number became infinite in {0}.', place);
  }
  return nan
    ? l10n.t('In training step {0} a number became undefined (NaN) in {1}.', step, place)
    : l10n.t('In training step {0} a number became infinite in {1}.', step, place);
}

const remedy = () => l10n.t('A smaller learning rate or smaller weights usually help.');

function banner(
  kind: 'error' | 'warning' | 'info',
  text: string,
  ...actions: (Node | string)[]
): HTMLElement {
  return el('div', { class: `banner ${kind}` }, el('span', { text }), ...actions);
}
