/** Losses that a file names in code that was not run: whether they surely read what the model gives. */
import type { FoundLoss } from '../graph/request';
import { classesOf } from '../models/definitions';
import { expressionsIn, lastWord, within } from '../models/walk';
import type { Recorded } from '../tape';
import type { Facts } from './facts';

/** True for a loss that was applied here and not by the file. */
export function isOnlyNamed({ index }: Recorded, loss: FoundLoss | null): boolean {
  if (loss?.kind !== 'tensor') return false;
  const { source } = loss.ref;
  return source.kind === 'output' && source.of.index === index;
}

/** What makes logarithms or probabilities of an output, or something else before a loss. */
const BETWEEN = /^(log|log_softmax|LogSoftmax|softmax|Softmax|sigmoid|Sigmoid|logit|logsigmoid)$/;
const LOSSES = /(_loss|Loss|cross_entropy|_with_logits)$/;

/** True when the file has one model and one loss, and no other code between them. */
export function mayBeNamed({ files, alone }: Facts): boolean {
  if (!alone) return false;
  const losses = new Set<string>();
  for (const file of files) {
    const classes = classesOf(file);
    for (const call of expressionsIn(file.tree.body, 'call')) {
      const word = lastWord(call.callee) ?? '';
      if (LOSSES.test(word)) losses.add(plain(word));
      if (BETWEEN.test(word) && !classes.some((each) => within(call, each))) return false;
    }
  }
  return losses.size === 1;
}

/** `CrossEntropyLoss` and `cross_entropy` are one loss. */
function plain(word: string): string {
  return word.replace(/_/g, '').replace(/loss$/i, '').toLowerCase();
}
