/** Tells the losses apart by what they compare with. */
import type { LossKind } from '../model/graph';

/** True for losses whose target is a class index a sample. */
export function isClassLoss(kind: LossKind): kind is 'nll' | 'cross_entropy' {
  return kind === 'nll' || kind === 'cross_entropy';
}
