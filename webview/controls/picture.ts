/** The picture's area: draws the scene when something changed, and says so when there is nothing to draw. */
import * as l10n from '@vscode/l10n';
import { networkScene } from '../../src/core/scene';
import type { Hit, Scene } from '../../src/core/scene/scene';
import type { Stage } from '../renderer';
import type { Controller } from '../state/controller';
import type { PanelModel } from '../state/model';
import { picturedRun, sceneRequest } from '../state/select';
import { el } from './dom';
import { emptyMessage } from './empty';
import { whenChanged, type Part } from './part';
import { handlePicking } from './picking';
import { handlePointer } from './pointer';
import { tooltip } from './tooltip';

/** The picture, which gets its stage later than the rest of the page. */
export interface Picture extends Part {
  /** Where the stage puts its canvas. */
  readonly host: HTMLElement;
  setStage(stage: Stage): void;
}

export function picture(controller: Controller): Picture {
  const { store } = controller;
  const host = el('div', {
    class: 'picture-host',
    attributes: {
      tabindex: '0',
      role: 'application',
      'aria-label': l10n.t('Picture of the network. Enter: choose numbers with the arrow keys.'),
    },
  });
  const message = el('div', { class: 'message', attributes: { role: 'status' } });
  const tip = tooltip(controller);
  const element = el('div', { class: 'picture' }, host, message, tip.element);
  let stage: Stage | null = null;
  let scene: Scene | null = null;
  let drawn: unknown[] = [];

  new ResizeObserver(() => {
    const size = { width: host.clientWidth, height: host.clientHeight };
    store.update((model) =>
      model.size.width === size.width && model.size.height === size.height
        ? model
        : { ...model, size },
    );
  }).observe(host);
  handlePointer(host, controller, () => scene, tip);
  handlePicking(host, controller, () => scene);

  const draw = (model: PanelModel): void => {
    if (model.size.width === 0 || model.size.height === 0) return;
    const key = drawnFrom(model, stage);
    if (key.every((value, i) => Object.is(value, drawn[i]))) return;
    drawn = key;
    const request = sceneRequest(model);
    scene = request && networkScene(request);
    // Without numbers there are only layers to point at.
    if (scene && !model.run) scene = { ...scene, hits: scene.hits.filter(meansLayer) };
    if (scene) stage?.draw(scene, window.devicePixelRatio);
  };

  const updateMessage = whenChanged(
    (model) => [
      picturedRun(model) === null,
      model.snapshot,
      model.failure,
      model.gone,
      model.cannotDraw,
    ],
    () => message.replaceChildren(...emptyMessage(controller, store.get())),
  );

  return {
    element,
    host,
    setStage(created) {
      stage = created;
      stage.canvas.setAttribute('role', 'img');
      stage.onRestored(() => {
        if (scene) stage?.draw(scene, window.devicePixelRatio);
      });
    },
    update(model) {
      draw(model);
      tip.update(model);
      element.classList.toggle('stale', isStale(model));
      const shown = picturedRun(model);
      host.classList.toggle('blank', !shown);
      updateMessage(model);
      if (stage && shown) {
        const label = l10n.t('The network {0}', shown.graph.name);
        if (stage.canvas.getAttribute('aria-label') !== label) {
          stage.canvas.setAttribute('aria-label', label);
        }
      }
    },
  };
}

function meansLayer({ target }: Hit): boolean {
  return target.kind === 'layer';
}

/** Everything that a frame depends on. */
function drawnFrom(model: PanelModel, stage: Stage | null): unknown[] {
  return [
    picturedRun(model),
    model.time,
    model.sample,
    model.grain,
    model.selection,
    model.hover,
    model.display,
    model.closed,
    model.opening,
    model.camera,
    model.size,
    model.still,
    model.snapshot?.settings.maxUnits,
    model.theme,
    window.devicePixelRatio,
    stage,
  ];
}

/** True when the picture does not show the file as it is; one of a model in part does. */
function isStale({ run, snapshot, gone }: PanelModel): boolean {
  const stale = snapshot?.stale && !snapshot.graph?.stoppedAt;
  return run !== null && (gone !== null || Boolean(stale));
}
