/** Where the points of the datasets lie. */
import { describe, expect, it } from 'vitest';
import { classCount, Generator, makeDataset, type DatasetName } from '../../../src/core/random';

const NAMES: readonly DatasetName[] = ['xor', 'moons', 'circles', 'spirals', 'blobs'];

function make(name: DatasetName, samples: number, noise = 0, classes = 2) {
  const { points, classes: labels } = makeDataset(
    name,
    { samples, classes, noise },
    new Generator(7),
    'float64',
  );
  const pairs = Array.from({ length: samples }, (_, i) => [points[2 * i]!, points[2 * i + 1]!]);
  return { pairs, labels: [...labels], points };
}

describe('datasets', () => {
  it('xor is the truth table without noise', () => {
    const { pairs, labels } = make('xor', 4);
    expect(pairs).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
    ]);
    expect(labels).toEqual([0, 1, 0, 1]);
  });

  it('circles have two radii, moons lie on half circles, blobs on a circle', () => {
    const radii = make('circles', 40).pairs.map(
      ([x, y], i) => [i % 2, Math.hypot(x!, y!)] as const,
    );
    for (const [c, radius] of radii) expect(radius).toBeCloseTo(c === 0 ? 1 : 0.5, 12);
    for (const [i, [x, y]] of make('moons', 40).pairs.entries()) {
      const centre = i % 2 === 0 ? [0, 0] : [1, 0.5];
      expect(Math.hypot(x! - centre[0]!, y! - centre[1]!)).toBeCloseTo(1, 12);
      expect(i % 2 === 0 ? y! >= 0 : y! <= 0.5).toBe(true);
    }
    for (const [x, y] of make('blobs', 9, 0, 3).pairs) expect(Math.hypot(x!, y!)).toBeCloseTo(2);
  });

  it('spirals wind outwards, each arm turned against the others', () => {
    const { pairs } = make('spirals', 300, 0, 3);
    const radii = pairs.map(([x, y]) => Math.hypot(x!, y!));
    expect(radii[0]).toBeCloseTo(0.01);
    expect(radii[299]).toBeCloseTo(1);
    const angle = (i: number) => Math.atan2(pairs[i]![1]!, pairs[i]![0]!);
    expect(Math.cos(angle(1) - angle(0))).toBeCloseTo(-0.5);
  });

  it.each(NAMES)('%s is balanced, and noise moves its points by its deviation', (name) => {
    const still = make(name, 400);
    const noisy = make(name, 400, 0.1);
    expect(still.labels.filter((c) => c === 1).length).toBe(200);
    const shifts = noisy.points.map((x, i) => x - still.points[i]!);
    const deviation = Math.sqrt(shifts.reduce((sum, x) => sum + x * x, 0) / shifts.length);
    expect(deviation).toBeGreaterThan(0.09);
    expect(deviation).toBeLessThan(0.11);
  });

  it('have two classes unless they can have more', () => {
    expect(NAMES.map((name) => classCount(name, 5))).toEqual([2, 2, 2, 5, 5]);
    expect(NAMES.map((name) => classCount(name, 1))).toEqual([2, 2, 2, 2, 2]);
  });
});
