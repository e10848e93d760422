/** Labels of weights and biases along their edges: beside the line, turned with it, only where nothing else is. */
import { wireIsLit, widestStroke } from './edges';
import type { Flow } from './flow';
import { markOn, type Mark } from './focus';
import type { Frame } from './frame';
import { mathLabel, weightSubscript, type ScriptedLetter } from './letter';
import { labelBox, segmentMeets, type Box } from './metrics';
import { shortNumber } from './numbers';
import type { Placer } from './placer';
import type { Color, Label, LabelContent } from './scene';
import type { Bundle, Wire } from './wires';

/** Circles smaller than this and bundles with more lines than this have labels only where something is marked. */
const SMALLEST_WITH_WEIGHTS = 16;
const MOST_LABELLED = 40;

/** Places along the edge to try, the best first. */
const PLACES = [0.3, 0.24, 0.36, 0.7, 0.76, 0.64, 0.18, 0.82, 0.42, 0.58, 0.5, 0.13, 0.87];

/** Adds labels of marked edges, whatever is under them; call first. */
export function placeMarkedEdges(
  frame: Frame,
  bundles: readonly Bundle[],
  marks: readonly Mark[],
  placer: Placer,
): void {
  for (const bundle of bundles) {
    if (bundle.parameter === null) continue;
    for (const wire of bundle.wires) {
      const mark = markOn(marks, bundle.parameter, wire.weight);
      if (mark === undefined) continue;
      const value = frame.moment.value(bundle.parameter, wire.weight);
      const content = parameterLabel(frame, bundle, wire, ` = ${shortNumber(value)}`);
      const candidates = candidatesFor(frame, bundle, wire, content, frame.palette.focusText, 13);
      const crossings = candidates.map((label) => crossed(labelBox(label), bundle, wire));
      const order = candidates.map((_, i) => i).sort((a, b) => crossings[a]! - crossings[b]!);
      order.some((i) => placer.add(candidates[i]!));
    }
  }
}

/** Adds the labels of all other edges where there is room. */
export function placeEdgeLabels(
  frame: Frame,
  bundles: readonly Bundle[],
  flows: ReadonlyMap<string, Flow>,
  marks: readonly Mark[],
  placer: Placer,
): void {
  if (!frame.request.display.showLabels || frame.scale < SMALLEST_WITH_WEIGHTS) return;
  const size = Math.min(13, Math.max(10.5, 0.52 * frame.scale));
  for (const bundle of bundles) {
    if (bundle.parameter === null || bundle.wires.length > MOST_LABELLED) continue;
    const inGap = bundles.filter((other) => other.targetStrip === bundle.targetStrip);
    for (const wire of bundle.wires) {
      if (markOn(marks, bundle.parameter, wire.weight) !== undefined) continue;
      const lit = flows.has(bundle.key) && wireIsLit(frame, bundle, wire);
      const color = lit ? frame.palette.foreground : frame.palette.muted;
      const content = parameterLabel(frame, bundle, wire, '');
      candidatesFor(frame, bundle, wire, content, color, size).some((label) => {
        const box = labelBox(label);
        return inGap.every((other) => crossed(box, other, wire) === 0) && placer.add(label);
      });
    }
  }
}

/** w_jk^(l) or b_j^(l). */
function parameterLabel(frame: Frame, bundle: Bundle, wire: Wire, tail: string): LabelContent {
  const { link, parameter } = bundle;
  const layer = parameter === null ? '' : frame.layerOf(parameter);
  const letter = (base: string): ScriptedLetter => ({ base, hat: false, sup: layer });
  if (link === null) return mathLabel(letter('b'), String(wire.weight + 1), tail);
  const target = Math.floor(wire.weight / link.block.from);
  const source = wire.weight % link.block.from;
  return mathLabel(letter('w'), weightSubscript(target, source), tail);
}

/** The label at every place along the edge, above it and below it. */
function candidatesFor(
  frame: Frame,
  bundle: Bundle,
  wire: Wire,
  content: LabelContent,
  color: Color,
  size: number,
): Label[] {
  const [x0, y0, x1, y1] = wire.points as [number, number, number, number];
  const angle = Math.atan2(y1 - y0, x1 - x0);
  const off = widestStroke(frame, bundle) / 2 + 4.5;
  const label = (t: number, side: 1 | -1): Label => {
    const turn = angle + (side * Math.PI) / 2;
    const reach = off + size * (side === 1 ? 0.75 : 0.45);
    return {
      content,
      x: x0 + t * (x1 - x0) + Math.cos(turn) * reach,
      y: y0 + t * (y1 - y0) + Math.sin(turn) * reach,
      anchorX: 0.5,
      anchorY: 0.5,
      angle,
      size,
      color,
      alpha: 1,
    };
  };
  return PLACES.flatMap((t) => [label(t, -1), label(t, 1)]);
}

/** Number of the bundle's lines, other than the wire's own, that pass under the box. */
function crossed(box: Box, bundle: Bundle, own: Wire): number {
  let count = 0;
  const clear = { ...box, halfWidth: box.halfWidth + 2, halfHeight: box.halfHeight + 2 };
  for (const wire of bundle.wires) {
    if (wire === own) continue;
    const { points } = wire;
    for (let i = 2; i < points.length; i += 2) {
      if (segmentMeets(clear, points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!))
        count += 1;
    }
  }
  return count;
}
