/** Small beads that pass from z to a inside a pair while its activation runs, and back with its gradient. */
import type { Frame } from './frame';
import { phaseColor } from './circles';
import type { Disc } from './scene';

/** One bead for each drawn pair of the running activation, on the touching point of the two circles, clear of the letters. */
export function drawBeads(frame: Frame): Disc[] {
  const { moment } = frame;
  const { op } = moment;
  if (op === null || !moment.moving) return [];
  const backward = op.primitive === 'elementwise_grad';
  if (op.primitive !== 'elementwise' && !backward) return [];
  const strip = frame.strips.find(({ column }) => column.nodeIds[1] === op.nodeId);
  if (strip === undefined || strip.parts.length < 2) return [];
  const [z, a] = [strip.parts[0]!, strip.parts[1]!];
  const way = backward ? 1 - moment.motion : moment.motion;
  const middle = (z.x + a.x) / 2;
  const x = middle + (way - 0.5) * 0.9 * frame.scale;
  const fade = Math.sin(Math.PI * moment.motion);
  const radius = Math.min(4.5, 0.17 * frame.scale);
  const color = phaseColor(frame);
  const tensor = backward ? z.gradient : a.tensor;
  return strip.column.units
    .filter(
      ({ index }) => tensor !== null && moment.isLit(tensor, moment.elementIndex(tensor, index)),
    )
    .map(({ y }) => ({
      x,
      y: frame.py(y),
      radius,
      fill: color,
      fillAlpha: fade,
      stroke: color,
      strokeWidth: 0,
      strokeAlpha: 0,
      dashed: false,
    }));
}
