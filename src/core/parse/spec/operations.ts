/** What each layer computes: its operation, the shape of its result and its parameters, or what does not fit. */
import * as l10n from '@vscode/l10n';
import type { Elementwise, ElementwiseName } from '../../model/elementwise';
import { ELEMENTWISE_DEFAULTS } from '../../model/elementwise-names';
import type { Initializer, LayerOp, Shape } from '../../model/graph';
import { linearBiasInitializer, linearWeightInitializer } from '../../model/initializers';
import { elementCount, sameShape } from '../../model/shape';
import type { Span } from '../lines';
import { changeTo } from '../problems';
import { brackets, sampleBrackets } from './describe';
import { insertLayer } from './edits';
import type { LayerSpec } from './layers';
import type { Context } from './source';
import { readTensor } from './tensor';

/** A learnable tensor before it has its full name. */
export interface ParameterSpec {
  readonly name: 'weight' | 'bias';
  readonly shape: Shape;
  readonly initializer: Initializer;
  readonly span: Span;
}

/** A layer as far as it could be worked out. */
export interface Operation {
  /** Null when a problem was reported or something needed is unknown. */
  readonly op: LayerOp | null;
  /** Null when it cannot be known. */
  readonly shape: Shape | null;
  readonly parameters: readonly ParameterSpec[];
}

const UNKNOWN: Operation = { op: null, shape: null, parameters: [] };

/** A dense layer. With an input that is not known, only what the file says is checked. */
export function linear(layer: LayerSpec, input: Shape | null, context: Context): Operation {
  const out = layer.options.get('out', 'size');
  const given = layer.options.get('in', 'size');
  const bias = layer.options.get('bias', 'boolean') ?? true;
  if (out === undefined) return UNKNOWN;
  const shape = input && [...input.slice(0, -1), out];
  const features = input?.[input.length - 1] ?? given;
  const fits = !input || given === undefined || inputFits(layer, input, given, context);
  if (features === undefined || !fits) return { op: null, shape, parameters: [] };
  const weight = initializer(layer, 'weights', [out, features], context);
  const offset = biasInitializer(layer, bias, out, features, context);
  if (!weight || (bias && !offset)) return { op: null, shape, parameters: [] };
  const parameters: ParameterSpec[] = [weight];
  if (offset) parameters.push(offset);
  const op: LayerOp = { type: 'linear', inFeatures: features, outFeatures: out, bias };
  return { op, shape, parameters };
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

function biasInitializer(
  layer: LayerSpec,
  bias: boolean,
  out: number,
  features: number,
  context: Context,
): ParameterSpec | null {
  if (bias) return initializer(layer, 'biases', [out], context, features);
  const tree = layer.options.tree('biases');
  if (tree) {
    context.problems.error(
      'unused-biases',
      tree.span,
      l10n.t('Biases are given, but "bias" is false. Remove one of the two.'),
    );
  }
  return null;
}

/** The given numbers if they have the right shape, else PyTorch's default. */
function initializer(
  layer: LayerSpec,
  option: 'weights' | 'biases',
  shape: Shape,
  context: Context,
  features = shape[1]!,
): ParameterSpec | null {
  const name = option === 'weights' ? 'weight' : 'bias';
  const tree = layer.options.tree(option);
  if (!tree) {
    const byDefault = name === 'weight' ? linearWeightInitializer : linearBiasInitializer;
    return { name, shape, initializer: byDefault(features), span: layer.span };
  }
  const tensor = readTensor(tree, context);
  if (!tensor) return null;
  if (sameShape(tensor.shape, shape)) {
    return { name, shape, initializer: { kind: 'given', values: tensor.values }, span: tree.span };
  }
  const transposed = option === 'weights' && sameShape([...tensor.shape].reverse(), shape);
  context.problems.error(
    'weights-shape',
    tree.span,
    transposed
      ? l10n.t(
          '"{0}" is {1}, but {2} is needed: one row for each output. Rows and columns are exchanged.',
          option,
          brackets(tensor.shape),
          brackets(shape),
        )
      : l10n.t(
          '"{0}" is {1}, but {2} is needed (outputs and inputs for weights, outputs for biases).',
          option,
          brackets(tensor.shape),
          brackets(shape),
        ),
  );
  return null;
}

/** An elementwise function with its options, defaults filled in. */
export function elementwise(
  name: ElementwiseName,
  layer: LayerSpec,
  input: Shape | null,
  context: Context,
): Operation {
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
    return { op: null, shape: input, parameters: [] };
  }
  const fn = { fn: name, options } as unknown as Elementwise;
  return { op: { type: 'elementwise', function: fn }, shape: input, parameters: [] };
}

