/** What may be fed to a parameter of `forward`: shapes that depend on a size of images and a length of sequences. */
import type { Shape } from '../../../../model/shape';
import type { PyInstance } from '../../../python/values';
import { PyTuple, type Value } from '../../../python/values';
import type { ShapeHint } from './hints';
import { tupleText } from '../text';
import { tellingName, type Contact } from './probe';

/** Sizes that are tried together. */
export interface Sizes {
  /** Height and width of images. */
  readonly space: readonly [height: number, width: number];
  /** Length of sequences. */
  readonly length: number;
  readonly batch: number;
}

/** One way to feed a parameter. `first` is the shape of the input that comes to a layer first. */
export type Candidate =
  | {
      readonly kind: 'tensor';
      shape(sizes: Sizes, first: Shape): Shape;
      readonly below: number | null;
    }
  /** As Python text: `None`, `False`, `torch.tensor([8])`. */
  | { readonly kind: 'text'; text(sizes: Sizes): string };

/** Real numbers of a shape. */
export const real = (shape: (sizes: Sizes) => Shape): Candidate => ({
  kind: 'tensor',
  shape,
  below: null,
});
/** Whole numbers of a shape. */
export const whole = (below: number, shape: (sizes: Sizes) => Shape): Candidate => ({
  kind: 'tensor',
  shape,
  below,
});
/**
 * Ways to feed what is joined with the first input: the same shape, what is left of the width of a layer, that as a vector, one number for
 * each pixel, smaller images.
 */
export function beside(width: number): Candidate[] {
  const rest = (first: Shape): number => Math.max(1, width - (first[1] ?? 0));
  const places = (first: Shape): number => first.slice(2).reduce((a, b) => a * b, 1);
  const parted = (by: number): Candidate => ({
    kind: 'tensor',
    shape: (_, first) =>
      first.map((size, d) => (d < 2 ? size : Math.max(1, Math.floor(size / by)))),
    below: null,
  });
  return [
    { kind: 'tensor', shape: (_, first) => first, below: null },
    {
      kind: 'tensor',
      shape: (_, first) => first.map((size, d) => (d === 1 ? rest(first) : size)),
      below: null,
    },
    { kind: 'tensor', shape: ({ batch }, first) => [batch, rest(first)], below: null },
    { kind: 'tensor', shape: ({ batch }, first) => [batch, places(first)], below: null },
    parted(4),
    parted(2),
  ];
}

/** Images, clips and tokens, for what is reshaped before it comes to a layer. */
export function common(): Candidate[] {
  return [
    real(({ batch, space: [height, width] }) => [batch, 3, height, width]),
    real(({ batch, space: [height, width] }) => [batch, 3, 8, height, width]),
    real(({ batch, space: [height, width] }) => [batch, 1, height, width]),
    whole(2, ({ batch, length }) => [batch, length]),
    whole(2, ({ batch }) => [batch]),
  ];
}

/** The width of what a layer reads; null where it has none. */
export function widthOf({ attributes }: PyInstance): number | null {
  for (const name of ['in_features', 'in_channels', 'num_features', 'input_size', 'embed_dim']) {
    const width = numberOf(attributes.get(name));
    if (width !== null) return width;
  }
  return null;
}

/** A value that does not depend on sizes. */
export const text = (value: string): Candidate => ({ kind: 'text', text: () => value });

