/** Warping of images: `F.affine_grid`, composed of a product, and `F.grid_sample`. */
import * as l10n from '@vscode/l10n';
import { brackets } from '../../../model/shape';
import type { Value } from '../../python/values';
import { sizesOf } from '../read';
import type { Tensor } from '../tape';
import { torchFunctions, type Arguments } from './arguments';
import type { Site } from './site';

/** For each pixel of an output of this size the place in the input, from −1 to 1: (N, 2, 3) → (N, H, W, 2). */
function affineGrid(
  theta: Tensor,
  size: readonly number[],
  alignCorners: boolean,
  site: Site,
): Tensor {
  const [samples, , ...space] = size as [number, number, ...number[]];
  const dims = space.length;
  if (dims !== 2 && dims !== 3) {
    site.raise(
      'NotImplementedError',
      'affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively.',
    );
  }
  const [, rows, columns] = theta.shape;
  if (theta.shape.length !== 3 || rows !== dims || columns !== dims + 1) {
    site.raise(
      'ValueError',
      `Expected a batch of ${dims}D affine matrices of shape Nx${dims}x${dims + 1} for size ${brackets(size)}. Got torch.Size(${brackets(theta.shape)}).`,
    );
  }
  const places = placesOf(space, alignCorners, site);
  const shape = [places.length / (dims + 1), dims + 1];
  const base = site.constant(shape, { kind: 'given', values: places }, theta.dtype);
  const moved = site.matmul(base, site.permute(theta, [0, 2, 1]));
  return site.reshape(moved, [samples, ...space, dims]);
}

/** x, y (and z) of every pixel, and 1 for what is added. */
function placesOf(space: readonly number[], alignCorners: boolean, site: Site): number[] {
  const count = space.reduce((product, size) => product * size, 1);
  site.interpreter.allocate(count * (space.length + 1));
  const along = space.map((size) =>
    Array.from({ length: size }, (_, i) => {
      if (size <= 1) return 0;
      const place = (2 * i) / (size - 1) - 1;
      return alignCorners ? place : (place * (size - 1)) / size;
    }),
  );
  const result: number[] = [];
  for (let i = 0; i < count; i += 1) {
    let rest = i;
    const place: number[] = [];
    for (let d = space.length - 1; d >= 0; d -= 1) {
      place.push(along[d]![rest % space[d]!]!);
      rest = Math.floor(rest / space[d]!);
    }
    result.push(...place, 1);
  }
  return result;
}

function sample(a: Arguments): Value {
  const x = a.tensor('input');
  const grid = a.tensor('grid');
  const [mode, padding] = [a.text('mode'), a.text('padding_mode')];
  const fits = x.shape.length === grid.shape.length && x.shape[0] === grid.shape[0];
  if (!fits) {
    a.interpreter.raise(
      'RuntimeError',
      `grid_sampler(): expected grid and input to have same batch size and number of dimensions, but got input with sizes ${brackets(x.shape)} and grid with sizes ${brackets(grid.shape)}`,
    );
  }
  if (
    x.shape.length !== 4 ||
    mode !== 'bilinear' ||
    (padding !== 'zeros' && padding !== 'border')
  ) {
    const name = `nn.functional.grid_sample(mode='${mode}', padding_mode='${padding}')`;
    return a.interpreter.unknown(l10n.t('torch.{0} is not available yet.', name));
  }
  const alignCorners = a.bool('align_corners');
  return a.site.apply({ type: 'grid_sample', padding, alignCorners }, [x, grid], {}, x.dtype);
}

/** Functions of torch.nn.functional. */
export const GRID = torchFunctions({
  'affine_grid(theta, size, align_corners=None)': (a) =>
    affineGrid(
      a.tensor('theta'),
      sizesOf([a.value('size')], 'size', a.interpreter),
      a.bool('align_corners'),
      a.site,
    ),
  "grid_sample(input, grid, mode='bilinear', padding_mode='zeros', align_corners=None)": sample,
});
