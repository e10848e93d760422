/** The catalogue of layers: dense layers, activations, joins and containers. */
import * as l10n from '@vscode/l10n';
import type { ElementwiseName } from '../../model/elementwise';
import { ELEMENTWISE_DEFAULTS } from '../../model/elementwise-names';
import type { OptionSpec, TypeSpec, ValueKind } from './catalog-types';

const NUMBER: ValueKind = { kind: 'number' };
const DIM: ValueKind = { kind: 'integer', min: -8, max: 7 };

const NAME: OptionSpec = {
  name: 'name',
  value: { kind: 'name' },
  doc: () =>
    l10n.t('A name for the layer, usable after "from" and in the names of its parameters.'),
};

const FROM: OptionSpec = {
  name: 'from',
  value: { kind: 'from' },
  doc: () =>
    l10n.t('The layer whose output is read, instead of the layer above; "input" is the input.'),
};

const JOINED: OptionSpec = {
  name: 'from',
  value: { kind: 'from' },
  required: true,
  doc: () => l10n.t('The layers that are joined, two or more.'),
};

const LAYERS: OptionSpec = {
  name: 'layers',
  value: { kind: 'layers' },
  required: true,
  doc: () => l10n.t('The layers inside, one after the other.'),
};

const dim = (doc: () => string, value: number): OptionSpec => ({
  name: 'dim',
  value: DIM,
  default: value,
  doc,
});

const LINEAR: TypeSpec = {
  name: 'linear',
  synonyms: ['dense', 'fc', 'fully_connected', 'affine'],
  main: 'out',
  doc: () => l10n.t('Every output is a weighted sum of all inputs plus a bias: z = W x + b.'),
  options: [
    {
      name: 'out',
      value: { kind: 'size' },
      required: true,
      doc: () => l10n.t('How many numbers come out.'),
    },
    {
      name: 'in',
      value: { kind: 'size' },
      doc: () =>
        l10n.t('How many numbers go in. Known from the layer above; if given, it is checked.'),
    },
    {
      name: 'bias',
      value: { kind: 'boolean' },
      default: true,
      doc: () => l10n.t('Whether a bias is added to each output.'),
    },
    {
      name: 'weights',
      value: { kind: 'numbers' },
      doc: () => l10n.t('The first weights: one row for each output, one column for each input.'),
    },
    {
      name: 'biases',
      value: { kind: 'numbers' },
      doc: () => l10n.t('The first biases: one for each output.'),
    },
    NAME,
    FROM,
  ],
};

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

const ELEMENTWISE: { readonly [N in ElementwiseName]: ElementwiseEntry<N> } = {
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
    synonyms: ['clamp', 'clip'],
  },
  hardsigmoid: { doc: () => l10n.t('A sigmoid made of straight lines.') },
  hardswish: { doc: () => l10n.t('x hardsigmoid(x): silu made of straight lines.') },
  tanhshrink: { doc: () => l10n.t('x − tanh(x).') },
  softshrink: {
    doc: () => l10n.t('x moved towards 0 by λ; numbers nearer to 0 than λ become 0.'),
    options: { lambd: [{ kind: 'number', min: 0 }, () => l10n.t('λ, how far numbers are moved.')] },
  },
};

const ACTIVATIONS = (Object.keys(ELEMENTWISE) as ElementwiseName[]).map((name): TypeSpec => {
  const entry: ElementwiseEntry<ElementwiseName> = ELEMENTWISE[name];
  const defaults = ELEMENTWISE_DEFAULTS[name] as Record<string, string | number>;
  const own = Object.entries<readonly [ValueKind, () => string]>(entry.options ?? {}).map(
    ([option, [value, doc]]): OptionSpec => ({
      name: option,
      value,
      default: defaults[option]!,
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
});

const OTHERS: readonly TypeSpec[] = [
  {
    name: 'softmax',
    main: 'dim',
    doc: () => l10n.t('Turns numbers into probabilities that add up to 1.'),
    options: [
      dim(
        () => l10n.t('The dimension whose numbers add up to 1; the batch is 0, the last is -1.'),
        -1,
      ),
      NAME,
      FROM,
    ],
  },
  {
    name: 'log_softmax',
    main: 'dim',
    doc: () => l10n.t('The logarithm of softmax, computed without loss of digits.'),
    options: [
      dim(() => l10n.t('The dimension that is normalised; the batch is 0, the last is -1.'), -1),
      NAME,
      FROM,
    ],
  },
  {
    name: 'flatten',
    main: 'start_dim',
    synonyms: ['reshape', 'view'],
    doc: () => l10n.t('Joins several dimensions into one; the batch stays.'),
    options: [
      {
        name: 'start_dim',
        value: DIM,
        default: 1,
        doc: () => l10n.t('The first dimension that is joined; the batch is 0.'),
      },
      {
        name: 'end_dim',
        value: DIM,
        default: -1,
        doc: () => l10n.t('The last dimension that is joined.'),
      },
      NAME,
      FROM,
    ],
  },
  {
    name: 'add',
    main: 'from',
    synonyms: ['sum', 'plus'],
    doc: () => l10n.t('The sum of the outputs of several layers, which must have the same shape.'),
    options: [JOINED, NAME],
  },
  {
    name: 'concat',
    main: 'from',
    synonyms: ['concatenate', 'cat', 'join'],
    doc: () => l10n.t('The outputs of several layers, one after the other.'),
    options: [
      JOINED,
      dim(() => l10n.t('The dimension along which they are put together; the batch is 0.'), 1),
      NAME,
    ],
  },
  {
    name: 'repeat',
    main: 'times',
    synonyms: ['loop', 'stack'],
    doc: () => l10n.t('The same layers several times, each time with parameters of its own.'),
    options: [
      {
        name: 'times',
        value: { kind: 'size' },
        required: true,
        doc: () => l10n.t('How many times.'),
      },
      LAYERS,
      NAME,
      FROM,
    ],
  },
  {
    name: 'residual',
    main: 'layers',
    synonyms: ['skip', 'shortcut'],
    doc: () => l10n.t('Adds its input to the result of its layers.'),
    options: [LAYERS, NAME, FROM],
  },
  {
    name: 'parallel',
    main: 'branches',
    synonyms: ['branch', 'split'],
    doc: () => l10n.t('Several branches read the same input; their results are joined.'),
    options: [
      {
        name: 'branches',
        value: { kind: 'branches' },
        required: true,
        doc: () =>
          l10n.t('A list of branches, each a list of layers. An empty branch passes its input on.'),
      },
      {
        name: 'join',
        value: { kind: 'choice', values: ['add', 'concat'] },
        default: 'add',
        doc: () => l10n.t('add: the sum of the branches; concat: one after the other.'),
      },
      dim(() => l10n.t('For concat: the dimension along which branches are put together.'), 1),
      NAME,
      FROM,
    ],
  },
];

/** Every layer type. */
export const LAYER_TYPES: readonly TypeSpec[] = [LINEAR, ...ACTIVATIONS, ...OTHERS];
