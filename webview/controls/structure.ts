/** What stands in place of the explanation while there are no numbers: every layer with its shape, parameters and cost. */
import * as l10n from '@vscode/l10n';
import { nodeCosts } from '../../src/core/autodiff/cost';
import { parametersOf } from '../../src/core/model/find';
import type { Parameter } from '../../src/core/model/graph';
import { elementCount } from '../../src/core/model/shape';
import type { Controller } from '../state/controller';
import type { Plan } from '../state/model';
import { bytesText, countText } from './amounts';
import { el, linkButton } from './dom';
import { shapeWords } from './names';
import { whenChanged, type Part } from './part';

export function structurePanel(controller: Controller): Part {
  const element = el('div', { class: 'structure' });
  const update = whenChanged(
    (model) => [model.run ? null : model.plan?.graph],
    ([graph]) => {
      const { plan } = controller.store.get();
      element.replaceChildren(...(graph && plan ? [panelOf(controller, plan)] : []));
    },
  );
  return { element, update };
}

function panelOf(controller: Controller, plan: Plan): HTMLElement {
  const title = l10n.t('Layers and what they take');
  const heading = el(
    'div',
    {},
    el('p', { class: 'kicker', text: l10n.t('Not run yet') }),
    el('h2', { text: title }),
  );
  return el(
    'aside',
    { class: 'explanation', attributes: { 'aria-label': title } },
    el('div', { class: 'head' }, heading),
    el('div', { class: 'body' }, ...contents(controller, plan)),
  );
}

function contents(controller: Controller, { graph, program }: Plan): HTMLElement[] {
  const costs = nodeCosts(program);
  const layers = graph.nodes.filter(({ op }) => op.type !== 'input');
  const list = el('ol', { class: 'layers' });
  for (const node of layers) {
    const { macs, activationBytes } = costs[node.id] ?? { macs: 0, activationBytes: 0 };
    list.append(
      el(
        'li',
        {},
        linkButton(node.name, () => controller.reveal(node.range)),
        el('p', { text: `${node.type} · ${shapeWords(graph, node)}` }),
        el('p', { class: 'muted', text: amounts(sizeOf(node.parameters), macs, activationBytes) }),
      ),
    );
  }
  const parameters = sizeOf(parametersOf(graph));
  const total = l10n.t(
    '{0} parameters in {1} layers.',
    countText(parameters),
    countText(layers.length),
  );
  return [el('p', { text: total }), list];
}

function sizeOf(parameters: readonly Parameter[]): number {
  return parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0);
}

function amounts(parameters: number, macs: number, bytes: number): string {
  return l10n.t(
    '{0} parameters · {1} multiply-adds · {2}',
    countText(parameters),
    countText(macs),
    bytesText(bytes),
  );
}
