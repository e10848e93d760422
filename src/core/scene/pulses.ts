/** Pulses: what travels along the lines while an operation runs, as wide as the numbers it carries, and the trail it leaves. */
import type { PrimitiveName } from '../autodiff/attributes';
import { wireIsLit, widestStroke } from './edges';
import type { Flow } from './flow';
import type { Frame } from './frame';
import { visibleSize } from './scale';
import type { Color, Disc, LineBatch } from './scene';
import { LineWriter, pointAlong, sliceOf } from './strokes';
import type { Wire } from './wires';

/** Part of the motion by which the last source starts after the first. */
const STAGGER = 0.4;
/** Length of a pulse's body as a share of its way. */
const BODY = 0.26;
/** More pulses than this have no heads, which would hide each other. */
const MOST_HEADS = 96;

/** Operations whose results stay on the edges as strokes of their own, as updates do; all others leave a trail while they are shown. */
const LEAVES_STROKE: ReadonlySet<PrimitiveName> = new Set([
  'linear_grad_weight',
  'linear_grad_bias',
]);

/** Draws the running operation's streams. */
export function drawPulses(
  frame: Frame,
  flows: ReadonlyMap<string, Flow>,
): { pulses: LineBatch; heads: Disc[] } {
  const writer = new LineWriter('pulses', 64);
  const heads: Disc[] = [];
  for (const flow of flows.values()) drawFlow(frame, flow, writer, heads);
  return { pulses: writer.batch(), heads };
}

function drawFlow(frame: Frame, flow: Flow, writer: LineWriter, heads: Disc[]): void {
  const { moment, palette } = frame;
  const { theme } = palette;
  const updates = moment.op!.phase === 'update';
  const leavesTrail = !updates && !LEAVES_STROKE.has(moment.op!.primitive);
  const hue = updates ? theme.update : flow.direction === 1 ? theme.forward : theme.backward;
  const widest = Math.max(1.8, 1.35 * widestStroke(frame, flow.bundle));
  const crowd = Math.min(1, Math.sqrt(64 / flow.bundle.wires.length));
  const withHeads = flow.bundle.wires.length <= MOST_HEADS;
  flow.bundle.wires.forEach((wire, place) => {
    if (!wireIsLit(frame, flow.bundle, wire)) return;
    const amount = flow.amounts[place]!;
    const size = visibleSize(amount, flow.largest);
    const color = Number.isFinite(amount) ? hue : theme.error;
    const width = 0.8 + (widest - 0.8) * size;
    const alpha = (0.3 + 0.7 * size) * crowd;
    const head = headAt(flow, wire, moment.motion);
    if (head <= flow.from) return;
    const way = flow.direction === 1 ? wire.points : reversed(wire.points);
    if (leavesTrail)
      stretch(writer, way, flow.from, head, trailWidth(width), color, (0.35 + 0.6 * size) * crowd);
    if (head >= 1) return;
    const tail = Math.max(flow.from, head - BODY);
    stretch(writer, way, tail, (tail + head) / 2, 0.7 * width, color, 0.6 * alpha);
    stretch(writer, way, (tail + head) / 2, head, width, color, alpha);
    if (withHeads) heads.push(headDisc(way, head, 0.85 * width + 1, color, alpha));
  });
}

/** The trail is narrower than the edge, so that the weight's own colour stays visible on both sides. */
function trailWidth(width: number): number {
  return Math.max(1, 0.36 * width);
}

/** How far along its way a wire's pulse is: sources start one after another. */
function headAt(flow: Flow, wire: Wire, moved: number): number {
  const late = wire.order * STAGGER;
  const t = Math.min(1, Math.max(0, (moved - late) / (1 - STAGGER)));
  return flow.from + t * (1 - flow.from);
}

function stretch(
  writer: LineWriter,
  way: readonly number[],
  from: number,
  to: number,
  width: number,
  color: Color,
  alpha: number,
): void {
  const points = sliceOf(way, from, to);
  for (let i = 2; i < points.length; i += 2) {
    writer.add(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!, width, color, alpha);
  }
}

function headDisc(
  way: readonly number[],
  at: number,
  radius: number,
  color: Color,
  alpha: number,
): Disc {
  const { x, y } = pointAlong(way, at);
  return {
    x,
    y,
    radius,
    fill: color,
    fillAlpha: alpha,
    stroke: color,
    strokeWidth: 0,
    strokeAlpha: 0,
    dashed: false,
  };
}

function reversed(points: readonly number[]): number[] {
  const turned: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) turned.push(points[i]!, points[i + 1]!);
  return turned;
}
