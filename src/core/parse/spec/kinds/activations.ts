/** Activations in the spec language. */
import * as l10n from '@vscode/l10n';
import type { Elementwise, ElementwiseName } from '../../../model/elementwise';
import { ELEMENTWISE_DEFAULTS } from '../../../model/elementwise-names';
import type { LayerOp } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { OptionSpec, TypeSpec, ValueKind } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { READS_ONE, type LayerKind, type NodeAdder, type Wire } from './kind';
import { dim, dimension, FROM, NAME, NUMBER } from './shared';

/** What is particular about an elementwise function: its sentence, its options and other words for it. */
interface ElementwiseEntry<N extends ElementwiseName> {
  readonly doc: () => string;
  readonly options?: {
    readonly [K in keyof (typeof ELEMENTWISE_DEFAULTS)[N]]: readonly [ValueKind, () => string];
  };
  /** False when no single option is the obvious one. */
  readonly main?: false;
  readonly synonyms?: readonly string[];
}

/** Functions that are layers of their own name; a power is written `pow`, and some have no word. */
type LayerName = Exclude<
  ElementwiseName,
  | 'power'
  | 'erfc'
  | 'erfinv'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'asinh'
  | 'acosh'
  | 'atanh'
>;

const ELEMENTWISE: { readonly [N in LayerName]: ElementwiseEntry<N> } = {
  identity: {
    doc: () => l10n.t('Passes its input on unchanged.'),
    synonyms: ['linear_activation'],
  },
  relu: { doc: () => l10n.t('max(0, x): negative numbers become 0.'), synonyms: ['rectifier'] },
  relu6: { doc: () => l10n.t('min(max(0, x), 6): relu with a ceiling of 6.') },
  leaky_relu: {
    doc: () => l10n.t('x when positive, else a small slope times x.'),
    options: { negative_slope: [NUMBER, () => l10n.t('The slope for negative numbers.')] },
    synonyms: ['lrelu'],
  },
  elu: {
    doc: () => l10n.t('x when positive, else α (eˣ − 1).'),
    options: {
      alpha: [NUMBER, () => l10n.t('α, the value that is approached far below zero, negated.')],
    },
  },
  selu: { doc: () => l10n.t('elu scaled so that mean and variance are kept from layer to layer.') },
  celu: {
    doc: () => l10n.t('max(0, x) + min(0, α (e^(x/α) − 1)): elu with a smooth derivative.'),
    options: {
      alpha: [{ kind: 'number', above: 0 }, () => l10n.t('α, how far below zero it goes.')],
    },
  },
  gelu: {
    doc: () => l10n.t('x Φ(x), with the distribution function Φ of the normal distribution.'),
    options: {
      approximate: [
        { kind: 'choice', values: ['none', 'tanh'] },
        () => l10n.t('none: exact; tanh: the usual approximation.'),
      ],
    },
  },
  silu: { doc: () => l10n.t('x σ(x), also called swish.'), synonyms: ['swish'] },
  mish: { doc: () => l10n.t('x tanh(softplus(x)).') },
  sigmoid: {
    doc: () => l10n.t('σ(x) = 1 / (1 + e⁻ˣ): a number between 0 and 1.'),
    synonyms: ['logistic', 'sigma'],
  },
  log_sigmoid: { doc: () => l10n.t('log σ(x), computed without loss of digits.') },
  tanh: { doc: () => l10n.t('The hyperbolic tangent: a number between −1 and 1.') },
  softplus: {
    doc: () => l10n.t('log(1 + e^(βx)) / β: a smooth relu.'),
    options: {
      beta: [{ kind: 'number', above: 0 }, () => l10n.t('β, how sharp the bend is.')],
      threshold: [NUMBER, () => l10n.t('Where βx is above this, x itself is used.')],
    },
  },
  softsign: { doc: () => l10n.t('x / (1 + |x|): a number between −1 and 1.') },
  hardtanh: {
    doc: () => l10n.t('x, cut off below and above.'),
    options: {
      min_val: [NUMBER, () => l10n.t('The least value.')],
      max_val: [NUMBER, () => l10n.t('The greatest value.')],
    },
    main: false,
  },
  hardsigmoid: { doc: () => l10n.t('A sigmoid made of straight lines.') },
  hardswish: { doc: () => l10n.t('x hardsigmoid(x): silu made of straight lines.') },
  tanhshrink: { doc: () => l10n.t('x − tanh(x).') },
  softshrink: {
    doc: () => l10n.t('x moved towards 0 by λ; numbers nearer to 0 than λ become 0.'),
    options: { lambd: [{ kind: 'number', min: 0 }, () => l10n.t('λ, how far numbers are moved.')] },
  },
  hardshrink: {
    doc: () => l10n.t('x; numbers nearer to 0 than λ become 0.'),
    options: {
      lambd: [{ kind: 'number', min: 0 }, () => l10n.t('λ, up to where numbers become 0.')],
    },
  },
  threshold: {
    doc: () => l10n.t('x where it is above a threshold, else a fixed value.'),
    options: {
      threshold: [NUMBER, () => l10n.t('Numbers up to this are replaced.')],
      value: [NUMBER, () => l10n.t('What they are replaced by.')],
    },
  },
  neg: { doc: () => l10n.t('−x: every number with the other sign.'), synonyms: ['negative'] },
  exp: { doc: () => l10n.t('eˣ.'), synonyms: ['exponential'] },
  log: { doc: () => l10n.t('The natural logarithm; numbers must be positive.'), synonyms: ['ln'] },
  sqrt: { doc: () => l10n.t('The square root; numbers must not be negative.') },
  rsqrt: { doc: () => l10n.t('1 / √x; numbers must be positive.') },
  abs: { doc: () => l10n.t('|x|: every number without its sign.'), synonyms: ['absolute'] },
  sin: { doc: () => l10n.t('The sine; angles are in radians.'), synonyms: ['sine'] },
  cos: { doc: () => l10n.t('The cosine; angles are in radians.'), synonyms: ['cosine'] },
  square: { doc: () => l10n.t('x².') },
  reciprocal: { doc: () => l10n.t('1 / x.'), synonyms: ['inverse'] },
  sign: { doc: () => l10n.t('−1, 0 or 1. It passes no gradient on.'), synonyms: ['sgn'] },
  floor: {
    doc: () => l10n.t('The largest whole number that is not above x. It passes no gradient on.'),
  },
  log1p: { doc: () => l10n.t('log(1 + x), exact also for small x.') },
  expm1: { doc: () => l10n.t('eˣ − 1, exact also for small x.') },
  erf: { doc: () => l10n.t('The error function: a number between −1 and 1.') },
  clamp: {
    doc: () => l10n.t('x, cut off below, above or both; inside and at the limits the slope is 1.'),
    options: {
      min: [NUMBER, () => l10n.t('The least value; none when left out.')],
      max: [NUMBER, () => l10n.t('The greatest value; none when left out.')],
    },
    main: false,
    synonyms: ['clip'],
  },
};

