/** Moving a selection through a picture by arrow keys: a pure function of the places that can be hit. */
import type { ElementRef } from '../../src/core/autodiff/trace';
import type { Hit } from '../../src/core/scene/scene';

export type Direction = 'left' | 'right' | 'up' | 'down';

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly element: ElementRef;
}

const VECTORS: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/** The element nearest in a direction; without a start, or when it is not in the picture, the first from the top left. */
export function pick(
  hits: readonly Hit[],
  from: ElementRef | null,
  direction: Direction,
): ElementRef | null {
  const spots = spotsOf(hits);
  const start = from && spots.find(({ element }) => same(element, from));
  if (!start) return first(spots)?.element ?? null;
  const [ux, uy] = VECTORS[direction];
  let best: { spot: Spot; cost: number } | null = null;
  for (const spot of spots) {
    const [dx, dy] = [spot.x - start.x, spot.y - start.y];
    const along = dx * ux + dy * uy;
    const across = Math.abs(dx * uy - dy * ux);
    if (along <= 1 || same(spot.element, start.element)) continue;
    // Straight ahead is worth a longer way, but everything in the half plane can be reached.
    const cost = along + 2 * across;
    if (!best || cost < best.cost) best = { spot, cost };
  }
  return best?.spot.element ?? null;
}

function spotsOf(hits: readonly Hit[]): Spot[] {
  return hits.flatMap((hit) =>
    hit.target.kind === 'element' ? [{ ...middle(hit), element: hit.target.element }] : [],
  );
}

function middle(hit: Hit): { x: number; y: number } {
  switch (hit.shape) {
    case 'disc':
      return { x: hit.x, y: hit.y };
    case 'segment':
      return { x: (hit.x0 + hit.x1) / 2, y: (hit.y0 + hit.y1) / 2 };
    case 'box':
      return { x: hit.x + hit.width / 2, y: hit.y + hit.height / 2 };
  }
}

function first(spots: readonly Spot[]): Spot | null {
  return spots.reduce<Spot | null>(
    (best, spot) => (!best || spot.x + spot.y < best.x + best.y ? spot : best),
    null,
  );
}

function same(a: ElementRef, b: ElementRef): boolean {
  return a.tensor === b.tensor && a.index === b.index;
}
