/** Random numbers that PyTorch draws in a way of its own. */
import * as l10n from '@vscode/l10n';
import type { Site } from './site';

/** Says that these random numbers are others than PyTorch's. */
export function noteDraws({ word, interpreter }: Site): void {
  interpreter.note(
    'other-draws',
    l10n.t(
      '{0} draws random numbers in a way of its own in PyTorch, so these are others, and so are those drawn after them.',
      word,
    ),
  );
}
