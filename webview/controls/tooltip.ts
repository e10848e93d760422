/** What stands under the pointer, in words, with the full number. */
import * as l10n from '@vscode/l10n';
import { nodeCosts, type NodeCost } from '../../src/core/autodiff/cost';
import { exactNumber, inspect, nodeLabel } from '../../src/core/explain';
import type { HitTarget } from '../../src/core/scene/scene';
import type { Controller } from '../state/controller';
import type { PanelModel } from '../state/model';
import { memoLast } from '../state/memo';
import { explainRequest, picturedRun, wordsKey } from '../state/select';
import { pairOf } from '../state/view';
import { bytesText, countText } from './amounts';
import { el } from './dom';
import { shapeWords } from './names';
import { whenChanged, type Part } from './part';

/** Distance from the pointer, in pixels. */
const OFFSET = 14;

export interface Tooltip extends Part {
  show(target: HitTarget | null, x: number, y: number): void;
}

export function tooltip({ store }: Controller): Tooltip {
  const element = el('div', { class: 'tooltip', attributes: { role: 'tooltip' } });
  element.hidden = true;
  let target: HitTarget | null = null;
  const fill = (): void => {
    const lines = target ? describe(target, store.get()) : [];
    element.hidden = lines.length === 0;
    element.replaceChildren(...lines);
  };
  const update = whenChanged(wordsKey, fill);
  return {
    element,
    update,
    show(next, x, y) {
      target = next;
      fill();
      if (element.hidden) return;
      const { width, height } = store.get().size;
      const left =
        x + OFFSET + element.offsetWidth > width ? x - OFFSET - element.offsetWidth : x + OFFSET;
      const top = Math.min(y + OFFSET, height - element.offsetHeight - 4);
      element.style.left = `${Math.max(4, left)}px`;
      element.style.top = `${Math.max(4, top)}px`;
    },
  };
}

function describe(target: HitTarget, model: PanelModel): HTMLElement[] {
  if (target.kind === 'layer') return describeLayer(target.nodeId, model);
  const request = explainRequest(model);
  if (!request) return [];
  const found = inspect(request, target.element);
  const lines = [el('div', { class: 'muted' }, `${found.kind} `, el('code', { text: found.name }))];
  lines.push(
    found.computed
      ? el('div', { text: exactNumber(found.value, found.dtype) })
      : el('div', { class: 'muted', text: l10n.t('not yet computed') }),
  );
  if (found.gradient !== null && found.gradientComputed) {
    lines.push(
      el('div', {
        class: 'text-backward',
        text: l10n.t('gradient {0}', exactNumber(found.gradient, found.dtype)),
      }),
    );
  }
  const { tensors } = request.trace.program;
  if (tensors[target.element.tensor]?.integer) {
    lines.push(el('div', { class: 'muted', text: l10n.t('whole number, no gradient') }));
  }
  return lines;
}

const layerCosts = memoLast(nodeCosts);

function costWords({ macs, activationBytes }: NodeCost): string {
  return l10n.t('{0} multiply-adds · {1}', countText(macs), bytesText(activationBytes));
}

function describeLayer(nodeId: string, model: PanelModel): HTMLElement[] {
  const run = picturedRun(model);
  if (!run) return [];
  const node = run.graph.nodes.find((each) => each.id === nodeId);
  const name = el('div', {}, el('strong', { text: nodeLabel(run.graph, nodeId) }));
  if (!node) return [name];
  const cost = layerCosts(run.trace.program)[nodeId];
  const click = pairOf(model, nodeId)
    ? l10n.t('Click: show in the file. Double-click: draw z and a as one or two.')
    : l10n.t('Click: show in the file.');
  return [
    name,
    el('div', { class: 'muted', text: `${node.type} · ${shapeWords(run.graph, node)}` }),
    ...(cost ? [el('div', { class: 'muted', text: costWords(cost) })] : []),
    el('div', { class: 'muted', text: click }),
  ];
}
