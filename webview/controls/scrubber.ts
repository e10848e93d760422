/** The training step as a bar in the colours of its phases: shows where we are and leads anywhere. */
import * as l10n from '@vscode/l10n';
import { nodeLabel, nodeLabels, phaseLabel } from '../../src/core/explain';
import { endOf, placeAt, secondsAt, timeAtSeconds, totalSeconds } from '../../src/core/timeline';
import type { Phase } from '../../src/core/autodiff/program';
import type { Grain, Span, Timeline } from '../../src/core/timeline/timeline';
import type { Controller } from '../state/controller';
import type { PanelModel, Run } from '../state/model';
import { jumpTo, shareAt } from '../state/transport';
import { el, setText } from './dom';
import { fittingLabels } from './labels';
import { whenChanged, type Part } from './part';

export function scrubber(controller: Controller): Part {
  const { store } = controller;
  const phases = el('div', { class: 'phases' });
  const labels = el('div', { class: 'layer-labels' });
  const thumb = el('div', { class: 'thumb' });
  const track = el('div', { class: 'track' }, phases, thumb);
  const element = el(
    'div',
    {
      class: 'scrubber',
      attributes: {
        role: 'slider',
        tabindex: '0',
        'aria-label': l10n.t('Place in the training step'),
      },
    },
    track,
    labels,
  );
  followPointer(element, (x) => {
    const box = track.getBoundingClientRect();
    store.update((model) => jumpTo(model, timeAtShare(model, (x - box.left) / box.width)));
  });
  element.addEventListener('keydown', (event) => {
    const direction = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
    const page = { PageUp: 1, PageDown: -1 }[event.key];
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    if (direction) controller.step(direction as 1 | -1);
    else if (page) controller.step(page as 1 | -1, 'phase');
    else if (event.key === 'Home') controller.jump('first');
    else if (event.key === 'End') controller.jump('last');
    else return;
    event.preventDefault();
  });
  let names: readonly (readonly string[])[] = [];
  const hideLabels = (): void => hideCrowded(labels, names, phases, track.clientWidth);
  new ResizeObserver(hideLabels).observe(track);

  const updateSpans = whenChanged(
    (model) => [model.run?.timeline, model.run?.graph, model.grain] as const,
    ([timeline, graph, grain]) => {
      const spans = timeline && graph ? { timeline, graph, grain } : null;
      phases.replaceChildren(...(spans ? phaseBars(spans.timeline, grain) : []));
      labels.replaceChildren(...(spans ? layerLabels(spans.timeline, grain) : []));
      names = spans ? namesOf(spans.timeline, spans.graph) : [];
      hideLabels();
    },
  );
  const updatePlace = whenChanged(
    (model) => [model.run, model.time, model.grain],
    () => showPlace(element, thumb, phases, store.get()),
  );
  return {
    element,
    update(model) {
      updateSpans(model);
      updatePlace(model);
    },
  };
}

function timeAtShare({ run, grain }: PanelModel, share: number): number {
  if (!run) return 0;
  const seconds = Math.min(Math.max(share, 0), 1) * totalSeconds(run.timeline, grain);
  return share >= 1 ? endOf(run.timeline) : timeAtSeconds(run.timeline, seconds, grain);
}

function showPlace(
  element: HTMLElement,
  thumb: HTMLElement,
  phases: HTMLElement,
  model: PanelModel,
): void {
  const { run } = model;
  if (!run) return;
  thumb.style.left = `${100 * shareAt(model)}%`;
  run.timeline.phases.forEach((span, i) => {
    phases.children[i]?.classList.toggle(
      'to-come',
      model.time <= span.start && model.time < span.end,
    );
  });
  element.setAttribute('aria-valuemin', '0');
  element.setAttribute('aria-valuemax', String(endOf(run.timeline)));
  element.setAttribute('aria-valuenow', String(Math.round(model.time * 100) / 100));
  element.setAttribute('aria-valuetext', placeInWords(run, model.time));
}

function placeInWords(run: Run, time: number): string {
  const { beat } = placeAt(run.timeline, time);
  if (!beat) return l10n.t('before the first operation');
  const name = nodeLabel(run.graph, beat.nodeId);
  const [phase, end] = [phaseLabel(beat.phase), endOf(run.timeline)];
  return l10n.t('{0}, {1}, operation {2} of {3}', phase, name, beat.index + 1, end);
}

function phaseBars(timeline: Timeline, grain: Grain): HTMLElement[] {
  return timeline.phases.map((span) => {
    const bar = el('div', { class: `phase ${phaseClass(span.phase)}` });
    bar.append(el('span', { text: phaseLabel(span.phase) }));
    placeSpan(bar, span, timeline, grain);
    return bar;
  });
}

/** The forms of each layer's label, from the fullest to the shortest. */
function namesOf({ layers }: Timeline, graph: Run['graph']): string[][] {
  return layers.map(({ nodeId }) => (nodeId === null ? [''] : nodeLabels(graph, nodeId)));
}

function layerLabels(timeline: Timeline, grain: Grain): HTMLElement[] {
  return timeline.layers.map((span) => {
    const label = el('div', { class: 'layer-label' }, el('span'));
    placeSpan(label, span, timeline, grain);
    return label;
  });
}

function placeSpan(element: HTMLElement, span: Span, timeline: Timeline, grain: Grain): void {
  const total = totalSeconds(timeline, grain);
  const from = secondsAt(timeline, span.start, grain) / total;
  const to = secondsAt(timeline, span.end, grain) / total;
  element.style.left = `${100 * from}%`;
  element.style.width = `${100 * (to - from)}%`;
}

/**
 * Gives all labels their fullest names where these fit the layers, else all of them shorter ones, moves labels inside, and hides those that would touch, longest layers first, and
 * phase names that do not fit their bar.
 */
function hideCrowded(
  labels: HTMLElement,
  names: readonly (readonly string[])[],
  phases: HTMLElement,
  length: number,
): void {
  nameLabels(labels, names);
  const boxes = [...labels.children].map((label) => {
    const { offsetLeft, offsetWidth } = label as HTMLElement;
    const name = label.firstElementChild as HTMLElement;
    const middle = offsetLeft + offsetWidth / 2;
    const half = name.offsetWidth / 2;
    const at = Math.min(Math.max(middle, half), Math.max(half, length - half));
    name.style.transform = `translateX(${at - middle}px)`;
    return { at, width: name.offsetWidth, weight: offsetWidth };
  });
  const shown = fittingLabels(boxes, length);
  [...labels.children].forEach((label, i) => label.classList.toggle('crowded', !shown[i]));
  for (const bar of phases.children) {
    const name = bar.firstElementChild as HTMLElement;
    bar.classList.toggle('crowded', name.offsetWidth > (bar as HTMLElement).offsetWidth);
  }
}

/** Sets all texts in the first form in which they fit, else in the last: measured once for each form, not for each label. */
function nameLabels(labels: HTMLElement, names: readonly (readonly string[])[]): void {
  const spans = [...labels.children].map((label) => label.firstElementChild as HTMLElement);
  const forms = Math.max(1, ...names.map(({ length }) => length));
  for (let form = 0; form < forms; form += 1) {
    spans.forEach((span, i) => setText(span, names[i]![form] ?? ''));
    if (spans.every((span) => span.offsetWidth <= span.parentElement!.offsetWidth)) return;
  }
}

function phaseClass(phase: Phase): string {
  return `phase-${phase}`;
}

/** Reports the pointer's place while it is held down on the element. */
export function followPointer(element: HTMLElement, moved: (x: number) => void): void {
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    moved(event.clientX);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) moved(event.clientX);
  });
}
