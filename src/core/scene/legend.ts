/** The legend at the bottom left: what the colours mean, the scale with its range, and how weights are numbered. */
import * as l10n from '@vscode/l10n';
import type { Circle } from './circles';
import { shortNumber } from './numbers';
import type { Frame } from './frame';
import { mathLabel, plain, textLabel } from './letter';
import { contentWidth } from './metrics';
import type { Placer } from './placer';
import type { Color, LabelContent, Path } from './scene';

const SWATCH = 22;
const SCALE = 64;
const GAP = 6;
const APART = 16;

/** One entry: a drawing of some width, then a text. */
interface Entry {
  readonly drawing: number;
  draw(x: number, y: number): Path[];
  readonly texts: readonly LabelContent[];
}

/** Draws as many entries as fit, the most important first. */
export function drawLegend(frame: Frame, circles: readonly Circle[], placer: Placer): Path[] {
  const { display, width, height } = frame.request;
  if (!display.showLegend || height < 180) return [];
  const small = width < 440 || height < 360;
  const size = small ? 10 : 11;
  const y = height - (small ? 13 : 17);
  const paths: Path[] = [];
  if (circles.some((circle) => circle.y + circle.strip.radius > y - 13 && circle.x < width))
    return [];
  let x = small ? 10 : 20;
  for (const entry of entriesOf(frame)) {
    const widths = entry.texts.map((text) => contentWidth(text, size));
    const total =
      entry.drawing + (entry.drawing > 0 ? GAP : 0) + widths.reduce((sum, w) => sum + w, 0);
    if (x + total > width - 10) continue;
    paths.push(...entry.draw(x, y));
    let at = x + entry.drawing + (entry.drawing > 0 ? GAP : 0);
    entry.texts.forEach((content, place) => {
      const color = frame.palette.muted;
      const common = { anchorX: 0, anchorY: 0.5, angle: 0, size, color, alpha: 1 };
      placer.add({ content, x: at, y, ...common });
      at += widths[place]! + 1;
    });
    x += total + APART;
  }
  return [curtain(frame, x, y), ...paths];
}

function entriesOf(frame: Frame): Entry[] {
  const { theme } = frame.palette;
  const entries = [
    swatch(theme.forward, l10n.t('forward')),
    swatch(theme.backward, l10n.t('backward')),
    swatch(theme.update, l10n.t('update')),
  ];
  if (frame.largestWeight > 0) {
    entries.push(scaleEntry(frame), {
      drawing: 0,
      draw: () => [],
      texts: [mathLabel(plain('w'), 'jk'), textLabel(l10n.t(': to {0}, from {1}', 'j', 'k'))],
    });
  }
  return entries;
}

function swatch(color: Color, text: string): Entry {
  return {
    drawing: SWATCH,
    draw: (x, y) => [line(x + 2, x + SWATCH - 2, y, 5, color)],
    texts: [textLabel(text)],
  };
}

/** The diverging scale from the most negative to the most positive weight that is shown. */
function scaleEntry(frame: Frame): Entry {
  const range = shortNumber(frame.largestWeight);
  const steps = SCALE;
  const piece = SCALE / steps;
  return {
    drawing: SCALE,
    draw: (x, y) =>
      Array.from({ length: steps }, (_, i) => {
        const share = ((i + 0.5) / steps) * 2 - 1;
        return line(x + i * piece, x + (i + 1) * piece, y, 5, frame.palette.stroke(share));
      }),
    texts: [textLabel(l10n.t('−{0} … +{0} weight', range))],
  };
}

/** Hides what would otherwise show through the legend of a picture that reaches below it. */
function curtain(frame: Frame, end: number, y: number): Path {
  return { ...line(0, end, y, 26, frame.palette.theme.background), alpha: 0.88 };
}

function line(x0: number, x1: number, y: number, width: number, color: Color): Path {
  return { points: [x0, y, x1, y], width, color, alpha: 1, dashed: false };
}
