/** Dropout of torch.nn.functional. */
import type { OpOf } from '../../../model/ops';
import { classOf, type Value } from '../../python/values';
import { drawn } from '../slots';
import { Torch, type Tensor } from '../tape';
import { assign } from '../tensor/inplace';
import { same } from '../tensor/ops';
import { torchFunctions, type Arguments } from './arguments';
import { onBatch } from './batch';
import type { Site } from './site';

type Kind = OpOf<'dropout'>['kind'];

/** Drops numbers or whole channels; where a channel is a single number, that is the same. */
function dropout(x: Tensor, p: number, kind: Kind, site: Site): Tensor {
  const single = kind === 'channel' && x.shape.length === 2;
  const simple = kind === 'element' || kind === 'channel';
  if (simple && dropsAnyway(site)) return maskedAnyway(x, p, kind, site);
  return site.apply({ type: 'dropout', p, kind: single ? 'element' : kind }, [x]);
}

/** A mask of its own, for dropout that is on in a graph in `eval` mode, which leaves dropout out. */
function maskedAnyway(x: Tensor, p: number, kind: Kind, site: Site): Tensor {
  const shape = kind === 'channel' ? x.shape.map((size, d) => (d < 2 ? size : 1)) : x.shape;
  const mask = drawn(shape, { kind: 'bernoulli', p: 1 - p }, x.dtype, site.interpreter);
  return site.mul(site.mul(x, mask), p === 1 ? 0 : 1 / (1 - p));
}

/** True where dropout is on although the model as a whole is in `eval` mode: `F.dropout(x)`, or a layer in `train` mode of its own. */
function dropsAnyway({ interpreter }: Site): boolean {
  const { calls, layer } = Torch.of(interpreter);
  const isEvaluated = calls[0]?.module.attributes.get('training') === false;
  return isEvaluated && (layer === null || layer.attributes.get('training') === true);
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
