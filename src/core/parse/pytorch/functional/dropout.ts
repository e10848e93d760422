/** Dropout of torch.nn.functional. */
import type { OpOf } from '../../../model/ops';
import { classOf, type Value } from '../../python/values';
import type { Tensor } from '../tape';
import { assign } from '../tensor/inplace';
import { same } from '../tensor/ops';
import { torchFunctions, type Arguments } from './arguments';
import { onBatch } from './batch';
import type { Site } from './site';

type Kind = OpOf<'dropout'>['kind'];

/** Drops numbers or whole channels; where a channel is a single number, that is the same. */
function dropout(x: Tensor, p: number, kind: Kind, site: Site): Tensor {
  const single = kind === 'channel' && x.shape.length === 2;
  return site.apply({ type: 'dropout', p, kind: single ? 'element' : kind }, [x]);
}

/** `space`: dimensions of space that a channel has; 0 for single numbers. */
function dropping(kind: Kind, space: number): (a: Arguments) => Value {
  return (a) => {
    const x = a.tensor('input');
    const p = a.real('p');
    if (p < 0 || p > 1) {
      a.interpreter.raise(
        'ValueError',
        `dropout probability has to be between 0 and 1, but got ${realText(a.value('p'), p)}`,
      );
    }
    if (!a.training() || p === 0) return a.bool('inplace') ? x : same(x);
    const run = (batch: Tensor) => dropout(batch, p, kind, a.site);
    const result = space === 0 ? run(x) : onBatch(x, space, a.site, run);
    return a.bool('inplace') ? assign(x, result, a.interpreter) : result;
  };
}

/** Python's text of a number. */
function realText(value: Value, number: number): string {
  return classOf(value).name === 'float' && Number.isInteger(number) ? `${number}.0` : `${number}`;
}

const OPTIONS = (training: string) => `input, p=0.5, training=${training}, inplace=False`;

/** Functions of torch.nn.functional. dropout2d sees a tensor of three dimensions as a batch of rows, as PyTorch still does. */
export const DROPOUT = torchFunctions({
  [`dropout(${OPTIONS('True')})`]: dropping('element', 0),
  [`dropout1d(${OPTIONS('True')})`]: dropping('channel', 1),
  [`dropout2d(${OPTIONS('True')})`]: dropping('channel', 0),
  [`dropout3d(${OPTIONS('True')})`]: dropping('channel', 3),
  [`alpha_dropout(${OPTIONS('False')})`]: dropping('alpha', 0),
  [`feature_alpha_dropout(${OPTIONS('False')})`]: dropping('feature_alpha', 0),
});
