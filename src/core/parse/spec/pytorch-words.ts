/** What people who know PyTorch or Keras write for options that are called otherwise here, or that need not be said. */
import * as l10n from '@vscode/l10n';
import type { Remedy } from '../problems';
import type { OptionSpec, TypeSpec } from './catalog-types';
import type { Source } from './source';
import type { Entry } from './tree';

/** Names of options here for a word of PyTorch; the first that a layer has is meant. */
const RENAMED: Readonly<Record<string, readonly string[]>> = {
  in_channels: ['in'],
  in_features: ['in'],
  out_channels: ['out'],
  out_features: ['out'],
  units: ['out', 'hidden'],
  filters: ['out'],
  output_size: ['out', 'output', 'size'],
  output_dim: ['size', 'out'],
  input_dim: ['count', 'in'],
  kernel_size: ['kernel'],
  strides: ['stride'],
  hidden_size: ['hidden'],
  num_layers: ['layers'],
  num_embeddings: ['count', 'length'],
  vocab_size: ['count'],
  embedding_dim: ['size'],
  nhead: ['heads'],
  num_heads: ['heads'],
  dim_feedforward: ['feedforward'],
  num_groups: ['groups'],
  normalized_shape: ['shape'],
  is_causal: ['causal'],
  scale_factor: ['scale'],
  axis: ['dim', 'dims'],
  keepdims: ['keepdim'],
  eps: ['layer_norm_eps'],
  learning_rate: ['lr'],
  use_bias: ['bias'],
};

/** Sizes that PyTorch's layers are told, and that are known here. */
const KNOWN_FROM_ABOVE: readonly string[] = [
  ...['in', 'in_channels', 'in_features', 'in1_features', 'in2_features', 'input_size'],
  ...['num_features', 'num_channels', 'd_model', 'embed_dim', 'kdim', 'vdim', 'normalized_shape'],
  ...['input_shape', 'input_dim'],
];

/** The option that a word of PyTorch means among these; null when there is none. */
export function renamed(word: string, specs: readonly OptionSpec[]): OptionSpec | null {
  if (!Object.hasOwn(RENAMED, word)) return null;
  const names = RENAMED[word]!;
  const name = names.find((each) => specs.some((spec) => spec.name === each));
  return specs.find((spec) => spec.name === name) ?? null;
}

/** Why a layer need not be told this; null when it is not known to be superfluous. */
export function whyNotNeeded(word: string): string | null {
  if (KNOWN_FROM_ABOVE.includes(word)) {
    return l10n.t('"{0}" is not needed: it is known from the layer above.', word);
  }
  if (word === 'batch_first') {
    return l10n.t('"{0}" is not needed: dimension 0 is always the batch.', word);
  }
  if (word === 'inplace') return l10n.t('"{0}" is not needed: it changes no number.', word);
  return null;
}

/** A remedy that takes an entry out of its mapping, with the comma or the line that it needed. */
export function removeEntry({ text }: Source, { key, span }: Entry): Remedy {
  const before = text.slice(Math.max(0, span.start - LOOK_AROUND), span.start);
  const after = text.slice(span.end, span.end + LOOK_AROUND);
  const commaAfter = /^\s*,\s*/.exec(after)?.[0].length ?? 0;
  const leading = commaAfter > 0 ? null : (/,\s*$/.exec(before) ?? /\r?\n[ \t]*$/.exec(before));
  const firstOfItem = !leading && /-[ \t]+$/.test(before) && /^[^\n]*\n[ \t]*/.exec(after);
  const trailing = firstOfItem ? firstOfItem[0].length : commaAfter;
  return {
    title: l10n.t('Remove {0}', key),
    edits: [
      {
        span: { start: span.start - (leading?.[0].length ?? 0), end: span.end + trailing },
        newText: '',
      },
    ],
  };
}

/** As far as this the comma or the line break beside an entry is looked for. */
const LOOK_AROUND = 200;

/** How a type with its options is written: `conv2d: { out: 8, kernel: 3 }`. */
export function formOf({ name, main, options }: TypeSpec, language: Source['language']): string {
  const quoted = (word: string) => (language === 'json' ? JSON.stringify(word) : word);
  const example = options.filter((option) => option.required || option.name === main);
  const entries = example.map((option) => `${quoted(option.name)}: ${valueFor(option)}`);
  return `${quoted(name)}: { ${entries.length > 0 ? entries.join(', ') : '…'} }`;
}

/** A value that an option may have. */
function valueFor({ value, default: usual }: OptionSpec): string {
  if (usual !== undefined) return JSON.stringify(usual);
  if (value.kind === 'size') return '8';
  return value.kind === 'counts' ? '3' : '…';
}
