/** The pointer on the picture: wheel zooms, dragging moves, hovering tells, clicking chooses. */
import { hitAt } from '../../src/core/scene';
import type { HitTarget, Scene } from '../../src/core/scene/scene';
import type { Controller } from '../state/controller';
import { picturedRun, rangeOfNode } from '../state/select';
import { fit, hover, pairOf, pan, select, togglePair, zoom } from '../state/view';
import type { Tooltip } from './tooltip';

/** A press that moves less than this is a click, in pixels. */
const CLICK_REACH = 4;
/** How much one pixel of the wheel zooms; pinching on a touchpad sends small numbers with Ctrl. */
const WHEEL = 0.0015;
const PINCH = 0.01;
/** One line of a wheel that counts in lines, in pixels. */
const LINE = 16;

export function handlePointer(
  host: HTMLElement,
  controller: Controller,
  sceneNow: () => Scene | null,
  tip: Tooltip,
): void {
  const { store } = controller;
  let press: { x: number; y: number; dragging: boolean } | null = null;
  /** What was pressed last: its tooltip would cover its neighbours until the pointer moves on. */
  let pressed: HitTarget | null = null;

  const targetAt = (event: MouseEvent): HitTarget | null => {
    const scene = sceneNow();
    return scene && hitAt(scene, event.offsetX, event.offsetY);
  };
  const leave = (): void => {
    tip.show(null, 0, 0);
    store.update((model) => hover(model, null));
  };

  host.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1);
      const factor = Math.exp(-pixels * (event.ctrlKey ? PINCH : WHEEL));
      store.update((model) => zoom(model, factor, event.offsetX, event.offsetY));
      leave();
    },
    { passive: false },
  );
  host.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    host.setPointerCapture(event.pointerId);
    press = { x: event.offsetX, y: event.offsetY, dragging: false };
    pressed = targetAt(event);
    tip.show(null, 0, 0);
  });
  host.addEventListener('pointermove', (event) => {
    if (!press) {
      const target = targetAt(event);
      host.classList.toggle('over', target !== null);
      store.update((model) => hover(model, target?.kind === 'element' ? target.element : null));
      if (!sameTarget(target, pressed)) pressed = null;
      tip.show(pressed ? null : target, event.offsetX, event.offsetY);
      return;
    }
    const [dx, dy] = [event.offsetX - press.x, event.offsetY - press.y];
    if (!press.dragging && Math.hypot(dx, dy) < CLICK_REACH) return;
    leave();
    press = { x: event.offsetX, y: event.offsetY, dragging: true };
    host.classList.add('dragging');
    store.update((model) => pan(model, dx, dy));
  });
  host.addEventListener('pointerup', (event) => {
    const dragged = press?.dragging ?? true;
    press = null;
    host.classList.remove('dragging');
    if (!dragged) click(targetAt(event), controller);
  });
  host.addEventListener('pointercancel', () => {
    press = null;
    host.classList.remove('dragging');
  });
  host.addEventListener('pointerleave', () => {
    pressed = null;
    leave();
  });
  host.addEventListener('dblclick', (event) => {
    const target = targetAt(event);
    if (!target) return store.update(fit);
    if (target.kind === 'layer') toggle(target.nodeId, controller);
  });
}

/** True when both are the same thing of the picture. */
function sameTarget(a: HitTarget | null, b: HitTarget | null): boolean {
  if (a?.kind === 'element' && b?.kind === 'element') {
    return a.element.tensor === b.element.tensor && a.element.index === b.element.index;
  }
  return a?.kind === 'layer' && b?.kind === 'layer' && a.nodeId === b.nodeId;
}

function click(target: HitTarget | null, controller: Controller): void {
  const { store } = controller;
  if (target?.kind === 'layer') {
    const run = picturedRun(store.get());
    controller.reveal(run && rangeOfNode(run, target.nodeId), false);
    return;
  }
  store.update((model) => select(model, target?.element ?? null));
}

function toggle(nodeId: string, { store }: Controller): void {
  store.update((model) => {
    const pair = pairOf(model, nodeId);
    return pair ? togglePair(model, pair.id) : model;
  });
}
