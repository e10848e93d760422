/** Dense layers in the spec language. */
import * as l10n from '@vscode/l10n';
import { stateOf } from '../../../model/definitions';
import type { LayerOp } from '../../../model/ops';
import { elementCount, sameShape, type Shape } from '../../../model/shape';
import type { Span } from '../../lines';
import { changeTo } from '../../problems';
import type { TypeSpec } from '../catalog-types';
import { brackets, sampleBrackets } from '../describe';
import { insertLayer } from '../edits';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { readTensor } from '../tensor';
import { READS_ONE, type GivenValues, type LayerKind } from './kind';
import { FROM, NAME } from './shared';

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

/** Dense layers. */
export const DENSE_KINDS: readonly LayerKind[] = [
  { spec: LINEAR, reads: READS_ONE, op: linear, given: givenValues },
];

function linear(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const outFeatures = layer.options.get('out', 'size');
  const given = layer.options.get('in', 'size');
  const bias = layer.options.get('bias', 'boolean') ?? true;
  if (outFeatures === undefined) return null;
  if (given !== undefined && !inputFits(layer, input!, given, context)) return null;
  return { type: 'linear', inFeatures: input![input!.length - 1]!, outFeatures, bias };
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

/** The first weights and biases that the file gives. */
function givenValues(layer: LayerSpec, op: LayerOp, context: Context): GivenValues | null {
  const shapes = new Map(stateOf(op).map(({ name, shape }) => [name, shape]));
  const given: Record<string, GivenValues[string]> = {};
  for (const [option, name] of [
    ['weights', 'weight'],
    ['biases', 'bias'],
  ] as const) {
    const tree = layer.options.tree(option);
    if (!tree) continue;
    const shape = shapes.get(name);
    if (!shape) {
      context.problems.error(
        'unused-biases',
        tree.span,
        l10n.t('Biases are given, but "bias" is false. Remove one of the two.'),
      );
      return null;
    }
    const tensor = readTensor(tree, context);
    if (!tensor) return null;
    if (!sameShape(tensor.shape, shape)) {
      reportShape(option, tensor.shape, shape, tree.span, context);
      return null;
    }
    given[name] = { values: tensor.values, span: tree.span };
  }
  return given;
}

function reportShape(
  option: 'weights' | 'biases',
  found: Shape,
  needed: Shape,
  span: Span,
  context: Context,
): void {
  const transposed = option === 'weights' && sameShape([...found].reverse(), needed);
  context.problems.error(
    'weights-shape',
    span,
    transposed
      ? l10n.t(
          '"{0}" is {1}, but {2} is needed: one row for each output. Rows and columns are exchanged.',
          option,
          brackets(found),
          brackets(needed),
        )
      : l10n.t(
          '"{0}" is {1}, but {2} is needed (outputs and inputs for weights, outputs for biases).',
          option,
          brackets(found),
          brackets(needed),
        ),
  );
}
