/** Losses that choose among classes: `F.cross_entropy`, `F.nll_loss`. */
import * as l10n from '@vscode/l10n';
import type { Reduction } from '../../../../model/graph';
import { brackets, sameShape, type Shape } from '../../../../model/shape';
import type { Value } from '../../../python/values';
import type { Tensor } from '../../tape';
import { numbersOf } from '../../tensor/known';
import { holdsFractions } from '../../tensor/types';
import { torchFunctions } from '../arguments';
import { linear } from '../linear';
import type { Site } from '../site';
import { scalarTypeName } from '../type-names';
import { lossOf } from './pointwise';
import { reduced, reductionOf } from './reduction';
import { misfit } from './targets';

/** What class losses are told. */
export interface ClassLossSettings {
  readonly reduction: Reduction;
  /** One for each class. */
  readonly weight: Tensor | null;
  /** The class that counts nothing; PyTorch's default is −100. */
  readonly ignoreIndex: number;
  readonly labelSmoothing: number;
}

const NO_CLASS = -100;

/** −log p of the right class, along dimension 1 (0 without a batch); x are logits, or for nll logarithms of probabilities. */
function classLoss(
  kind: 'cross_entropy' | 'nll',
  x: Tensor,
  target: Tensor,
  settings: ClassLossSettings,
  site: Site,
): Value {
  if (x.shape.length === 1) {
    const alone = classLoss(kind, ...withBatch(x, target, site), settings, site);
    const several = settings.reduction === 'none';
    return several ? site.reshape(alone as Tensor, target.shape.slice(0, -1)) : alone;
  }
  const probabilities = kind === 'cross_entropy' && sameShape(x.shape, target.shape);
  if (probabilities) requireProbabilities(x, target, site);
  else requireClasses(x, target, site);
  const { reduction, labelSmoothing, weight } = settings;
  const ignoreIndex = probabilities ? null : ignored(target, settings.ignoreIndex, site);
  const spec = {
    kind,
    reduction,
    ...(probabilities && { probabilities }),
    ...(ignoreIndex !== null && { ignoreIndex }),
    ...(labelSmoothing > 0 && { labelSmoothing }),
  };
  if (!weight) return lossOf(spec, x, target, site, x.dtype);
  requireWeights(weight, x.shape[1]!, site);
  const numbers = numbersOf(weight.ref, site.interpreter);
  if (numbers) {
    return lossOf({ ...spec, weight: Array.from(numbers) }, x, target, site, x.dtype);
  }
  if (probabilities || labelSmoothing > 0 || ignoreIndex !== null) {
    return site.interpreter.unknown(
      l10n.t('Class weights of {0} that are computed are not available yet here.', site.word),
    );
  }
  const errors = lossOf({ kind, reduction: 'none' }, x, target, site, x.dtype);
  const shares = site.apply({ type: 'index_select', dim: 0 }, [weight, target], {}, weight.dtype);
  const weighted = site.mul(errors, shares);
  if (reduction !== 'mean') return reduced(weighted, reduction, site);
  return site.div(reduced(weighted, 'sum', site), reduced(shares, 'sum', site));
}

function withBatch(x: Tensor, target: Tensor, site: Site): [Tensor, Tensor] {
  const one = (tensor: Tensor) => site.reshape(tensor, [1, ...tensor.shape]);
  return [one(x), one(target)];
}

/** The class that counts nothing, where there may be such targets. */
function ignored(target: Tensor, ignoreIndex: number, site: Site): number | null {
  if (ignoreIndex !== NO_CLASS) return ignoreIndex;
  const numbers = numbersOf(target.ref, site.interpreter);
  return numbers && Array.from(numbers).includes(NO_CLASS) ? NO_CLASS : null;
}

function requireProbabilities(x: Tensor, target: Tensor, site: Site): void {
  if (holdsFractions(target.dtype)) return;
  misfit(
    l10n.t(
      'The target {0} has the shape of the output, so it must hold the probabilities of all classes as real numbers. For the numbers of the classes leave out the dimension of the classes.',
      brackets(target.shape),
    ),
    'RuntimeError',
    `Expected floating point type for target with class probabilities, got ${scalarTypeName(target.dtype)}`,
    [x, target],
    site,
  );
}

