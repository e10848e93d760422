/** The edges: weights by sign and size, gradients as a second stroke beside them, new weights after the update. */
import type { TensorId } from '../autodiff/program';
import type { Values } from '../autodiff/values';
import type { Flow } from './flow';
import { markOn, type Mark } from './focus';
import type { Frame } from './frame';
import { mix } from './palette';
import { between, largestOf, shareOf, visibleSize } from './scale';
import type { Color, Hit, LineBatch, Path } from './scene';
import { LineWriter } from './strokes';
import type { Bundle, Wire } from './wires';

/** How a wire is drawn. */
interface Stroke {
  readonly width: number;
  readonly color: Color;
  readonly alpha: number;
}

const HAIRLINE = 0.7;

/** Widest stroke of a bundle: thick in small networks, thin where many lines stand close. */
export function widestStroke(frame: Frame, bundle: Bundle): number {
  const lines = bundle.wires.length;
  const crowd = Math.min(1, (24 / Math.max(1, lines)) ** 0.4);
  if (bundle.whole) return Math.min(6, Math.max(2, 0.25 * frame.scale));
  const wide = Math.min(5.5, Math.max(1.2, 0.19 * frame.scale)) * crowd;
  return bundle.bias === null ? Math.max(HAIRLINE, wide) : Math.max(HAIRLINE, 0.45 * wide);
}

/** Draws all bundles: straight ones as line batches, bent ones as paths. */
export function drawEdges(
  frame: Frame,
  bundles: readonly Bundle[],
  flows: ReadonlyMap<string, Flow>,
  marks: readonly Mark[],
): { lines: LineBatch[]; paths: Path[]; hits: Hit[] } {
  const lines: LineBatch[] = [];
  const paths: Path[] = [];
  const hits: Hit[] = [];
  const marked = new LineWriter('marked', 0);
  for (const bundle of bundles) {
    const style = new BundleStyle(frame, bundle, flows.get(bundle.key));
    if (bundle.whole && !bundle.bent) {
      lines.push(areaOf(frame, bundle, style));
      continue;
    }
    const weights = new LineWriter(bundle.key, bundle.wires.length);
    const gradients = new LineWriter(`${bundle.key}:gradient`, 0);
    for (const wire of bundle.wires) {
      const stroke = style.strokeOf(wire);
      if (bundle.bent) {
        paths.push({ points: wire.points, ...stroke, dashed: false });
        continue;
      }
      const [x0, y0, x1, y1] = wire.points as [number, number, number, number];
      weights.add(x0, y0, x1, y1, stroke.width, stroke.color, stroke.alpha);
      const companion = style.companionOf(wire);
      if (companion !== null) {
        const { dx, dy } = besideBy((stroke.width + companion.width) / 2 + 0.5, wire.points);
        const { width, color, alpha } = companion;
        gradients.add(x0 + dx, y0 + dy, x1 + dx, y1 + dy, width, color, alpha);
      }
      if (bundle.parameter !== null) {
        if (markOn(marks, bundle.parameter, wire.weight) !== undefined) {
          marked.add(x0, y0, x1, y1, stroke.width + 4, frame.palette.focusText, 0.85);
          marked.add(x0, y0, x1, y1, stroke.width + 1, stroke.color, 1);
        }
        const element = { tensor: bundle.parameter, index: wire.weight };
        const reach = Math.max(7, stroke.width / 2 + 4);
        hits.push({
          shape: 'segment',
          x0,
          y0,
          x1,
          y1,
          reach,
          target: { kind: 'element', element },
        });
      }
    }
    if (!bundle.bent) lines.push(weights.batch());
    if (gradients.count > 0) lines.push(gradients.batch());
  }
  if (marked.count > 0) lines.push(marked.batch());
  return { lines, paths, hits };
}

/** The area between two columns, as upright lines side by side. */
function areaOf(
  frame: Frame,
  { key, sourceStrip, targetStrip }: Bundle,
  style: BundleStyle,
): LineBatch {
  const source = sourceStrip!;
  const [left, right] = [Math.ceil(source.right), Math.floor(targetStrip.left)];
  const step = Math.max(1, Math.ceil((right - left) / MOST_SLICES));
  const writer = new LineWriter(key, MOST_SLICES);
  const { color, alpha } = style.area;
  for (let x = left; x + step <= right; x += step) {
    const t = (x + step / 2 - left) / (right - left);
    const top = between(source.column.top, targetStrip.column.top, t);
    const bottom = between(source.column.bottom, targetStrip.column.bottom, t);
    const middle = x + step / 2;
    writer.add(middle, frame.py(top), middle, frame.py(bottom), step, color, alpha);
  }
  return writer.batch();
}

/** Most upright lines that an area is made of. */
const MOST_SLICES = 160;

/** How broad a line is that stands for a whole column. */
function bandWidth({ scale }: Frame): number {
  return Math.min(14, Math.max(3, 0.5 * scale));
}

/** A step to the lower side of a line. */
function besideBy(distance: number, points: readonly number[]): { dx: number; dy: number } {
  const dx = points[2]! - points[0]!;
  const dy = points[3]! - points[1]!;
  const length = Math.hypot(dx, dy) || 1;
  return { dx: (-dy / length) * distance, dy: (dx / length) * distance };
}

