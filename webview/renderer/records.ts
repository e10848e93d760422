/** Turns discs and paths of a scene into the records that their shaders read. */
import type { Color, Disc, Path } from '../../src/core/scene/scene';
import type { Fields } from './quads';

/** Record of a line, as in a scene's `LineBatch`. */
export const LINE_FIELDS: Fields = { aEnds: 4, aWidth: 1, aColor: 4 };
/** Record of a disc. */
export const DISC_FIELDS: Fields = { aDisc: 4, aFill: 4, aStroke: 4 };
/** Record of a segment of a path. */
export const PATH_FIELDS: Fields = { aEnds: 4, aOuter: 4, aStroke: 2, aColor: 4 };

const DISC_SIZE = 12;
const SEGMENT_SIZE = 14;

/** A buffer that keeps its room from frame to frame. */
class Records {
  data = new Float32Array(0);
  count = 0;

  constructor(private readonly size: number) {}

  /** Makes room for `count` records; what was there is gone. */
  begin(count: number): void {
    const needed = count * this.size;
    if (this.data.length < needed) this.data = new Float32Array(Math.ceil(needed * 1.5));
    this.count = 0;
  }

  /** Adds one record. */
  add(...numbers: readonly number[]): void {
    this.data.set(numbers, this.count * this.size);
    this.count += 1;
  }
}

/** An empty set of disc records. */
export const discRecords = (): Records => new Records(DISC_SIZE);
/** An empty set of segment records. */
export const segmentRecords = (): Records => new Records(SEGMENT_SIZE);

function rgba(color: Color, alpha: number): [number, number, number, number] {
  return [(color >> 16) / 255, ((color >> 8) & 255) / 255, (color & 255) / 255, alpha];
}

/** Fills the records with the discs of a scene. */
export function packDiscs(records: Records, discs: readonly Disc[]): void {
  records.begin(discs.length);
  for (const disc of discs) {
    const width = disc.dashed ? -disc.strokeWidth : disc.strokeWidth;
    const fill = rgba(disc.fill, disc.fillAlpha);
    const stroke = rgba(disc.stroke, disc.strokeAlpha);
    records.add(disc.x, disc.y, disc.radius, width, ...fill, ...stroke);
  }
}

/** Fills the records with all segments of a scene's paths; points that repeat are left out. */
export function packPaths(records: Records, paths: readonly Path[]): void {
  records.begin(paths.reduce((sum, path) => sum + path.points.length / 2, 0));
  for (const path of paths) packPath(records, path);
}

function packPath(records: Records, path: Path): void {
  const points = withoutRepeats(path.points);
  const color = rgba(path.color, path.alpha);
  const last = points.length - 2;
  const point = (i: number): [number, number] => [points[i]!, points[i + 1]!];
  let start = 0;
  for (let i = 0; i < last; i += 2) {
    const [from, to] = [point(i), point(i + 2)];
    const [before, after] = [point(Math.max(i - 2, 0)), point(Math.min(i + 4, last))];
    const dash = path.dashed ? start : -1;
    records.add(...from, ...to, ...before, ...after, path.width, dash, ...color);
    start += Math.hypot(to[0] - from[0], to[1] - from[1]);
  }
}

function withoutRepeats(points: readonly number[]): readonly number[] {
  const kept: number[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const n = kept.length;
    if (n > 0 && kept[n - 2] === points[i] && kept[n - 1] === points[i + 1]) continue;
    kept.push(points[i]!, points[i + 1]!);
  }
  return kept;
}
