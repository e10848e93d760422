/** How the errors of a loss become one number. */
import type { Reduction } from '../../../../model/graph';
import type { Tensor } from '../../tape';
import type { Arguments } from '../arguments';
import type { Site } from '../site';

/** The end of the parameters of most losses. */
export const LEGACY = "size_average=None, reduce=None, reduction='mean'";

/** `reduction`, or what the older `size_average` and `reduce` say. */
export function reductionOf(a: Arguments, legacy = true): 'mean' | 'sum' | 'none' {
  if (legacy && (a.value('size_average') !== null || a.value('reduce') !== null)) {
    if (a.value('reduce') !== null && !a.bool('reduce')) return 'none';
    return a.value('size_average') === null || a.bool('size_average') ? 'mean' : 'sum';
  }
  const reduction = a.text('reduction');
  if (reduction === 'mean' || reduction === 'sum' || reduction === 'none') return reduction;
  return a.interpreter.raise('ValueError', `${reduction} is not a valid value for reduction`);
}

/** The errors as they are, their mean, or their sum. */
export function reduced(errors: Tensor, reduction: Reduction, site: Site): Tensor {
  if (reduction === 'none') return errors;
  return site.reduce(reduction === 'mean' ? 'mean' : 'sum', errors, null);
}