function elementwiseSpec(name: LayerName): TypeSpec {
  const entry: ElementwiseEntry<LayerName> = ELEMENTWISE[name];
  const defaults = ELEMENTWISE_DEFAULTS[name] as Record<string, string | number>;
  const own = Object.entries<readonly [ValueKind, () => string]>(entry.options ?? {}).map(
    ([option, [value, doc]]): OptionSpec => ({
      name: option,
      value,
      ...(Number.isFinite(defaults[option]) || typeof defaults[option] === 'string'
        ? { default: defaults[option]! }
        : {}),
      doc,
    }),
  );
  return {
    name,
    doc: entry.doc,
    main: entry.main === false ? null : (own[0]?.name ?? null),
    options: [...own, NAME, FROM],
    ...(entry.synonyms && { synonyms: entry.synonyms }),
  };
}

/** A layer that works along one dimension, the last unless another is given. */
function alongDim(name: string, doc: () => string, which: () => string): TypeSpec {
  return { name, main: 'dim', doc, options: [dim(which, -1), NAME, FROM] };
}

const addUpToOne = () =>
  l10n.t('The dimension whose numbers add up to 1; the batch is 0, the last is -1.');

const SOFTMAX = alongDim(
  'softmax',
  () => l10n.t('Turns numbers into probabilities that add up to 1.'),
  addUpToOne,
);