/** One whole number for each sample and place. */
function requireClasses(x: Tensor, target: Tensor, site: Site): void {
  const [samples, , ...space] = x.shape;
  const wanted = [samples!, ...space];
  if (sameShape(target.shape, wanted)) {
    if (target.dtype === 'int64' || target.dtype === 'uint8') return;
    misfit(
      l10n.t(
        'The target must hold the numbers of the classes as whole numbers, but its type is {0}. Convert it with .long().',
        scalarTypeName(target.dtype),
      ),
      'RuntimeError',
      `expected target dtype to be Long or Byte, but got ${scalarTypeName(target.dtype)}`,
      [x, target],
      site,
    );
  }
  const [exception, text] = shapeText(x.shape, target.shape, wanted);
  misfit(
    l10n.t(
      'The target {0} does not fit the output {1}: it must be {2}, the number of a class for each sample and place.',
      brackets(target.shape),
      brackets(x.shape),
      brackets(wanted),
    ),
    exception,
    text,
    [x, target],
    site,
  );
}

/** What PyTorch says of a target that does not fit. */
function shapeText(
  x: Shape,
  target: Shape,
  wanted: Shape,
): ['ValueError' | 'RuntimeError', string] {
  if (target.length > 0 && x[0] !== target[0]) {
    return [
      'ValueError',
      `Expected input batch_size (${x[0]!}) to match target batch_size (${target[0]!}).`,
    ];
  }
  if (x.length === 2) {
    return ['RuntimeError', '0D or 1D target tensor expected, multi-target not supported'];
  }
  if (x.length === 4 && target.length !== 3) {
    return [
      'RuntimeError',
      `only batches of spatial targets supported (3D tensors) but got targets of dimension: ${target.length}`,
    ];
  }
  if (x.length === 4) {
    return [
      'RuntimeError',
      `size mismatch (got input: ${brackets(x)} , target: ${brackets(target)}`,
    ];
  }
  return ['RuntimeError', `Expected target size ${brackets(wanted)}, got ${brackets(target)}`];
}

function requireWeights(weight: Tensor, classes: number, site: Site): void {
  if (sameShape(weight.shape, [classes])) return;
  site.raise(
    'RuntimeError',
    `weight tensor should be defined either for all ${classes} classes or no classes but got weight tensor of shape: ${brackets(weight.shape)}`,
  );
}

/** Functions of torch.nn.functional. */
export const CLASSES = torchFunctions({
  "cross_entropy(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0)":
    (a) => {
      const settings = {
        reduction: reductionOf(a),
        weight: a.optional('weight'),
        ignoreIndex: a.int('ignore_index'),
        labelSmoothing: a.real('label_smoothing'),
      };
      return classLoss('cross_entropy', a.tensor('input'), a.tensor('target'), settings, a.site);
    },
  "nll_loss(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean')":
    (a) => {
      const settings = {
        reduction: reductionOf(a),
        weight: a.optional('weight'),
        ignoreIndex: a.int('ignore_index'),
        labelSmoothing: 0,
      };
      return classLoss('nll', a.tensor('input'), a.tensor('target'), settings, a.site);
    },
  "linear_cross_entropy(input, linear_weight, target, *, linear_bias=None, weight=None, reduction='mean', ignore_index=None, label_smoothing=0.0, options=None)":
    (a) => {
      const bias = a.optional('linear_bias');
      const logits = linear(a.tensor('input'), a.tensor('linear_weight'), bias, a.site);
      const settings = {
        reduction: reductionOf(a, false),
        weight: a.optional('weight'),
        ignoreIndex: a.value('ignore_index') === null ? NO_CLASS : a.int('ignore_index'),
        labelSmoothing: a.real('label_smoothing'),
      };
      return classLoss('cross_entropy', logits, a.tensor('target'), settings, a.site);
    },
});
