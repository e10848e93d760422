/** Choosing numbers in the picture by keys: Enter begins, arrows move, Enter shows the source, Escape ends. */
import { inspect } from '../../src/core/explain';
import type { Scene } from '../../src/core/scene/scene';
import type { Controller } from '../state/controller';
import { explainRequest } from '../state/select';
import { select } from '../state/view';
import { pick, type Direction } from './pick';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function handlePicking(
  host: HTMLElement,
  controller: Controller,
  sceneNow: () => Scene | null,
): void {
  const { store } = controller;
  let picking = false;
  const setPicking = (on: boolean): void => {
    picking = on;
    host.classList.toggle('picking', on);
  };
  const move = (direction: Direction): void => {
    const hits = sceneNow()?.hits ?? [];
    store.update((model) =>
      select(model, pick(hits, model.selection, direction) ?? model.selection),
    );
  };
  const reveal = (): void => {
    const model = store.get();
    const request = explainRequest(model);
    if (request && model.selection) controller.reveal(inspect(request, model.selection).range);
  };
  host.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const direction = DIRECTIONS[event.key];
    if (event.key === 'Enter' && !picking) {
      setPicking(true);
      if (!store.get().selection) move('right');
    } else if (!picking) return;
    else if (direction) move(direction);
    else if (event.key === 'Enter') reveal();
    else if (event.key === 'Escape') setPicking(false);
    else return;
    event.preventDefault();
  });
  host.addEventListener('blur', () => setPicking(false));
}