const LOG_SOFTMAX = alongDim(
  'log_softmax',
  () => l10n.t('The logarithm of softmax, computed without loss of digits.'),
  () => l10n.t('The dimension that is normalised; the batch is 0, the last is -1.'),
);

const SOFTMIN = alongDim(
  'softmin',
  () => l10n.t('Softmax of −x: the smallest number becomes the largest probability.'),
  addUpToOne,
);

const PRELU: TypeSpec = {
  name: 'prelu',
  main: 'num_parameters',
  doc: () => l10n.t('x when positive, else a learned slope times x.'),
  options: [
    {
      name: 'num_parameters',
      value: { kind: 'size' },
      default: 1,
      doc: () => l10n.t('1 for the same slope everywhere, or the number of channels.'),
    },
    {
      name: 'init',
      value: NUMBER,
      default: 0.25,
      doc: () => l10n.t('What the slopes start with.'),
    },
    NAME,
    FROM,
  ],
};

const GLU: TypeSpec = {
  name: 'glu',
  main: 'dim',
  doc: () => l10n.t('Half of the numbers, each times the sigmoid of one of the other half.'),
  options: [
    dim(() => l10n.t('The dimension that is halved; the batch is 0, the last is -1.'), -1),
    NAME,
    FROM,
  ],
};

/** Every elementwise function, and activations that look at several numbers or learn. */
export const ACTIVATION_KINDS: readonly LayerKind[] = [
  ...(Object.keys(ELEMENTWISE) as LayerName[]).map((name): LayerKind => ({
    spec: elementwiseSpec(name),
    reads: READS_ONE,
    op: (layer, _, context) => elementwise(name, layer, context),
    guess: (_, [input]) => input!,
  })),
  { spec: SOFTMAX, reads: READS_ONE, op: softmax('softmax') },
  { spec: LOG_SOFTMAX, reads: READS_ONE, op: softmax('log_softmax') },
  { spec: SOFTMIN, reads: READS_ONE, build: softmin },
  { spec: PRELU, reads: READS_ONE, op: prelu },
  { spec: GLU, reads: READS_ONE, op: softmax('glu') },
];

/** An elementwise function with its options, defaults filled in. */
function elementwise(name: ElementwiseName, layer: LayerSpec, context: Context): LayerOp | null {
  const options: Record<string, string | number> = { ...ELEMENTWISE_DEFAULTS[name] };
  for (const option of Object.keys(options)) {
    const value = layer.options.get(option, 'number') ?? layer.options.get(option, 'choice');
    if (value !== undefined) options[option] = value;
  }
  if (name === 'hardtanh' && Number(options['min_val']) >= Number(options['max_val'])) {
    context.problems.error(
      'out-of-range',
      layer.span,
      l10n.t('"min_val" must be less than "max_val".'),
    );
    return null;
  }
  return { type: 'elementwise', function: { fn: name, options } as unknown as Elementwise };
}

/** An activation along a dimension that is not the batch. */
function softmax(type: 'softmax' | 'log_softmax' | 'glu') {
  return (layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null => {
    const along = dimension(layer, 'dim', -1, input!, context);
    return along === null ? null : { type, dim: along };
  };
}

/** −x, then softmax. */
function softmin(
  layer: LayerSpec,
  [input]: readonly (Wire & { readonly shape: Shape })[],
  nodes: NodeAdder,
  context: Context,
): Wire | null {
  const along = dimension(layer, 'dim', -1, input!.shape, context);
  if (along === null) return null;
  const neg: LayerOp = { type: 'elementwise', function: { fn: 'neg', options: {} } };
  const negative = nodes.add('neg', 'neg', neg, [input!]);
  return nodes.add('softmax', 'softmax', { type: 'softmax', dim: along }, [negative]);
}

function prelu(layer: LayerSpec): LayerOp {
  const count = layer.options.get('num_parameters', 'size') ?? 1;
  return { type: 'prelu', count, init: layer.options.get('init', 'number') ?? 0.25 };
}
