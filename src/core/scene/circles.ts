/** The circles: filled by value once computed, ringed by gradient, bright while something happens in them. */
import { ERRORS_COLUMN, LOSS_COLUMN, RADIUS, type Unit } from '../layout/layout';
import { LOSS_NODE } from '../autodiff/program';
import { markOn, type Mark } from './focus';
import type { Frame, Part, Strip } from './frame';
import { uprightBox } from './metrics';
import { mix } from './palette';
import type { Placer } from './placer';
import { shareOf, visibleSize } from './scale';
import type { Color, Disc, Hit } from './scene';

/** One circle with everything that depends on the moment. */
export interface Circle {
  readonly strip: Strip;
  readonly part: Part;
  readonly unit: Unit;
  readonly x: number;
  readonly y: number;
  /** Row-major index of its element in its tensor. */
  readonly index: number;
  readonly value: number;
  readonly progress: number;
  readonly gradient: number | null;
  readonly gradientProgress: number;
  /** The running operation writes its value or its gradient, or something on the way to them. */
  readonly written: boolean;
  readonly lit: boolean;
  readonly fill: Color;
}

/** All circles of the frame, column by column. */
export function circlesOf(frame: Frame): Circle[] {
  return frame.strips.flatMap((strip) =>
    strip.parts.flatMap((part) =>
      strip.column.units.map((unit) => circleOf(frame, strip, part, unit)),
    ),
  );
}

function circleOf(frame: Frame, strip: Strip, part: Part, unit: Unit): Circle {
  const { moment } = frame;
  const index = moment.elementIndex(part.tensor, unit.index);
  const value = moment.value(part.tensor, index);
  const progress = moment.progress(part.tensor, index);
  const { gradient } = part;
  const tensors = [part.tensor, ...(gradient === null ? [] : [gradient]), ...part.shares];
  const inside = frame.worksInside(strip.column);
  const lit = inside || tensors.some((tensor) => moment.isLit(tensor, index));
  return {
    strip,
    part,
    unit,
    x: part.x,
    y: frame.py(unit.y),
    index,
    value,
    progress,
    gradient: gradient === null ? null : moment.value(gradient, index),
    gradientProgress: gradient === null ? 0 : moment.progress(gradient, index),
    written:
      inside || tensors.some((tensor) => moment.writes(tensor) && moment.isLit(tensor, index)),
    lit,
    fill: fillOf(frame, strip, part, value, progress),
  };
}

function fillOf(frame: Frame, strip: Strip, part: Part, value: number, progress: number): Color {
  const { palette } = frame;
  const { background, error } = palette.theme;
  if (progress === 0) return background;
  const share = shareOf(value, part.largest);
  const isError = strip.column.kind === 'errors' || strip.column.kind === 'loss';
  const full =
    isError && !Number.isNaN(share)
      ? mix(background, error, 0.14 + 0.36 * Math.min(1, Math.abs(share)))
      : palette.fill(share);
  return mix(background, full, progress);
}

/** Keeps labels off the circles, other than the letters inside. */
export function blockCircles(frame: Frame, circles: readonly Circle[], placer: Placer): void {
  for (const { x, y, strip } of circles) {
    placer.block(uprightBox(x, y, 2 * strip.radius, 2 * strip.radius));
  }
  const across = 2 * RADIUS.bias * frame.scale;
  for (const bias of frame.request.layout.biases) {
    placer.block(uprightBox(frame.px(bias.x), frame.py(bias.y), across, across));
  }
}

/** Draws circles, bias nodes and the marks round selected and hovered ones. */
export function drawCircles(
  frame: Frame,
  circles: readonly Circle[],
  marks: readonly Mark[],
): { discs: Disc[]; hits: Hit[] } {
  const discs: Disc[] = [];
  const hits: Hit[] = [];
  for (const circle of circles) {
    discs.push(...haloOf(frame, circle), discOf(frame, circle));
    const mark = markOn(marks, circle.part.tensor, circle.index);
    if (mark !== undefined) discs.push(markDisc(frame, circle, mark));
    hits.push(hitOf(frame, circle));
  }
  for (const bias of frame.request.layout.biases) {
    const { palette } = frame;
    const x = frame.px(bias.x);
    const y = frame.py(bias.y);
    const radius = RADIUS.bias * frame.scale;
    discs.push({
      ...ring(x, y, radius, palette.muted, Math.min(1.3, 0.08 * frame.scale + 0.3), 0.9),
      fill: palette.theme.background,
      fillAlpha: 1,
      dashed: true,
    });
    const target = { kind: 'layer', nodeId: bias.column } as const;
    hits.push({ shape: 'disc', x, y, radius: Math.max(radius, 12), target });
  }
  return { discs, hits };
}

