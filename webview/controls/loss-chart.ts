/** The small curve of the loss over the training steps; a click on it goes to that step. */
import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../src/core/explain';
import type { Controller } from '../state/controller';
import { stepAhead } from '../state/transport';
import { lossCurve, stepAt } from './curve';
import { el, svg } from './dom';
import { whenChanged, type Part } from './part';
import { followPointer } from './scrubber';

const WIDTH = 150;
const HEIGHT = 36;

export function lossChart(controller: Controller): Part {
  const { store } = controller;
  const line = svg('polyline', { class: 'curve' });
  const mark = svg('circle', { class: 'mark', r: 3.5 });
  const picture = svg(
    'svg',
    { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' },
    line,
    mark,
  );
  const element = el('div', {
    class: 'loss-chart',
    attributes: {
      role: 'slider',
      tabindex: '0',
      'aria-label': l10n.t('Training step'),
      'aria-valuemin': '0',
    },
  });
  element.append(picture);
  const goTo = (step: number): void => {
    const last = store.get().losses.length - 1;
    void controller.goToStep(Math.min(Math.max(step, 0), last), 'keep');
  };
  followPointer(element, (x) => {
    const box = picture.getBoundingClientRect();
    goTo(stepAt(((x - box.left) / box.width) * WIDTH, store.get().losses, WIDTH));
  });
  element.addEventListener('keydown', (event) => {
    const step = stepAhead(store.get());
    const by = {
      ArrowUp: 1,
      ArrowRight: 1,
      ArrowDown: -1,
      ArrowLeft: -1,
      PageUp: 10,
      PageDown: -10,
    }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (by !== undefined) goTo(step + by);
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(Infinity);
    else return;
    event.preventDefault();
  });
  const update = whenChanged(
    (model) => [model.losses, model.run?.trace] as const,
    ([losses, trace]) => {
      if (!trace) return;
      const curve = lossCurve(losses, WIDTH, HEIGHT);
      line.setAttribute(
        'points',
        curve.points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '),
      );
      const here = curve.at(trace.step);
      mark.setAttribute('visibility', here ? 'visible' : 'hidden');
      if (here) {
        mark.setAttribute('cx', here.x.toFixed(1));
        mark.setAttribute('cy', here.y.toFixed(1));
      }
      element.setAttribute('aria-valuemax', String(Math.max(losses.length - 1, 0)));
      element.setAttribute('aria-valuenow', String(trace.step));
      const words = l10n.t('step {0}, loss {1}', trace.step, formatNumber(trace.loss));
      element.setAttribute('aria-valuetext', words);
      element.title = l10n.t('Loss over {0} training steps. Click to go to one.', losses.length);
    },
  );
  return { element, update };
}
