/** Small problems in the plane: points with a class each. Where points lie is fixed; a generator adds the noise. */
import type { DType } from '../model/graph';
import type { Generator } from './generator';

/** Points, two coordinates each, and the class of each. */
export interface Dataset {
  readonly points: Float64Array;
  readonly classes: Float64Array;
}

/** How many points in how many classes, and the deviation of the normal noise on each coordinate. */
export interface DatasetOptions {
  readonly samples: number;
  readonly classes: number;
  readonly noise: number;
}

/** One point before noise: member `rank` of the `of` members of class `c`. */
interface Member {
  readonly c: number;
  readonly classes: number;
  readonly rank: number;
  readonly of: number;
}

type Point = readonly [number, number];

const INNER_RADIUS = 0.5;
const BLOB_DISTANCE = 2;

/** Where the members of each dataset lie. */
const PLACES = {
  /** Corners of the unit square; the class says whether exactly one coordinate is 1. */
  xor: ({ c, rank }) => [rank % 2, (rank + c) % 2],
  /** Two half circles that reach into each other. */
  moons: ({ c, rank, of }) => {
    const angle = (Math.PI * rank) / Math.max(1, of - 1);
    return c === 0
      ? [Math.cos(angle), Math.sin(angle)]
      : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
  },
  /** A circle around a smaller one. */
  circles: ({ c, rank, of }) => onCircle(c === 0 ? 1 : INNER_RADIUS, rank / of),
  /** Arms that wind once around the middle. */
  spirals: ({ c, classes, rank, of }) => {
    const part = (rank + 1) / of;
    return onCircle(part, part + c / classes);
  },
  /** Heaps around points on a circle. */
  blobs: ({ c, classes }) => onCircle(BLOB_DISTANCE, c / classes),
} satisfies Record<string, (member: Member) => Point>;

export type DatasetName = keyof typeof PLACES;

/** How many classes a dataset can have: spirals and blobs any number from two on, the others two. */
export function classCount(name: DatasetName, wanted: number): number {
  return name === 'spirals' || name === 'blobs' ? Math.max(2, wanted) : 2;
}

/** The points of a dataset, classes taking turns. */
export function makeDataset(
  name: DatasetName,
  { samples, classes, noise }: DatasetOptions,
  generator: Generator,
  dtype: DType,
): Dataset {
  const shifts = generator.randn(2 * samples, dtype);
  const points = new Float64Array(2 * samples);
  const labels = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    const c = i % classes;
    const member = { c, classes, rank: (i - c) / classes, of: Math.ceil((samples - c) / classes) };
    const [x, y] = PLACES[name](member);
    points[2 * i] = x + noise * shifts[2 * i]!;
    points[2 * i + 1] = y + noise * shifts[2 * i + 1]!;
    labels[i] = c;
  }
  return { points, classes: labels };
}

/** A point on a circle around the origin, `turns` full turns from the right. */
function onCircle(radius: number, turns: number): Point {
  const angle = 2 * Math.PI * turns;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
