/** Attention: shapes and parameters. PyTorch: `nn.MultiheadAttention`, `F.scaled_dot_product_attention`. */
import * as l10n from '@vscode/l10n';
import { fanInUniform, kaimingUniform, xavierUniform } from '../initializers';
import type { OpOf } from '../ops';
import { brackets, broadcastShape, sameShape, type Shape } from '../shape';
import { cannotBroadcast } from './broadcast';
import { type Definition, type FirstValues, type Misfit, type StateSpec } from './definition';

/** (query […, L, E], key […, S, E], value […, S, V], mask?) → […, L, V] */
export const attention: Definition<'attention'> = {
  infer({ causal }, [query, key, value, mask]) {
    const [q, k, v] = [query!, key!, value!];
    if ([q, k, v].some((shape) => shape.length < 2)) {
      return {
        misfit: l10n.t(
          'Attention compares rows of features, but its inputs are {0}, of which one has no rows.',
          [q, k, v].map(brackets).join(', '),
        ),
      };
    }
    if (fromEnd(q, 1) !== fromEnd(k, 1)) {
      return {
        misfit: l10n.t(
          'Query and key must have the same number of features, but they are {0} and {1}.',
          brackets(q),
          brackets(k),
        ),
      };
    }
    if (fromEnd(k, 2) !== fromEnd(v, 2)) return unequalPlaces(k, v);
    const lead = broadcastShape([q, k, v].map((shape) => shape.slice(0, -2)));
    if (!lead) return { misfit: cannotBroadcast([q, k, v]) };
    const scores = [...lead, fromEnd(q, 2), fromEnd(k, 2)];
    const wrong = mask ? maskMisfit(mask, scores, causal) : null;
    return wrong ?? { shape: [...lead, fromEnd(q, 2), fromEnd(v, 1)] };
  },
};

/** True when one matrix holds the weights of query, key and value. */
export function sharesProjection({ embedDim, kdim, vdim }: OpOf<'multihead_attention'>): boolean {
  return kdim === embedDim && vdim === embedDim;
}

/** (query, key, value, mask?) of [L, N, E] or [N, L, E] → the shape of the query; `weights` [N, L, S]. One input is all three. */
export const multiheadAttention: Definition<'multihead_attention'> = {
  infer(op, [query, key = query!, value = key, mask]) {
    const [q, k, v] = [query!, key, value];
    const misfit = featureMisfit(op, q, k, v);
    if (misfit) return misfit;
    const { batch, length } = placesOf(op, q);
    const memory = placesOf(op, k);
    if (!sameShape(k.slice(0, -1), v.slice(0, -1))) return unequalPlaces(k, v);
    if (!sameShape(batch, memory.batch)) {
      return {
        misfit: l10n.t(
          'Query and key must have the same batch, but they are {0} and {1}.',
          brackets(q),
          brackets(k),
        ),
      };
    }
    const scores = [...batch, op.heads, length, memory.length];
    const perHead = [scores[0]! * op.heads, length, memory.length];
    const wrong = mask && !sameShape(mask, perHead) ? maskMisfit(mask, scores, false) : null;
    return (
      wrong ?? {
        shape: q,
        others: [{ name: 'weights', shape: [...batch, length, memory.length] }],
      }
    );
  },
  state: (op) => [
    ...projectionsOf(op),
    ...(op.bias ? [parameter('in_proj_bias', [3 * op.embedDim])] : []),
    parameter('out_proj.weight', [op.embedDim, op.embedDim]),
    ...(op.bias ? [parameter('out_proj.bias', [op.embedDim])] : []),
  ],
  /** The last projection is drawn first, as a linear layer; then come those of the inputs, and biases are set to 0. */
  firstValues(op) {
    const { embedDim, bias } = op;
    const out: FirstValues = {
      name: 'out_proj.weight',
      shape: [embedDim, embedDim],
      initializer: kaimingUniform(embedDim),
    };
    const projections = projectionsOf(op).map(({ name, shape }): FirstValues => ({
      name,
      shape,
      initializer: xavierUniform(shape[1]!, shape[0]!),
    }));
    if (!bias) return [out, ...projections];
    const name = 'out_proj.bias';
    const shape = [embedDim];
    const zero = { kind: 'constant', value: 0 } as const;
    return [
      out,
      { name, shape, initializer: fanInUniform(embedDim) },
      ...projections,
      { name: 'in_proj_bias', shape: [3 * embedDim], initializer: zero },
      { name, shape, initializer: zero },
    ];
  },
};

/** The weights of the inputs' projections. */
function projectionsOf(op: OpOf<'multihead_attention'>): StateSpec[] {
  const { embedDim, kdim, vdim } = op;
  if (sharesProjection(op)) return [parameter('in_proj_weight', [3 * embedDim, embedDim])];
  return [
    parameter('q_proj_weight', [embedDim, embedDim]),
    parameter('k_proj_weight', [embedDim, kdim]),
    parameter('v_proj_weight', [embedDim, vdim]),
  ];
}

function parameter(name: string, shape: Shape): StateSpec {
  return { name, shape, kind: 'parameter' };
}

/** Batch and number of places of a sequence; without a batch it is empty. */
function placesOf({ batchFirst }: OpOf<'multihead_attention'>, shape: Shape) {
  if (shape.length === 2) return { batch: [], length: shape[0]! };
  const [first, second] = shape as [number, number];
  return batchFirst ? { batch: [first], length: second } : { batch: [second], length: first };
}

function featureMisfit(
  { embedDim, heads, kdim, vdim }: OpOf<'multihead_attention'>,
  query: Shape,
  key: Shape,
  value: Shape,
): Misfit | null {
  if (embedDim % heads !== 0) {
    return {
      misfit: l10n.t(
        '{0} features cannot be divided among {1} heads. The number of heads must divide the number of features.',
        embedDim,
        heads,
      ),
    };
  }
  for (const [shape, features] of [
    [query, embedDim],
    [key, kdim],
    [value, vdim],
  ] as const) {
    if (shape.length !== query.length || shape.length < 2 || shape.length > 3) {
      return {
        misfit: l10n.t(
          'Attention reads a sequence of feature lists for each sample, which has 3 dimensions with the batch, but an input is {0}.',
          brackets(shape),
        ),
      };
    }
    if (fromEnd(shape, 1) !== features) {
      return {
        misfit: l10n.t(
          'It reads {0} features, but its input is {1}, whose last dimension is different.',
          features,
          brackets(shape),
        ),
      };
    }
  }
  return null;
}

function unequalPlaces(key: Shape, value: Shape): Misfit {
  return {
    misfit: l10n.t(
      'Each key needs one value, but keys are {0} and values are {1}.',
      brackets(key),
      brackets(value),
    ),
  };
}

/** Checks a mask, which is broadcast to the scores. */
function maskMisfit(mask: Shape, scores: Shape, causal: boolean): Misfit | null {
  if (causal) {
    return {
      misfit: l10n.t('Causal attention has a mask of its own. Leave out one of the two.'),
    };
  }
  const together = broadcastShape([mask, scores]);
  if (together && sameShape(together, scores)) return null;
  return {
    misfit: l10n.t(
      'The mask is {0}, but it must fit the scores, which are {1}.',
      brackets(mask),
      brackets(scores),
    ),
  };
}

function fromEnd(shape: Shape, place: number): number {
  return shape[shape.length - place]!;
}
