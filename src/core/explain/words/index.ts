/** Title and sentence of every primitive, in words that a student knows: what happens and why. */
import * as l10n from '@vscode/l10n';
import type { PrimitiveName } from '../../autodiff/attributes';
import type { Context } from '../context';
import { labelOf } from '../stems';
import { dimensionWords } from './dimensions';
import { lossWords } from './losses';
import { moveWords } from './moves';
import { partSentence } from './parts';
import { pointwiseWords } from './pointwise';
import { productWords } from './products';
import { updateWords } from './update';
import type { Words, WordsTable } from './words';

const WORDS: WordsTable<PrimitiveName> = {
  ...dimensionWords,
  ...lossWords,
  ...moveWords,
  ...pointwiseWords,
  ...productWords,
  ...updateWords,
};

/**
 * Title and sentence of an operation; on the way through a layer the title says what is computed, and the sentence what
 * for where it has a name in the mathematics.
 */
export function wordsOf(c: Context): Words {
  const words = (WORDS[c.op.primitive] as (c: Context) => Words)(c);
  const { tensors } = c.program;
  const tensor = tensors[c.op.output]!;
  const label = labelOf(tensor.of === null ? tensor : tensors[tensor.of]!);
  if (label === null) return words;
  const title = l10n.t('{0}: {1}', words.title, label);
  return { title, sentence: partSentence(c, label) ?? words.sentence };
}

export type { Words } from './words';
