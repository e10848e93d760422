/** Losses. PyTorch: `nn.CrossEntropyLoss`, `nn.MSELoss` and their relatives; each calls its function. */
import type { PyClass, Value } from '../../../python/values';
import { LOSS_BASE, WEIGHTED_LOSS_BASE } from '../bases';
import type { Fields } from '../fields';
import { layers, type LayerRow } from '../layer';

/** Words of old: they decide the reduction where they are given. */
const OLD = 'size_average=None, reduce=None';

/** Each loss with its parameters and the call that it is. `weight` makes it a weighted loss. */
const LOSSES: Readonly<Record<string, [parameters: string, call: string, forward?: string]>> = {
  L1Loss: [`${OLD}, reduction='mean'`, 'l1_loss(input, target, reduction=reduction)'],
  MSELoss: [`${OLD}, reduction='mean'`, 'mse_loss(input, target, reduction=reduction)'],
  SmoothL1Loss: [
    `${OLD}, reduction='mean', beta=1.0`,
    'smooth_l1_loss(input, target, reduction=reduction, beta=beta)',
  ],
  HuberLoss: [
    "reduction='mean', delta=1.0",
    'huber_loss(input, target, reduction=reduction, delta=delta)',
  ],
  CrossEntropyLoss: [
    "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0",
    'cross_entropy(input, target, weight=weight, ignore_index=ignore_index, reduction=reduction, label_smoothing=label_smoothing)',
  ],
  NLLLoss: [
    "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
    'nll_loss(input, target, weight=weight, ignore_index=ignore_index, reduction=reduction)',
  ],
  NLLLoss2d: [
    "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
    'nll_loss(input, target, weight=weight, ignore_index=ignore_index, reduction=reduction)',
  ],
  BCELoss: [
    `weight=None, ${OLD}, reduction='mean'`,
    'binary_cross_entropy(input, target, weight=weight, reduction=reduction)',
  ],
  BCEWithLogitsLoss: [
    `weight=None, ${OLD}, reduction='mean', pos_weight=None`,
    'binary_cross_entropy_with_logits(input, target, weight=weight, pos_weight=pos_weight, reduction=reduction)',
  ],
  KLDivLoss: [
    `${OLD}, reduction='mean', log_target=False`,
    'kl_div(input, target, reduction=reduction, log_target=log_target)',
  ],
  PoissonNLLLoss: [
    "log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean'",
    'poisson_nll_loss(input, target, log_input=log_input, full=full, eps=eps, reduction=reduction)',
  ],
  GaussianNLLLoss: [
    "*, full=False, eps=1e-06, reduction='mean'",
    'gaussian_nll_loss(input, target, var, full=full, eps=eps, reduction=reduction)',
    'input, target, var',
  ],
  HingeEmbeddingLoss: [
    `margin=1.0, ${OLD}, reduction='mean'`,
    'hinge_embedding_loss(input, target, margin=margin, reduction=reduction)',
  ],
  MultiLabelMarginLoss: [
    `${OLD}, reduction='mean'`,
    'multilabel_margin_loss(input, target, reduction=reduction)',
  ],
  SoftMarginLoss: [
    `${OLD}, reduction='mean'`,
    'soft_margin_loss(input, target, reduction=reduction)',
  ],
  MultiLabelSoftMarginLoss: [
    `weight=None, ${OLD}, reduction='mean'`,
    'multilabel_soft_margin_loss(input, target, weight=weight, reduction=reduction)',
  ],
  CosineEmbeddingLoss: [
    `margin=0.0, ${OLD}, reduction='mean'`,
    'cosine_embedding_loss(input1, input2, target, margin=margin, reduction=reduction)',
    'input1, input2, target',
  ],
  MarginRankingLoss: [
    `margin=0.0, ${OLD}, reduction='mean'`,
    'margin_ranking_loss(input1, input2, target, margin=margin, reduction=reduction)',
    'input1, input2, target',
  ],
  MultiMarginLoss: [
    `p=1, margin=1.0, weight=None, ${OLD}, reduction='mean'`,
    'multi_margin_loss(input, target, p=p, margin=margin, weight=weight, reduction=reduction)',
  ],
  TripletMarginLoss: [
    `margin=1.0, p=2.0, eps=1e-06, swap=False, ${OLD}, reduction='mean'`,
    'triplet_margin_loss(anchor, positive, negative, margin=margin, p=p, eps=eps, swap=swap, reduction=reduction)',
    'anchor, positive, negative',
  ],
  TripletMarginWithDistanceLoss: [
    "*, distance_function=None, margin=1.0, swap=False, reduction='mean'",
    'triplet_margin_with_distance_loss(anchor, positive, negative, distance_function=distance_function, margin=margin, swap=swap, reduction=reduction)',
    'anchor, positive, negative',
  ],
  CTCLoss: [
    "blank=0, reduction='mean', zero_infinity=False",
    'ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, reduction, zero_infinity)',
    'log_probs, targets, input_lengths, target_lengths',
  ],
};

/** The reduction, also where the old words say it. */
function reductionOf(fields: Fields): Readonly<Record<string, Value>> {
  const average = fields.value('size_average');
  const reduce = fields.value('reduce');
  if (average === null && reduce === null) return {};
  if (reduce === false) return { reduction: 'none' };
  return { reduction: average === false ? 'sum' : 'mean' };
}

function rowOf([name, [parameters, call, forward]]: [string, (typeof LOSSES)[string]]): LayerRow {
  const hasOld = parameters.includes('size_average');
  const weighted = parameters.startsWith('weight') || name === 'MultiMarginLoss';
  return {
    name,
    base: weighted ? WEIGHTED_LOSS_BASE : LOSS_BASE,
    parameters,
    ...(hasOld && { attributes: reductionOf }),
    forward: forward ?? 'input, target',
    call,
  };
}

/** Classes of losses by their names. */
export const LOSS_LAYERS: Readonly<Record<string, PyClass>> = layers(
  Object.entries(LOSSES).map(rowOf),
);
