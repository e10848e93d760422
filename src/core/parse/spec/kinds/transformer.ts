/** Layers of transformers and their stacks in the spec language. */
import * as l10n from '@vscode/l10n';
import type { OptionSpec, TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import type { CompositeKind, NodeAdder, Wire } from './kind';
import { READS_ONE } from './kind';
import {
  areSequences,
  BIAS,
  CAUSAL,
  dropoutOf,
  dropoutOption,
  HEADS,
  layersOption,
} from './sequence-options';
import { FROM, NAME } from './shared';
import { TransformerLayer, type TransformerOptions } from './transformer-layer';

const LAYER_OPTIONS: readonly OptionSpec[] = [
  HEADS,
  {
    name: 'feedforward',
    value: { kind: 'size' },
    default: 2048,
    doc: () => l10n.t('How many numbers stand between the two linear layers.'),
  },
  dropoutOption(0.1, () => l10n.t('The probability that a number is dropped, while training.')),
  {
    name: 'activation',
    value: { kind: 'choice', values: ['relu', 'gelu'] },
    default: 'relu',
    doc: () => l10n.t('The function between the two linear layers.'),
  },
  {
    name: 'norm_first',
    value: { kind: 'boolean' },
    default: false,
    doc: () =>
      l10n.t('Whether each part is normalized before it, instead of after its sum with the input.'),
  },
  {
    name: 'layer_norm_eps',
    value: { kind: 'number', min: 0 },
    default: 1e-5,
    doc: () => l10n.t('What is added to the variance, so that nothing is divided by 0.'),
  },
  BIAS,
  CAUSAL,
];

const STACK_OPTIONS: readonly OptionSpec[] = [
  HEADS,
  layersOption(() =>
    l10n.t('How many layers follow each other. All start with the same parameters, as in PyTorch.'),
  ),
  ...LAYER_OPTIONS.slice(1),
  {
    name: 'norm',
    value: { kind: 'boolean' },
    default: false,
    doc: () => l10n.t('Whether the output of the last layer is normalized.'),
  },
];

const FROM_TARGET: OptionSpec = {
  name: 'from',
  value: { kind: 'from' },
  required: true,
  doc: () => l10n.t('The layer that goes on, and the one that it attends to: [target, memory].'),
};

const ENCODER_LAYER: TypeSpec = {
  name: 'transformer_encoder_layer',
  main: 'heads',
  synonyms: ['transformerencoderlayer', 'encoder_layer', 'transformer_block', 'transformer_layer'],
  doc: () =>
    l10n.t('Self-attention and two linear layers, each added to its input and normalized.'),
  options: [...LAYER_OPTIONS, NAME, FROM],
};

const DECODER_LAYER: TypeSpec = {
  name: 'transformer_decoder_layer',
  main: 'heads',
  synonyms: ['transformerdecoderlayer', 'decoder_layer'],
  doc: () =>
    l10n.t(
      'Self-attention, attention to another sequence and two linear layers, each added to its input and normalized.',
    ),
  options: [...LAYER_OPTIONS, NAME, FROM_TARGET],
};

const ENCODER: TypeSpec = {
  name: 'transformer_encoder',
  main: 'heads',
  synonyms: ['transformerencoder', 'encoder'],
  doc: () => l10n.t('Several transformer_encoder_layers, one after the other.'),
  options: [...STACK_OPTIONS, NAME, FROM],
};

const DECODER: TypeSpec = {
  name: 'transformer_decoder',
  main: 'heads',
  synonyms: ['transformerdecoder', 'decoder'],
  doc: () => l10n.t('Several transformer_decoder_layers, which all attend to the same sequence.'),
  options: [...STACK_OPTIONS, NAME, FROM_TARGET],
};

const READS_TARGET = { min: 2, max: 2 } as const;

/** transformer_encoder_layer, transformer_decoder_layer and stacks of them. */
export const TRANSFORMER_KINDS: readonly CompositeKind[] = [
  { spec: ENCODER_LAYER, reads: READS_ONE, build: single },
  { spec: DECODER_LAYER, reads: READS_TARGET, build: single },
  { spec: ENCODER, reads: READS_ONE, build: stack },
  { spec: DECODER, reads: READS_TARGET, build: stack },
];

type Build = CompositeKind['build'];

/** One layer. */
function single(...[layer, inputs, nodes, context]: Parameters<Build>): Wire | null {
  const options = optionsOf(layer, inputs, context);
  return options && new TransformerLayer(options, nodes).output(inputs[0]!, inputs[1]);
}

/** Several layers under `layers`, and `norm`. */
function stack(...[layer, inputs, nodes, context]: Parameters<Build>): Wire | null {
  const options = optionsOf(layer, inputs, context);
  if (!options) return null;
  const [first, memory] = inputs;
  const count = layer.options.get('layers', 'integer') ?? 1;
  let output: Wire = first!;
  for (let n = 0; n < count && output.shape; n++) {
    const like = n === 0 ? undefined : 'layers.0.';
    output = new TransformerLayer(options, nodes, `layers.${n}.`, like).output(output, memory);
  }
  if (!output.shape || !layer.options.get('norm', 'boolean')) return output;
  return finalNorm(options, output, nodes);
}

/** `nn.LayerNorm` with its defaults, as PyTorch users give it to a stack. */
function finalNorm({ features }: TransformerOptions, input: Wire, nodes: NodeAdder): Wire {
  const shape = [features];
  return nodes.add(
    'norm',
    'layer_norm',
    { type: 'layer_norm', shape, eps: 1e-5, affine: true, bias: true },
    [input],
  );
}

function optionsOf(
  layer: LayerSpec,
  inputs: Parameters<Build>[1],
  context: Context,
): TransformerOptions | null {
  const heads = layer.options.get('heads', 'size');
  const dropout = dropoutOf(layer, 0.1, context);
  const shapes = inputs.map(({ shape }) => shape);
  const sequences = areSequences(layer, shapes, context);
  if (heads === undefined || dropout === null || !sequences) return null;
  return {
    features: shapes[0]![2]!,
    memoryFeatures: shapes[1]?.[2] ?? 0,
    heads,
    dropout,
    feedforward: layer.options.get('feedforward', 'size') ?? 2048,
    activation: layer.options.get('activation', 'choice') === 'gelu' ? 'gelu' : 'relu',
    normFirst: layer.options.get('norm_first', 'boolean') ?? false,
    eps: layer.options.get('layer_norm_eps', 'number') ?? 1e-5,
    bias: layer.options.get('bias', 'boolean') ?? true,
    causal: layer.options.get('causal', 'boolean') ?? false,
  };
}