/** Ways to feed a layer that an input comes to first. `narrower` are sizes that other inputs may take of its width. */
export function candidatesFor(
  { layer, argument }: Contact,
  name: string,
  narrower: readonly number[],
): Candidate[] {
  const cls = (tellingName(layer.cls) ?? '').replace(/^Lazy/, '');
  const size = (attribute: string, otherwise: number): number =>
    numberOf(layer.attributes.get(attribute)) ?? otherwise;
  const spatial = /^(Conv|ConvTranspose|BatchNorm|InstanceNorm)([123])d$/.exec(cls);
  if (spatial) {
    const channels = size(spatial[1]!.startsWith('Conv') ? 'in_channels' : 'num_features', 3);
    return images(spatial[1]!, Number(spatial[2]), [channels, ...less(channels, narrower)]);
  }
  if (/^(RNN|LSTM|GRU)/.test(cls) && argument > 0) return states(layer, cls);
  switch (cls) {
    case 'Rearrange':
      return pattern(layer.attributes.get('pattern'));
    case 'Linear':
      return vectors(size('in_features', 16), narrower);
    case 'Bilinear':
      return [real(({ batch }) => [batch, size('in1_features', 16)])];
    case 'Embedding':
      return tokens(size('num_embeddings', 2), name);
    case 'EmbeddingBag':
      return [whole(size('num_embeddings', 2), ({ batch, length }) => [batch, length])];
    case 'MultiheadAttention':
      return sequences(size('embed_dim', 16), layer.attributes.get('batch_first') === true);
    case 'GroupNorm':
      return images('GroupNorm', 2, [size('num_channels', 4)]);
    case 'LayerNorm':
    case 'RMSNorm':
      return normalized(layer.attributes.get('normalized_shape') ?? null);
    default:
      return recurrent(layer, cls);
  }
}

/** First states of a recurrent layer. */
function states(layer: PyInstance, cls: string): Candidate[] {
  const number = (name: string, otherwise: number): number =>
    numberOf(layer.attributes.get(name)) ?? otherwise;
  const layers = number('num_layers', 1) * (layer.attributes.get('bidirectional') === true ? 2 : 1);
  const hidden = number('hidden_size', 16);
  const sizes = ({ batch }: Sizes): number[] =>
    cls.endsWith('Cell') ? [batch, hidden] : [layers, batch, hidden];
  if (!cls.startsWith('LSTM')) return [real(sizes)];
  const zeros = (tried: Sizes): string => `torch.zeros${tupleText(sizes(tried))}`;
  return [{ kind: 'text', text: (tried) => `(${zeros(tried)}, ${zeros(tried)})` }, real(sizes)];
}

