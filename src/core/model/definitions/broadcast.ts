/** Shapes that meet element by element. PyTorch: "Broadcasting semantics". */
import * as l10n from '@vscode/l10n';
import { brackets, type Shape } from '../shape';

/** Why these shapes cannot meet. */
export function cannotBroadcast(shapes: readonly Shape[]): string {
  return l10n.t(
    'The shapes that meet here are {0}, but sizes must be equal or 1, counted from the last dimension.',
    shapes.map(brackets).join(', '),
  );
}
