/** Taking elements from place to place, and back. PyTorch: indexing, `permute`, `expand`, `repeat`, `flip`, `roll`, `F.pad`, `F.unfold` … */
import { elementCount, sameShape } from '../../model/shape';
import type { IndexMap } from '../attributes';
import { constant, product, valueOf } from './factors';
import { misfit } from './fit';
import { isOneToOne, leavesGaps, mappedShape } from './index-maps';
import { piecesOf } from './map-pieces';
import { addBack, mostUses, put, sourceOf, take, usesOf } from './pieces';
import type { ForwardRule, Operands } from './rule';

/** y[i] = x[map(i)], or a constant. Transposed: x[j] = Σ of the y[i] with map(i) = j. */
export const rearrange: ForwardRule<'rearrange'> = {
  shape([input], { map, transposed }, asked) {
    if (!transposed) return mappedShape(map, input!);
    if (!sameShape(mappedShape(map, asked), input!)) misfit('rearrange', input!, asked);
    return asked;
  },
  kernel(operands, { map, transposed }) {
    if (transposed) sumBack(operands, map);
    else {
      const { inputs, inputShapes, output } = operands;
      if (leavesGaps(map)) output.fill(gapOf(map));
      take(piecesOf(map, inputShapes[0]!), inputs[0]!, output);
    }
  },
  macs: () => 0,
  terms(site, { map, transposed }, index) {
    if (transposed) {
      return usesOf(piecesOf(map, site.outputShape), index).map((i) =>
        product(valueOf(site, 0, i)),
      );
    }
    const source = sourceOf(piecesOf(map, site.inputShapes[0]!), index);
    return [product(source === null ? constant(gapOf(map)) : valueOf(site, 0, source))];
  },
  termCount: (_, output, { map, transposed }) =>
    transposed && !isOneToOne(map) ? mostUses(piecesOf(map, output)) : 1,
  backward: ({ map, transposed }) => [
    {
      to: 0,
      primitive: 'rearrange',
      attributes: {
        map: transposed && map.kind === 'pad' ? { ...map, value: 0 } : map,
        transposed: !transposed,
      },
      reads: ['gradient'],
    },
  ],
};

/** Sums are made in doubles and rounded once. */
function sumBack({ inputs, output, outputShape }: Operands, map: IndexMap): void {
  const pieces = piecesOf(map, outputShape);
  if (isOneToOne(map)) {
    output.fill(0);
    put(pieces, inputs[0]!, output);
    return;
  }
  const sums = new Float64Array(elementCount(outputShape));
  addBack(pieces, inputs[0]!, sums);
  output.set(sums);
}

/** What stands where nothing is taken from the input. */
function gapOf(map: IndexMap): number {
  return map.kind === 'pad' ? map.value : 0;
}
