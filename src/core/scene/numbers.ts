/** The numbers beside the circles: values below (z → a), gradients above, inputs at the left, targets above the errors. */
import { formatNumber } from '../explain/numbers';
import type { Circle } from './circles';
import { phaseTextColor } from './circles';
import type { Frame, Strip } from './frame';
import { mathLabel, numberLabel, plain } from './letter';
import { contentWidth } from './metrics';
import type { Placer } from './placer';
import type { Color, Label, LabelContent } from './scene';

/** Circles smaller than this have no numbers. */
export const SMALLEST_WITH_NUMBERS = 12;

/** A number for a small place: about three digits, powers of ten for the tiny and the huge. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e4) return formatNumber(value);
  if (!(size >= 0.0995 && size < 1e4)) return formatNumber(value, 2);
  const decimals = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
  return `${value < 0 ? '−' : ''}${size.toFixed(decimals)}`;
}

/** Adds the numbers of all circles, as far as there is room. */
export function placeNumbers(frame: Frame, circles: readonly Circle[], placer: Placer): void {
  if (!frame.request.display.showNumbers || frame.scale < SMALLEST_WITH_NUMBERS) return;
  const groups = new Map<string, Circle[]>();
  for (const circle of circles) {
    const key = `${circle.strip.column.id}#${circle.unit.index}`;
    groups.set(key, [...(groups.get(key) ?? []), circle]);
  }
  for (const group of groups.values()) {
    const writer = new UnitNumbers(frame, group, placer);
    writer.placeValue();
    writer.placeGradient();
    writer.placeTarget();
  }
}

/** The numbers of one unit: a single circle, or z and a. */
class UnitNumbers {
  private readonly size: number;
  private readonly strip: Strip;
  private readonly first: Circle;
  private readonly last: Circle;
  private readonly radius: number;

  constructor(
    private readonly frame: Frame,
    private readonly group: readonly Circle[],
    private readonly placer: Placer,
  ) {
    this.size = Math.min(14, Math.max(10.5, 0.58 * frame.scale));
    this.first = group[0]!;
    this.last = group[group.length - 1]!;
    this.strip = this.first.strip;
    this.radius = this.strip.radius;
  }

  placeValue(): void {
    const { first, last, frame } = this;
    if (first.progress < 1) return;
    const active = this.group.some((circle) => circle.written && this.writesValue(circle));
    const color = this.colorOf(
      this.group.map(({ value }) => value),
      active ? phaseTextColor(frame) : frame.palette.muted,
    );
    const both = this.group.length > 1 && last.progress === 1;
    const z = shortNumber(first.value);
    if (this.strip.column.kind === 'input') {
      const content = numberLabel(z);
      const x = first.x - this.radius - 6;
      this.add(content, x, first.y, 1, 0.5, color);
      return;
    }
    const y = first.y + this.radius + 5;
    if (both) {
      const a = shortNumber(last.value);
      if (this.addCentred(numberLabel(`${z} → ${a}`), y, 0, color)) return;
      this.addUnder(last, numberLabel(a), y, 0, color);
      return;
    }
    this.addUnder(first, numberLabel(z), y, 0, color);
  }

  placeGradient(): void {
    const { first, last, frame } = this;
    const kind = this.strip.column.kind;
    const y = first.y - this.radius - 5;
    const done = this.group.find(
      (circle) => circle.gradientProgress === 1 && circle.gradient !== null,
    );
    if (done === undefined || kind === 'loss') {
      this.placeShares(y);
      return;
    }
    const text = shortNumber(done.gradient!);
    const color = this.colorOf([done.gradient!], frame.palette.backwardText);
    if (kind === 'errors') {
      this.addUnder(first, numberLabel(text), first.y + this.radius + 7 + this.size, 0, color);
      return;
    }
    if (done === first && first.part.letter.base === 'z') {
      const letter = { ...first.part.letter, base: 'δ' };
      const sub = this.strip.column.count > 1 ? String(first.unit.index + 1) : '';
      const tail = ` = ${text}`;
      if (this.addCentred(mathLabel(letter, sub, tail), y, 1, color)) return;
      if (this.addCentred(mathLabel(plain('δ'), '', tail), y, 1, color)) return;
    }
    this.addUnder(done === first ? first : last, numberLabel(text), y, 1, color);
  }

  /** Shares of a gradient that are there while their sum is not. */
  private placeShares(y: number): void {
    const { moment, palette } = this.frame;
    const circle = this.last;
    const there = circle.part.shares.filter((share) => moment.progress(share, circle.index) === 1);
    if (there.length === 0) return;
    const values = there.map((share) => moment.value(share, circle.index));
    const waiting = there.length < circle.part.shares.length ? ' + …' : '';
    const color = this.colorOf(values, palette.backwardText);
    const sum = values
      .map((value, place) => {
        const text = shortNumber(value);
        if (place === 0) return text;
        return text.startsWith('−') ? ` − ${text.slice(1)}` : ` + ${text}`;
      })
      .join('');
    this.add(numberLabel(sum + waiting), circle.x, y, 0.5, 1, color);
  }

  placeTarget(): void {
    if (this.strip.column.kind !== 'errors') return;
    const { moment, palette, request } = this.frame;
    const { target } = request.trace.program;
    if (target === null) return;
    const value = moment.value(target, moment.elementIndex(target, this.first.unit.index));
    const sub = this.strip.column.count > 1 ? String(this.first.unit.index + 1) : '';
    const content = mathLabel(plain('y'), sub, ` = ${shortNumber(value)}`);
    // Lines run level through the errors, so that a target may be wider than its circle.
    if (contentWidth(content, this.size) > 2 * this.radius + 44) return;
    this.add(content, this.first.x, this.first.y - this.radius - 6, 0.5, 1, palette.muted);
  }

  private writesValue(circle: Circle): boolean {
    return this.frame.moment.writes(circle.part.tensor);
  }

  private colorOf(values: readonly number[], usual: Color): Color {
    return values.every(Number.isFinite) ? usual : this.frame.palette.errorText;
  }

  /** Adds a label under or over the whole group, if it is no wider than the group. */
  private addCentred(content: LabelContent, y: number, anchorY: number, color: Color): boolean {
    const room = this.last.x - this.first.x + 2 * this.radius + 18;
    if (contentWidth(content, this.size) > room) return false;
    return this.add(content, (this.first.x + this.last.x) / 2, y, 0.5, anchorY, color);
  }

  /** Adds a label under or over one circle, if it is hardly wider than that. */
  private addUnder(
    circle: Circle,
    content: LabelContent,
    y: number,
    anchorY: number,
    color: Color,
  ): boolean {
    const alone = this.group.length === 1;
    const room = 2 * this.radius + (alone ? 18 : 8);
    if (contentWidth(content, this.size) > room) return false;
    return this.add(content, circle.x, y, 0.5, anchorY, color);
  }

  private add(
    content: LabelContent,
    x: number,
    y: number,
    anchorX: number,
    anchorY: number,
    color: Color,
  ): boolean {
    const label: Label = {
      content,
      x,
      y,
      anchorX,
      anchorY,
      angle: 0,
      size: this.size,
      color,
      alpha: 1,
    };
    return this.placer.add(label);
  }
}
