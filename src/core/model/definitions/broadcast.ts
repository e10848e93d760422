/** Shapes that meet element by element. PyTorch: "Broadcasting semantics". */
import * as l10n from '@vscode/l10n';
import type { Shape } from '../shape';
import { written } from './definition';

/** The shape that all are broadcast to: aligned at their ends, sizes of 1 repeated. Null where they do not fit. */
export function broadcastShape(shapes: readonly Shape[]): Shape | null {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result: number[] = [];
  for (let d = 0; d < rank; d++) {
    const sizes = shapes.map((shape) => shape[d - rank + shape.length] ?? 1);
    const size = sizes.find((each) => each !== 1) ?? 1;
    if (sizes.some((each) => each !== 1 && each !== size)) return null;
    result.push(size);
  }
  return result;
}

/** Why these shapes cannot meet. */
export function cannotBroadcast(shapes: readonly Shape[]): string {
  return l10n.t(
    'The shapes that meet here are {0}, but sizes must be equal or 1, counted from the last dimension.',
    shapes.map(written).join(', '),
  );
}