/** The left side of a pattern of einops: `b c (h p1) (w p2)` is a batch of images. */
function pattern(value: Value | undefined): Candidate[] {
  if (typeof value !== 'string') return [];
  const axes = value.split('->')[0]!.match(/\([^)]*\)|\S+/g) ?? [];
  return [3, 1].map((channels) =>
    real(({ batch, length, space: [height, width] }) =>
      axes.map((axis, d) => {
        if (/^b/.test(axis) || (d === 0 && axis !== 'c')) return batch;
        if (/^\(?\s*(h|nh|ph|H)\b/.test(axis)) return height;
        if (/^\(?\s*(w|nw|pw|W)\b/.test(axis)) return width;
        return /^c/.test(axis) ? channels : length;
      }),
    ),
  );
}

function recurrent(layer: PyInstance, cls: string): Candidate[] {
  const features = numberOf(layer.attributes.get('input_size')) ?? 8;
  if (cls.endsWith('Cell')) return [real(({ batch }) => [batch, features])];
  const batchFirst = layer.attributes.get('batch_first') === true;
  return [
    ...sequences(features, batchFirst),
    real(({ batch }) => [batch, features]),
    // An image is a sequence of its rows.
    real(({ batch }) => [batch, 1, features, features]),
    real(({ length }) => [length, features]),
  ];
}

function sequences(features: number, batchFirst: boolean): Candidate[] {
  const first = real(({ batch, length }) => [batch, length, features]);
  const second = real(({ batch, length }) => [length, batch, features]);
  return batchFirst ? [first, second] : [second, first];
}

function vectors(features: number, narrower: readonly number[]): Candidate[] {
  const square = Math.sqrt(features);
  const colour = Math.sqrt(features / 3);
  return [
    real(({ batch }) => [batch, features]),
    ...vectorsOf(less(features, narrower)),
    real(({ batch, length }) => [batch, length, features]),
    ...(features >= 64 && Number.isInteger(square)
      ? [real(({ batch }) => [batch, 1, square, square])]
      : []),
    ...(Number.isInteger(colour) ? [real(({ batch }) => [batch, 3, colour, colour])] : []),
    real(({ space: [height, width], batch }) => [batch, features, height, width]),
    real(() => [features]),
  ];
}

/** Vectors of these widths. */
export function vectorsOf(widths: readonly number[]): Candidate[] {
  return widths.map((width) => real(({ batch }) => [batch, width]));
}

/** What is left of a width when others take their part of it. */
function less(width: number, narrower: readonly number[]): number[] {
  return narrower.map((part) => width - part).filter((rest) => rest > 0);
}

function tokens(count: number, name: string): Candidate[] {
  const line = whole(count, ({ batch, length }) => [batch, length]);
  const single = whole(count, ({ batch }) => [batch]);
  return /user|item|movie|book|label|class|^y$|^c$|cond|_ids?_?$|center|context|^t$|time|step/i.test(
    name,
  ) && !/input_ids|token/.test(name)
    ? [single, line]
    : [line, single, whole(count, ({ batch, length }) => [length, batch])];
}

function images(layer: string, rank: number, channels: readonly number[]): Candidate[] {
  const [own] = channels as [number];
  if (rank === 1) {
    const long = real(({ batch, space }) => [batch, own, space[1]]);
    const flat = real(({ batch }) => [batch, own]);
    const swapped = real(({ batch, length }) => [batch, length, own]);
    const one = own === 1 ? [real(({ batch, space }) => [batch, space[1]])] : [];
    if (layer === 'BatchNorm' || layer === 'InstanceNorm') return [flat, long];
    return [long, swapped, ...one];
  }
  const places = ({ space: [height, width] }: Sizes): number[] =>
    rank === 3 ? [Math.min(16, height), height, width] : [height, width];
  const of = (count: number): Candidate => real((sizes) => [sizes.batch, count, ...places(sizes)]);
  const point = real(({ batch }) => [batch, own, ...Array.from({ length: rank }, () => 1)]);
  const flat = real(({ batch }) => [batch, own]);
  return [
    ...(layer === 'ConvTranspose' ? [point, flat] : []),
    ...channels.map(of),
    // Channels last, no channels at all, and a clip of images.
    real((sizes) => [sizes.batch, ...places(sizes), own]),
    real((sizes) => [sizes.batch, ...places(sizes)]),
    real((sizes) => [sizes.batch, 4, own, ...places(sizes)]),
  ];
}

function normalized(shape: Value): Candidate[] {
  const sizes =
    shape instanceof PyTuple
      ? shape.items.map((item) => numberOf(item) ?? 1)
      : [numberOf(shape) ?? 16];
  return [
    real(({ batch, length }) => [batch, length, ...sizes]),
    real(({ batch }) => [batch, ...sizes]),
  ];
}

/** Candidates that agree with what the text says; those that it writes out come first. */
export function withHints(
  candidates: readonly Candidate[],
  hints: readonly ShapeHint[],
): Candidate[] {
  const sizes: Sizes = { space: [32, 32], length: 8, batch: 1 };
  return hints.reduceRight<Candidate[]>(
    (all, hint) => {
      const fits = (each: Candidate): boolean =>
        each.kind === 'tensor' && each.shape(sizes, [1, 8]).length === hint.sizes.length;
      const matching = all.filter(fits).map((each) => (hint.written ? filled(each, hint) : each));
      const rest = all.filter((each) => !fits(each));
      const complete = hint.sizes.slice(1).every((size) => size !== null);
      const own =
        matching.length === 0 && complete
          ? [real(({ batch }) => hint.sizes.map((size, d) => (d === 0 ? batch : size!)))]
          : [];
      return [...own, ...matching, ...(hint.written ? all.filter(fits) : []), ...rest];
    },
    [...candidates],
  );
}

/** The candidate with the sizes that are written out. */
function filled(candidate: Candidate, { sizes }: ShapeHint): Candidate {
  if (candidate.kind !== 'tensor') return candidate;
  return {
    ...candidate,
    shape: (tried, first) =>
      candidate.shape(tried, first).map((size, d) => (d === 0 ? size : (sizes[d] ?? size))),
  };
}

/** A whole number, or the first of a tuple. */
export function numberOf(value: Value | undefined): number | null {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof PyTuple) return numberOf(value.items[0]);
  return null;
}
