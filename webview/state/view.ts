/** How the person looks at the picture: camera, selection, pairs that open and close. Pure changes of the model. */
import { panBy, zoomAt } from '../../src/core/scene';
import type { ElementRef } from '../../src/core/autodiff/trace';
import type { Column } from '../../src/core/layout/layout';
import type { PanelModel } from './model';
import { cameraOf, layoutOf, openness } from './select';

/** Zooms by a factor about a point of the picture, by default its middle. */
export function zoom(model: PanelModel, factor: number, x?: number, y?: number): PanelModel {
  const { width, height } = model.size;
  const camera = cameraOf(model);
  return {
    ...model,
    camera: zoomAt(camera, factor, x ?? width / 2, y ?? height / 2, width, height),
  };
}

/** Moves the picture by so many pixels. */
export function pan(model: PanelModel, dx: number, dy: number): PanelModel {
  return { ...model, camera: panBy(cameraOf(model), dx, dy) };
}

/** Fits the picture to its area. */
export function fit(model: PanelModel): PanelModel {
  return model.camera ? { ...model, camera: null } : model;
}

/** True when both mean the same element, or both none. */
function sameRef(a: ElementRef | null, b: ElementRef | null): boolean {
  return a === b || (a !== null && b !== null && a.tensor === b.tensor && a.index === b.index);
}

/** Marks what stands under the pointer. */
export function hover(model: PanelModel, element: ElementRef | null): PanelModel {
  return sameRef(model.hover, element) ? model : { ...model, hover: element };
}

/** Chooses what the inspector shows. */
export function select(model: PanelModel, element: ElementRef | null): PanelModel {
  return sameRef(model.selection, element) ? model : { ...model, selection: element };
}

/** The columns that are z|a pairs. */
export function pairs(model: PanelModel): readonly Column[] {
  return layoutOf(model)?.columns.filter((column) => column.nodeIds.length === 2) ?? [];
}

/** The pair that a node is drawn in; null when it stands alone. */
export function pairOf(model: PanelModel, nodeId: string | null): Column | null {
  return pairs(model).find((column) => nodeId !== null && column.nodeIds.includes(nodeId)) ?? null;
}

/** Opens or closes z|a pairs, with a short movement unless motion is to be avoided. */
export function setOpen(model: PanelModel, columns: readonly string[], open: boolean): PanelModel {
  const others = model.closed.filter((id) => !columns.includes(id));
  const moving = columns.filter((id) => model.closed.includes(id) === open);
  if (moving.length === 0) return model;
  const opening = { ...model.opening };
  for (const id of moving) {
    const under = opening[id];
    const from = under ? openness(under) : open ? 0 : 1;
    if (!model.still) opening[id] = { from, to: open ? 1 : 0, elapsed: 0 };
  }
  return { ...model, closed: open ? others : [...others, ...columns], opening };
}

/** Opens a closed pair and closes an open one. */
export function togglePair(model: PanelModel, column: string): PanelModel {
  return setOpen(model, [column], model.closed.includes(column));
}
