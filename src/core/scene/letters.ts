/** The letters inside the circles and the constant 1 of the bias nodes. */
import { subscriptsOf } from '../explain/symbols';
import { RADIUS } from '../layout/layout';
import type { Circle } from './circles';
import type { Frame } from './frame';
import { mathLabel, numberLabel, type ScriptedLetter } from './letter';
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
    const room = 1.75 * circle.strip.radius;
    const forms = formsOf(letter, sub, larger, scale);
    const form = forms.find(({ content, size }) => contentWidth(content, size) <= room);
    if (form !== undefined) {
      placer.addInside(centred(form.content, circle.x, circle.y, form.size, color));
    }
  }
  for (const bias of request.layout.biases) {
    const one = Math.min(18, 0.62 * scale);
    if (RADIUS.bias * scale < SMALLEST_WITH_LETTERS) continue;
    placer.addInside(
      centred(numberLabel('1'), frame.px(bias.x), frame.py(bias.y), one, palette.muted),
    );
  }
}

/** A letter's forms in order of preference: with its layer where there is room for small print, else shorter and larger. */
function formsOf(letter: ScriptedLetter, sub: string, size: number, scale: number): Form[] {
  const short = mathLabel({ ...letter, sup: '' }, sub);
  const forms = [
    { content: short, size: 1.35 * size },
    { content: short, size },
  ];
  if (scale >= SMALLEST_WITH_LAYERS) forms.unshift({ content: mathLabel(letter, sub), size });
  return forms;
}

interface Form {
  readonly content: LabelContent;
  readonly size: number;
}

/** True for the z of a pair that is not yet open enough to show it. */
function isCovered({ part, strip }: Circle): boolean {
  const last = strip.parts[strip.parts.length - 1]!;
  return part !== last && last.x - part.x < 1.5 * strip.radius;
}

function centred(content: LabelContent, x: number, y: number, size: number, color: Color): Label {
  return { content, x, y, anchorX: 0.5, anchorY: 0.5, angle: 0, size, color, alpha: 1 };
}
