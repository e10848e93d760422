/** Letter and value of marked units, shown even where the usual numbers have no room. */
import { subscriptsOf } from '../explain/symbols';
import type { Circle } from './circles';
import { markOn, type Mark } from './focus';
import type { Frame } from './frame';
import { mathLabel } from './letter';
import { shortNumber } from './numbers';
import type { Placer } from './placer';

/** Adds a label such as `a_2 = 0.84` below (or else above) every marked circle whose value is there. */
export function placeMarkedUnits(
  frame: Frame,
  circles: readonly Circle[],
  marks: readonly Mark[],
  placer: Placer,
): void {
  for (const circle of circles) {
    const { part, strip, index, x, y, progress } = circle;
    if (markOn(marks, part.tensor, index) === undefined) continue;
    const { program } = frame.request.trace;
    const sub =
      strip.column.kind === 'loss' ? '' : subscriptsOf(program, part.tensor, index).join(',');
    const tail = progress === 1 ? ` = ${shortNumber(circle.value)}` : '';
    const content = mathLabel(part.letter, sub, tail);
    const color = frame.palette.focusText;
    const common = { content, x, anchorX: 0.5, angle: 0, size: 13, color, alpha: 1 };
    const below = { ...common, y: y + strip.radius + 9, anchorY: 0 };
    const above = { ...common, y: y - strip.radius - 9, anchorY: 1 };
    if (!placer.add(below)) placer.add(above);
  }
}
