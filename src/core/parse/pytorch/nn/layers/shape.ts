/** Shape and place. PyTorch: `nn.Flatten`, `nn.Unflatten`, `nn.PixelShuffle`, `nn.Fold`, `nn.Upsample` and their relatives. */
import { elementCount, type Shape } from '../../../../model/shape';
import { PyTuple, type Value } from '../../../python/values';
import { dimOf, itemsOf, intOf, realOf } from '../../read';
import type { Fields } from '../fields';
import { layers, type LayerRow } from '../layer';

/** One dimension parted into several, of which one may be worked out. */
function unflattened(fields: Fields, input: Shape): Shape {
  const { interpreter } = fields;
  const dim = dimOf(fields.value('dim'), input.length, interpreter);
  const sizes = itemsOf(fields.value('unflattened_size')).map((item) =>
    intOf(item instanceof PyTuple ? item.items[1]! : item, 'unflattened_size', interpreter),
  );
  const known = elementCount(sizes.filter((size) => size !== -1));
  const parts = sizes.map((size) => (size === -1 ? input[dim]! / known : size));
  if (elementCount(parts) !== input[dim] || !parts.every(Number.isInteger)) {
    interpreter.raise(
      'RuntimeError',
      `unflatten: Provided sizes [${sizes.join(', ')}] don't multiply up to the size of dim ${dim} (${input[dim]}) in the input tensor`,
    );
  }
  return [...input.slice(0, dim), ...parts, ...input.slice(dim + 1)];
}

/** Scale factors are real numbers. */
function realFactors(fields: Fields): Readonly<Record<string, Value>> {
  const factor = fields.value('scale_factor');
  if (factor === null) return {};
  const reals = itemsOf(factor).map((item) => realOf(item, 'scale_factor', fields.interpreter));
  return { scale_factor: factor instanceof PyTuple ? new PyTuple(reals) : reals[0]! };
}

const RESIZE =
  'interpolate(input, size, scale_factor, mode, align_corners, recompute_scale_factor)';

const ROWS: readonly LayerRow[] = [
  {
    name: 'Flatten',
    parameters: 'start_dim=1, end_dim=-1',
    op: (fields, input) => {
      const rank = input!.length;
      return {
        type: 'flatten',
        startDim: dimOf(fields.value('start_dim'), rank, fields.interpreter),
        endDim: dimOf(fields.value('end_dim'), rank, fields.interpreter),
      };
    },
  },
  {
    name: 'Unflatten',
    parameters: 'dim, unflattened_size',
    op: (fields, input) => ({ type: 'reshape', shape: unflattened(fields, input!) }),
  },
  {
    name: 'PixelShuffle',
    parameters: 'upscale_factor',
    call: 'pixel_shuffle(input, upscale_factor)',
  },
  {
    name: 'PixelUnshuffle',
    parameters: 'downscale_factor',
    call: 'pixel_unshuffle(input, downscale_factor)',
  },
  { name: 'ChannelShuffle', parameters: 'groups', call: 'channel_shuffle(input, groups)' },
  {
    name: 'Fold',
    parameters: 'output_size, kernel_size, dilation=1, padding=0, stride=1',
    call: 'fold(input, output_size, kernel_size, dilation, padding, stride)',
  },
  {
    name: 'Unfold',
    parameters: 'kernel_size, dilation=1, padding=0, stride=1',
    call: 'unfold(input, kernel_size, dilation, padding, stride)',
  },
  {
    name: 'Upsample',
    parameters:
      "size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None",
    attributes: realFactors,
    call: RESIZE,
  },
  {
    name: 'UpsamplingNearest2d',
    parameters: 'size=None, scale_factor=None',
    attributes: (fields) => ({
      ...realFactors(fields),
      mode: 'nearest',
      align_corners: null,
      recompute_scale_factor: null,
    }),
    call: RESIZE,
  },
  {
    name: 'UpsamplingBilinear2d',
    parameters: 'size=None, scale_factor=None',
    attributes: (fields) => ({
      ...realFactors(fields),
      mode: 'bilinear',
      align_corners: true,
      recompute_scale_factor: null,
    }),
    call: RESIZE,
  },
  {
    name: 'CosineSimilarity',
    parameters: 'dim=1, eps=1e-08',
    forward: 'x1, x2',
    call: 'cosine_similarity(x1, x2, dim, eps)',
  },
  {
    name: 'PairwiseDistance',
    parameters: 'p=2.0, eps=1e-06, keepdim=False',
    attributes: (fields) => ({ norm: fields.value('p') }),
    forward: 'x1, x2',
    call: 'pairwise_distance(x1, x2, norm, eps, keepdim)',
  },
];

/** Classes of these layers by their names. */
export const SHAPING = layers(ROWS);
