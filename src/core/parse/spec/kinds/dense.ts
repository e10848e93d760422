/** Dense layers in the spec language. */
import * as l10n from '@vscode/l10n';
import type { LayerOp } from '../../../model/ops';
import { elementCount, type Shape } from '../../../model/shape';
import { changeTo } from '../../problems';
import type { OptionSpec, TypeSpec } from '../catalog-types';
import { sampleBrackets } from '../describe';
import { insertLayer } from '../edits';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { givenValues } from './given';
import { READS_ONE, type LayerKind } from './kind';
import { FROM, NAME } from './shared';

const BIAS: OptionSpec = {
  name: 'bias',
  value: { kind: 'boolean' },
  default: true,
  doc: () => l10n.t('Whether a bias is added to each output.'),
};

const BIASES: OptionSpec = {
  name: 'biases',
  value: { kind: 'numbers' },
  doc: () => l10n.t('The first biases: one for each output.'),
};

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
    BIAS,
    {
      name: 'weights',
      value: { kind: 'numbers' },
      doc: () => l10n.t('The first weights: one row for each output, one column for each input.'),
    },
    BIASES,
    NAME,
    FROM,
  ],
};

const TWO: OptionSpec = {
  name: 'from',
  value: { kind: 'from' },
  required: true,
  doc: () => l10n.t('The two layers that are multiplied.'),
};

const BILINEAR: TypeSpec = {
  name: 'bilinear',
  main: 'out',
  doc: () => l10n.t('Every output is a weighted sum of all products of two inputs, plus a bias.'),
  options: [
    TWO,
    {
      name: 'out',
      value: { kind: 'size' },
      required: true,
      doc: () => l10n.t('How many numbers come out.'),
    },
    BIAS,
    {
      name: 'weights',
      value: { kind: 'numbers' },
      doc: () => l10n.t('The first weights: for each output a matrix of rows for the first input.'),
    },
    BIASES,
    NAME,
  ],
};

const MATMUL: TypeSpec = {
  name: 'matmul',
  main: 'from',
  synonyms: ['mm', 'bmm', 'dot'],
  doc: () => l10n.t('The matrix product of the outputs of two layers, sample by sample.'),
  options: [TWO, NAME],
};

const READS_TWO = { min: 2, max: 2 } as const;

/** Dense layers. */
export const DENSE_KINDS: readonly LayerKind[] = [
  { spec: LINEAR, reads: READS_ONE, op: linear, guess: guessLinear, given: givenValues },
  { spec: BILINEAR, reads: READS_TWO, op: bilinear, given: givenValues },
  { spec: MATMUL, reads: READS_TWO, op: () => ({ type: 'matmul' }) },
];

function guessLinear(layer: LayerSpec, [input]: readonly Shape[]): Shape | null {
  const out = layer.options.get('out', 'size');
  return out === undefined ? null : [...input!.slice(0, -1), out];
}

function linear(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const outFeatures = layer.options.get('out', 'size');
  const given = layer.options.get('in', 'size');
  const bias = layer.options.get('bias', 'boolean') ?? true;
  if (outFeatures === undefined) return null;
  if (given !== undefined && !inputFits(layer, input!, given, context)) return null;
  return { type: 'linear', inFeatures: input![input!.length - 1]!, outFeatures, bias };
}

function bilinear(layer: LayerSpec, [x1, x2]: readonly Shape[]): LayerOp | null {
  const outFeatures = layer.options.get('out', 'size');
  if (outFeatures === undefined) return null;
  const bias = layer.options.get('bias', 'boolean') ?? true;
  return {
    type: 'bilinear',
    in1Features: x1!.at(-1)!,
    in2Features: x2!.at(-1)!,
    outFeatures,
    bias,
  };
}

function inputFits(layer: LayerSpec, input: Shape, given: number, context: Context): boolean {
  const actual = input[input.length - 1]!;
  if (actual === given) return true;
  const span = layer.options.tree('in')!.span;
  const change = changeTo(span, String(actual));
  if (input.length > 2 && elementCount(input.slice(1)) === given) {
    context.problems.error(
      'shape-mismatch',
      span,
      l10n.t(
        '"in" is {0}, but the layer receives {1}, and works on the last dimension. Flatten it first.',
        given,
        sampleBrackets(input),
      ),
      insertLayer(context, layer, 'flatten', 'before'),
      change,
    );
  } else {
    context.problems.error(
      'shape-mismatch',
      span,
      l10n.t(
        '"in" is {0}, but the layer receives an input of size {1}. Correct it, or leave "in" out.',
        given,
        actual,
      ),
      change,
    );
  }
  return false;
}