/** Softmax and its logarithm, along a dimension that is not the batch. */
export function softmax(
  type: 'softmax' | 'log_softmax',
  layer: LayerSpec,
  input: Shape | null,
  context: Context,
): Operation {
  if (!input) return UNKNOWN;
  const dim = dimension(layer, 'dim', -1, input, context);
  return { op: dim === null ? null : { type, dim }, shape: input, parameters: [] };
}

/** Several dimensions as one. */
export function flatten(layer: LayerSpec, input: Shape | null, context: Context): Operation {
  if (!input) return UNKNOWN;
  const startDim = dimension(layer, 'start_dim', 1, input, context);
  const endDim = dimension(layer, 'end_dim', -1, input, context);
  if (startDim === null || endDim === null) return UNKNOWN;
  if (startDim > endDim) {
    context.problems.error(
      'bad-dim',
      layer.span,
      l10n.t('The first dimension ({0}) comes after the last one ({1}).', startDim, endDim),
    );
    return UNKNOWN;
  }
  const joined = elementCount(input.slice(startDim, endDim + 1));
  const shape = [...input.slice(0, startDim), joined, ...input.slice(endDim + 1)];
  return { op: { type: 'flatten', startDim, endDim }, shape, parameters: [] };
}

/** The dimension that an option means, counted from the front; null after a problem was reported. */
function dimension(
  layer: LayerSpec,
  option: string,
  otherwise: number,
  input: Shape,
  context: Context,
): number | null {
  const given = layer.options.get(option, 'integer') ?? otherwise;
  const dim = given < 0 ? given + input.length : given;
  if (dim >= 1 && dim < input.length) return dim;
  const span = layer.options.tree(option)?.span ?? layer.typeSpan;
  context.problems.error(
    'bad-dim',
    span,
    dim === 0
      ? l10n.t('Dimension 0 is the batch: samples would be mixed with each other. Use 1 or more.')
      : l10n.t(
          'There is no dimension {0}: the input has dimensions 0 (the batch) to {1}.',
          given,
          input.length - 1,
        ),
    changeTo(span, '1'),
  );
  return null;
}

/** A sum of several outputs or a row of them, or null after a problem was reported. */
export function join(
  type: 'add' | 'concat',
  layer: LayerSpec,
  inputs: readonly Shape[],
  context: Context,
): Operation {
  const [first] = inputs;
  if (!first) return UNKNOWN;
  if (type === 'add') {
    if (inputs.every((shape) => sameShape(shape, first))) {
      return { op: { type }, shape: first, parameters: [] };
    }
    reportShapes(layer, inputs, l10n.t('must all be the same to be added'), context);
    return UNKNOWN;
  }
  const dim = dimension(layer, 'dim', 1, first, context);
  if (dim === null) return UNKNOWN;
  const without = (shape: Shape) => shape.map((size, i) => (i === dim ? 0 : size));
  if (!inputs.every((shape) => sameShape(without(shape), without(first)))) {
    reportShapes(layer, inputs, l10n.t('must be the same except in dimension {0}', dim), context);
    return UNKNOWN;
  }
  const size = inputs.reduce((sum, shape) => sum + shape[dim]!, 0);
  const shape = first.map((old, i) => (i === dim ? size : old));
  return { op: { type, dim }, shape, parameters: [] };
}

function reportShapes(
  layer: LayerSpec,
  inputs: readonly Shape[],
  rule: string,
  context: Context,
): void {
  const shapes = inputs.map(sampleBrackets).join(', ');
  context.problems.error(
    'shape-mismatch',
    layer.typeSpan,
    l10n.t('The shapes that meet here are {0}, but they {1}.', shapes, rule),
  );
}