function discOf(frame: Frame, circle: Circle): Disc {
  const { moment, palette, scale } = frame;
  const { x, y, strip, part, progress, written, lit, fill } = circle;
  const thin = Math.min(palette.strong ? 2.2 : 1.6, 0.05 * scale + 0.45);
  const known = progress > 0;
  let color = mix(palette.muted, palette.foreground, known ? 0.75 : 0);
  let width = thin;
  let alpha = moment.op === null || lit ? 1 : palette.strong ? 0.8 : known ? 0.55 : 0.45;
  const arrived = gradientArrived(frame, circle);
  if (arrived.share > 0) {
    const loud = moment.op?.phase === 'backward' && lit ? 1 : 0.55;
    color = mix(color, palette.theme.backward, arrived.share * (0.5 + 0.5 * arrived.size));
    width = thin + loud * arrived.share * arrived.size * Math.min(2.8, 0.12 * scale);
    alpha = Math.max(alpha, 0.8);
  }
  if (written) {
    color = phaseColor(frame);
    width = Math.max(width, Math.min(2.6, 1.2 + 0.06 * scale));
  }
  if (Number.isNaN(circle.value) && known) color = palette.theme.error;
  return {
    ...ring(x, y, strip.radius, color, width, alpha),
    fill,
    fillAlpha: 1,
    dashed: arrived.partial && part.shares.length > 0,
  };
}

/** How much of the gradient is there and how large it is in its column; a share that waits for others counts as partial. */
function gradientArrived(
  frame: Frame,
  circle: Circle,
): { share: number; size: number; partial: boolean } {
  const { moment } = frame;
  const { part, index } = circle;
  if (circle.gradient !== null && circle.gradientProgress > 0) {
    const size = visibleSize(circle.gradient, part.largestGradient);
    return { share: circle.gradientProgress, size, partial: false };
  }
  const share = Math.max(0, ...part.shares.map((tensor) => moment.progress(tensor, index)));
  return { share, size: 0.5, partial: share > 0 };
}

/** A soft light behind circles in which something happens. */
function haloOf(frame: Frame, circle: Circle): Disc[] {
  const { moment, scale } = frame;
  if (!circle.written || frame.palette.strong) return [];
  const near = moment.byTerm ? 1 : Math.max(circle.progress * circle.gradientProgress, 0.4);
  const radius = circle.strip.radius + Math.min(7, 0.28 * scale);
  const halo = ring(circle.x, circle.y, radius, phaseColor(frame), 0, 0);
  return [{ ...halo, fill: phaseColor(frame), fillAlpha: 0.16 * near }];
}

function markDisc(frame: Frame, circle: Circle, mark: Mark): Disc {
  const width = mark.kind === 'selection' ? 2.2 : 1.6;
  const radius = circle.strip.radius + Math.min(4.5, 0.1 * frame.scale + 2);
  return ring(circle.x, circle.y, radius, frame.palette.focusText, width, 1);
}

function hitOf(frame: Frame, circle: Circle): Hit {
  const { units } = circle.strip.column;
  const apart = units.length < 2 ? Infinity : (units[1]!.y - units[0]!.y) * frame.scale;
  const radius = Math.max(circle.strip.radius, Math.min(12, apart / 2));
  const element = { tensor: circle.part.tensor, index: circle.index };
  const { x, y } = circle;
  return { shape: 'disc', x, y, radius, target: { kind: 'element', element } };
}

/** Boxes behind everything, so that a click beside the circles still finds the layer. */
export function layerHits(frame: Frame): Hit[] {
  return frame.strips.map(({ column, left, right }) => {
    const nodeId = column.id === ERRORS_COLUMN || column.id === LOSS_COLUMN ? LOSS_NODE : column.id;
    const top = frame.py(column.headerY) - 36;
    const height = frame.py(column.bottom) + 16 - top;
    const x = left - 8;
    return {
      shape: 'box',
      x,
      y: top,
      width: right + 8 - x,
      height,
      target: { kind: 'layer', nodeId },
    };
  });
}

/** The hue of what is going on. */
export function phaseColor({ moment, palette }: Frame): Color {
  const { theme } = palette;
  if (moment.op?.phase === 'update') return theme.update;
  return moment.op?.phase === 'backward' ? theme.backward : theme.forward;
}

/** The same, to be read on the background. */
export function phaseTextColor({ moment, palette }: Frame): Color {
  if (moment.op?.phase === 'update') return palette.updateText;
  return moment.op?.phase === 'backward' ? palette.backwardText : palette.forwardText;
}

function ring(
  x: number,
  y: number,
  radius: number,
  stroke: Color,
  strokeWidth: number,
  strokeAlpha: number,
): Disc {
  const dashed = false;
  return { x, y, radius, fill: stroke, fillAlpha: 0, stroke, strokeWidth, strokeAlpha, dashed };
}
