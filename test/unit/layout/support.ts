/** What the layout's tests share. */
import fc from 'fast-check';
import type { LayoutOptions, NetworkLayout } from '../../../src/core/layout/layout';
import { RADIUS } from '../../../src/core/layout/layout';
import type { ModelGraph } from '../../../src/core/model/graph';
import { GraphBuilder } from '../../support/graphs';

/** Everything shown, pairs open. */
export const ALL: LayoutOptions = { maxUnits: 16, showBiases: true, showErrors: true, opening: {} };

/** A circle of the picture, in world units. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** All circles of a layout: units (two for open pairs), errors, E and bias nodes. */
export function circlesOf(layout: NetworkLayout): Circle[] {
  const units = layout.columns.flatMap(({ kind, units, inX, outX }) =>
    units.flatMap(({ y }) => {
      const radius = kind === 'loss' ? RADIUS.loss : RADIUS.unit;
      return (inX === outX ? [inX] : [inX, outX]).map((x) => ({ x, y, radius }));
    }),
  );
  return [...units, ...layout.biases.map(({ x, y }) => ({ x, y, radius: RADIUS.bias }))];
}

/** Pairs of circles that overlap by more than rounding. */
export function overlaps(circles: readonly Circle[]): [Circle, Circle][] {
  return circles.flatMap((a, i) =>
    circles
      .slice(i + 1)
      .filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius - 1e-9)
      .map((b): [Circle, Circle] => [a, b]),
  );
}

/** Any wiring: a stem, then pieces that are layers, residuals or branches that join. */
export const anyGraph: fc.Arbitrary<ModelGraph> = fc
  .record({
    inputs: fc.integer({ min: 1, max: 6 }),
    pieces: fc.array(
      fc.record({
        kind: fc.constantFrom('layer', 'residual', 'parallel', 'softmax'),
        width: fc.integer({ min: 1, max: 9 }),
        branches: fc.integer({ min: 2, max: 4 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    loss: fc.constantFrom('mse' as const, 'cross_entropy' as const),
  })
  .map(({ inputs, pieces, loss }) => {
    const builder = new GraphBuilder([inputs], { loss });
    let last = builder.linear('input', inputs);
    for (const { kind, width, branches } of pieces) {
      last = addPiece(builder, last, kind, width, branches);
    }
    builder.linear(last, 3);
    return builder.build();
  });

function addPiece(
  builder: GraphBuilder,
  from: string,
  kind: 'layer' | 'residual' | 'parallel' | 'softmax',
  width: number,
  branches: number,
): string {
  switch (kind) {
    case 'layer':
      return builder.elementwise(builder.linear(from, width), 'tanh');
    case 'softmax':
      return builder.softmax(from);
    case 'residual': {
      const start = builder.linear(from, width);
      const inner = builder.elementwise(builder.linear(start, width + 1), 'relu');
      return builder.add([builder.linear(inner, width), start]);
    }
    case 'parallel':
      return builder.concat(
        Array.from({ length: branches }, (_, i) => {
          const first = builder.elementwise(builder.linear(from, width + i), 'relu');
          return i % 2 === 0 ? first : builder.linear(first, 2);
        }),
      );
  }
}