/** What all wires of one bundle share while they are drawn. */
class BundleStyle {
  private readonly widest: number;
  private readonly values: Values | null;
  private readonly next: Values | null;
  private readonly updated: TensorId | null;
  private readonly gradient: TensorId | null;
  private readonly glow: number;

  constructor(
    private readonly frame: Frame,
    private readonly bundle: Bundle,
    private readonly flow: Flow | undefined,
  ) {
    const { trace } = frame.request;
    const { parameter } = bundle;
    this.widest = widestStroke(frame, bundle);
    const values = parameter === null ? null : trace.values[parameter]!;
    // A model that was not run has no values.
    this.values = values?.length ? values : null;
    this.updated = parameter === null ? null : (trace.program.updatedOf[parameter] ?? null);
    this.next = this.updated === null ? null : trace.values[this.updated]!;
    this.gradient = parameter === null ? null : (trace.program.gradientOf[parameter] ?? null);
    this.glow = this.updated !== null && frame.moment.writes(this.updated) ? glowAt(frame) : 0;
  }

  /** How the area between whole columns is filled. */
  get area(): { readonly color: Color; readonly alpha: number } {
    const { theme } = this.frame.palette;
    return { color: theme.neutral, alpha: this.flow === undefined ? 0.13 : 0.22 };
  }

  strokeOf(wire: Wire): Stroke {
    const { palette } = this.frame;
    const alpha = this.alphaOf(wire);
    if (this.values === null) {
      return {
        width: this.bundle.whole ? bandWidth(this.frame) : 1.2,
        color: palette.theme.neutral,
        alpha,
      };
    }
    const { moment } = this.frame;
    const done = this.updated === null ? 0 : moment.progress(this.updated, wire.weight);
    const before = this.values[wire.weight]!;
    const after = this.next?.[wire.weight] ?? before;
    const value = between(before, after, done);
    const largest = between(largestOf(this.values), largestOf(this.next ?? this.values), done);
    const size = visibleSize(value, largest);
    const sign = palette.stroke(shareOf(value, this.frame.largestWeight));
    const lit = this.glow > 0 && this.isLit(wire);
    return {
      width: HAIRLINE + (this.widest - HAIRLINE) * size + (lit ? this.glow : 0),
      color: lit ? mix(sign, palette.theme.update, this.glow) : sign,
      alpha,
    };
  }

  /** The stroke of the wire's gradient, once it is computed. */
  companionOf(wire: Wire): Stroke | null {
    if (this.gradient === null) return null;
    const { moment, palette, request } = this.frame;
    const done = moment.progress(this.gradient, wire.weight);
    if (done === 0) return null;
    const values = request.trace.values[this.gradient]!;
    const size = visibleSize(values[wire.weight]!, largestOf(values));
    const broken = Number.isNaN(values[wire.weight]!);
    const concerned = moment.writes(this.gradient) || this.glow > 0;
    const rest = concerned || moment.op === null ? 1 : 0.55;
    return {
      width: 0.5 + (0.75 * this.widest - 0.5) * size,
      color: broken ? palette.theme.error : palette.theme.backward,
      alpha:
        done * rest * (0.25 + 0.75 * size) * Math.min(1, Math.sqrt(64 / this.bundle.wires.length)),
    };
  }

  private alphaOf(wire: Wire): number {
    const { moment, palette } = this.frame;
    if (this.bundle.whole) return this.bundle.bent ? 0.4 : 0.18;
    const full = this.bundle.bias === null ? 0.9 : 0.5;
    const crowded = full * Math.min(1, Math.max(0.55, (40 / this.bundle.wires.length) ** 0.25));
    if (moment.op === null) return crowded;
    const quiet = palette.strong ? 0.7 : 0.45;
    if (this.flow === undefined) return crowded * quiet;
    if (!this.isLit(wire)) return crowded * quiet;
    return moment.moving && this.glow === 0 ? 0.65 * crowded : Math.min(1, crowded + 0.1);
  }

  private isLit(wire: Wire): boolean {
    return wireIsLit(this.frame, this.bundle, wire);
  }
}

/** How strongly an edge shows the update's colour while it takes its new weight, and after. */
function glowAt({ moment }: Frame): number {
  const bump = Math.sin(Math.PI * moment.motion);
  return moment.motion < 0.5 ? bump : Math.max(0.55, bump);
}

/** True for wires that the running term concerns; without terms for all wires of the flow. */
export function wireIsLit(frame: Frame, bundle: Bundle, wire: Wire): boolean {
  const { moment } = frame;
  if (moment.op === null || !moment.byTerm || bundle.whole) {
    return moment.op !== null;
  }
  const { program } = frame.request.trace;
  if (bundle.parameter !== null) {
    return [bundle.parameter, program.gradientOf[bundle.parameter]].some(
      (tensor) => typeof tensor === 'number' && moment.isLit(tensor, wire.weight),
    );
  }
  const ends = (
    source: TensorId | null | undefined,
    target: TensorId | null | undefined,
  ): boolean =>
    typeof source === 'number' &&
    typeof target === 'number' &&
    moment.isLit(source, moment.elementIndex(source, wire.from)) &&
    moment.isLit(target, moment.elementIndex(target, wire.to));
  const source = bundle.source!;
  return (
    ends(source, bundle.target) ||
    ends(program.gradientOf[source], program.gradientOf[bundle.target]) ||
    (moment.op.output !== bundle.target && ends(moment.op.output, moment.op.inputs[0]))
  );
}
