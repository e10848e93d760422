/** How the parts of the page follow the model. */
import type { PanelModel } from '../state/model';

/** A part of the page. */
export interface Part {
  readonly element: HTMLElement;
  /** Called before a frame is drawn in which the model is another than before. */
  update(model: PanelModel): void;
}

/** Calls `apply` with what `pick` takes from the model, whenever one of these values is another than before. */
export function whenChanged<const A extends readonly unknown[]>(
  pick: (model: PanelModel) => A,
  apply: (picked: A) => void,
): (model: PanelModel) => void {
  let last: A | null = null;
  return (model) => {
    const next = pick(model);
    if (last?.every((value, i) => Object.is(value, next[i]))) return;
    last = next;
    apply(next);
  };
}
