/** Resizing of images: `F.interpolate`, `F.upsample`. */
import * as l10n from '@vscode/l10n';
import type { InterpolateMode } from '../../../model/ops';
import { brackets } from '../../../model/shape';
import { PyList, PyTuple, type Value } from '../../python/values';
import { intOf, itemsOf, known, realOf } from '../read';
import type { Tensor } from '../tape';
import { torchFunctions, type Arguments } from './arguments';
import { adaptivePool } from './pooling';
import type { Site } from './site';

/** What `F.interpolate` is told. */
export interface Resizing {
  readonly size: Value;
  readonly scaleFactor: Value;
  readonly mode: string;
  /** Null where it is not said. */
  readonly alignCorners: boolean | null;
  readonly recomputeScaleFactor: boolean;
}

const STEPWISE: readonly string[] = ['nearest', 'nearest-exact', 'area'];
const MODES: Readonly<Record<string, InterpolateMode>> = {
  nearest: 'nearest',
  'nearest-exact': 'nearest-exact',
  linear: 'linear',
  bilinear: 'bilinear',
  trilinear: 'trilinear',
  bicubic: 'bicubic',
};
/** How many dimensions an input of each mode has; the others take any. */
const RANKS: Readonly<Record<string, number>> = {
  linear: 3,
  bilinear: 4,
  bicubic: 4,
  trilinear: 5,
};

/** (N, C, space …) with another size of space. */
function interpolate(x: Tensor, resizing: Resizing, site: Site): Tensor {
  const { mode, alignCorners } = resizing;
  if (STEPWISE.includes(mode) && alignCorners !== null) {
    site.raise(
      'ValueError',
      'align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear',
    );
  }
  const { size, scales } = sizesOf(x, resizing, site);
  requireRank(x, mode, site);
  if (mode === 'area') return adaptivePool('adaptive_avg_pool', x, size, site);
  return site.apply(
    {
      type: 'interpolate',
      mode: MODES[mode]!,
      size,
      scales,
      alignCorners: alignCorners ?? false,
    },
    [x],
  );
}

function requireRank(x: Tensor, mode: string, site: Site): void {
  const rank = x.shape.length;
  const wanted = RANKS[mode];
  const known = mode in MODES || mode === 'area';
  if (known && wanted === undefined && rank >= 3 && rank <= 5) return;
  if (known && wanted === rank) return;
  if (known && wanted !== undefined && rank >= 3 && rank <= 5) {
    site.raise(
      'NotImplementedError',
      `Got ${rank}D input, but ${mode} mode needs ${wanted}D input`,
    );
  }
  site.raise(
    'NotImplementedError',
    `Input Error: Only 3D, 4D and 5D input Tensors supported (got ${rank}D) for the modes: ` +
      `nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact (got ${mode})`,
  );
}

/** The size of the output, and the factors that decide where samples lie. */
function sizesOf(
  x: Tensor,
  { size, scaleFactor, mode, recomputeScaleFactor }: Resizing,
  site: Site,
): { readonly size: number[]; readonly scales: readonly number[] | null } {
  const space = x.shape.slice(2);
  if (known(size) !== null && known(scaleFactor) !== null) {
    site.raise('ValueError', 'only one of size or scale_factor should be defined');
  }
  if (size !== null) {
    if (recomputeScaleFactor) {
      site.raise('ValueError', 'recompute_scale_factor is not meaningful with an explicit size.');
    }
    const items = perDimension(size, space, 'output size', '(o1, o2, ...,oK)', site);
    return { size: items.map((item) => intOf(item, 'size', site.interpreter)), scales: null };
  }
  if (scaleFactor === null) {
    site.raise('ValueError', 'either size or scale_factor should be defined');
  }
  const items = perDimension(scaleFactor, space, 'scale_factor', '(s1, s2, ...,sK)', site);
  const scales = items.map((item) => realOf(item, 'scale_factor', site.interpreter));
  const recomputed = recomputeScaleFactor || mode === 'area';
  return {
    size: space.map((old, d) => Math.floor(old * scales[d]!)),
    scales: recomputed ? null : scales,
  };
}

/** One item for each dimension of space; a single one stands for all. */
function perDimension(
  value: Value,
  space: readonly number[],
  what: string,
  format: string,
  site: Site,
): readonly Value[] {
  const items = itemsOf(value);
  if (!(value instanceof PyList || value instanceof PyTuple)) return space.map(() => items[0]!);
  if (items.length === space.length) return items;
  return site.raise(
    'ValueError',
    `Input and ${what === 'scale_factor' ? what : 'output'} must have the same number of spatial dimensions, ` +
      `but got input with spatial dimensions of ${brackets(space)} and ${what} of length ${items.length}. ` +
      `Please provide input tensor in (N, C, d1, d2, ...,dK) format and ${what} in ${format} format.`,
  );
}

function alignCorners(a: Arguments): boolean | null {
  return a.value('align_corners') === null ? null : a.bool('align_corners');
}

function upsample(mode: (a: Arguments) => string, corners: (a: Arguments) => boolean | null) {
  return (a: Arguments): Tensor =>
    interpolate(
      a.tensor('input'),
      {
        size: a.raw('size'),
        scaleFactor: a.raw('scale_factor'),
        mode: mode(a),
        alignCorners: corners(a),
        recomputeScaleFactor: false,
      },
      a.site,
    );
}

/** Functions of torch.nn.functional. */
export const RESIZING = torchFunctions({
  "interpolate(input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, antialias=False)":
    (a) => {
      if (a.bool('antialias')) {
        return a.interpreter.unknown(
          l10n.t('torch.{0} is not available yet.', 'nn.functional.interpolate(antialias=True)'),
        );
      }
      const resizing = {
        size: a.raw('size'),
        scaleFactor: a.raw('scale_factor'),
        mode: a.text('mode'),
        alignCorners: alignCorners(a),
        recomputeScaleFactor: a.bool('recompute_scale_factor'),
      };
      return interpolate(a.tensor('input'), resizing, a.site);
    },
  "upsample(input, size=None, scale_factor=None, mode='nearest', align_corners=None)": upsample(
    (a) => a.text('mode'),
    alignCorners,
  ),
  'upsample_nearest(input, size=None, scale_factor=None)': upsample(
    () => 'nearest',
    () => null,
  ),
  'upsample_bilinear(input, size=None, scale_factor=None)': upsample(
    () => 'bilinear',
    () => true,
  ),
});
