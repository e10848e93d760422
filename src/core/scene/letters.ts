/** The letters inside the circles and the constant 1 of the bias nodes. */
import { subscriptsOf } from '../explain/symbols';
import { RADIUS } from '../layout/layout';
import type { Circle } from './circles';
import type { Frame } from './frame';
import { mathLabel, numberLabel } from './letter';
import { contentWidth } from './metrics';
import { readableOn } from './palette';
import type { Placer } from './placer';
import type { Color, Label, LabelContent } from './scene';

/** Circles smaller than this have no letters, and letters in circles smaller than the second have no layer number. */
const SMALLEST_WITH_LETTERS = 8;
const SMALLEST_WITH_LAYERS = 21;

/** Adds a letter to every circle that is large enough. */
export function placeLetters(frame: Frame, circles: readonly Circle[], placer: Placer): void {
  if (!frame.request.display.showLabels || frame.scale < SMALLEST_WITH_LETTERS) return;
  const { palette, request, scale } = frame;
  const { program } = request.trace;
  const size = Math.min(26, Math.max(8, 0.7 * scale));
  for (const circle of circles) {
    if (isCovered(circle)) continue;
    const { letter, tensor } = circle.part;
    const isLoss = circle.strip.column.kind === 'loss';
    const sub = isLoss ? '' : subscriptsOf(program, tensor, circle.index).join(',');
    const color =
      circle.progress > 0
        ? readableOn(circle.fill, palette.foreground, palette.theme.background)
        : palette.muted;
    const larger = isLoss ? 1.2 * size : size;
    const full = mathLabel(letter, sub);
    const forms: LabelContent[] = [mathLabel({ ...letter, sup: '' }, sub)];
    if (scale >= SMALLEST_WITH_LAYERS) forms.unshift(full);
    const room = 1.75 * circle.strip.radius;
    const form = forms.find((content) => contentWidth(content, larger) <= room);
    if (form !== undefined) placer.addInside(centred(form, circle.x, circle.y, larger, color));
  }
  for (const bias of request.layout.biases) {
    const one = Math.min(18, 0.62 * scale);
    if (RADIUS.bias * scale < SMALLEST_WITH_LETTERS) continue;
    placer.addInside(
      centred(numberLabel('1'), frame.px(bias.x), frame.py(bias.y), one, palette.muted),
    );
  }
}

/** True for the z of a pair that is not yet open enough to show it. */
function isCovered({ part, strip }: Circle): boolean {
  const last = strip.parts[strip.parts.length - 1]!;
  return part !== last && last.x - part.x < 1.5 * strip.radius;
}

function centred(content: LabelContent, x: number, y: number, size: number, color: Color): Label {
  return { content, x, y, anchorX: 0.5, anchorY: 0.5, angle: 0, size, color, alpha: 1 };
}
