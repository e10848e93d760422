/**
 * A scene: what is to be drawn at one instant, as plain data in CSS pixels, colours resolved. The renderer adds nothing to it.
 * Painted in the order lines, paths, pulses, discs, labels.
 */
import type { ElementRef } from '../autodiff/trace';

/** 0xRRGGBB. */
export type Color = number;

/** Colours of the editor's theme and of the contributed theme colours, resolved by the caller. */
export interface SceneTheme {
  readonly kind: 'light' | 'dark' | 'hc-light' | 'hc-dark';
  readonly background: Color;
  readonly foreground: Color;
  /** Secondary text; at least 4.5 : 1 on the background. */
  readonly muted: Color;
  readonly border: Color;
  readonly focus: Color;
  readonly forward: Color;
  readonly backward: Color;
  readonly update: Color;
  readonly error: Color;
  /** Ends and middle of the diverging value scale. */
  readonly positive: Color;
  readonly neutral: Color;
  readonly negative: Color;
}

/** What part of the world is on screen: world point at the middle, and pixels per world unit. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Numbers per line in a `LineBatch`: x0 y0 x1 y1 width red green blue alpha; colours and alpha in 0..1. */
export const LINE_STRIDE = 9;

/** All lines between one pair of columns. The same `key` in the next frame means the same buffers with new content. */
export interface LineBatch {
  readonly key: string;
  readonly count: number;
  readonly data: Float32Array;
}

/** An open polyline: braces, skip connections, arrows. */
export interface Path {
  /** x0 y0 x1 y1 … */
  readonly points: readonly number[];
  readonly width: number;
  readonly color: Color;
  readonly alpha: number;
  readonly dashed: boolean;
}

export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: Color;
  readonly fillAlpha: number;
  readonly stroke: Color;
  readonly strokeWidth: number;
  readonly strokeAlpha: number;
  readonly dashed: boolean;
}

/** A letter with subscript and superscript, set in the mathematics fonts; or plain text in the editor's font. */
export type LabelContent =
  | { readonly kind: 'text'; readonly text: string; readonly bold: boolean }
  | {
      readonly kind: 'math';
      /** Letter or digits; one letter is set in italics. */
      readonly base: string;
      readonly hat: boolean;
      readonly sub: string;
      readonly sup: string;
      /** What follows upright, such as ` = 0.83`. */
      readonly tail: string;
    };

export interface Label {
  readonly content: LabelContent;
  readonly x: number;
  readonly y: number;
  /** Which point of the label stands at (x, y): 0 left or top, 0.5 middle, 1 right or bottom. */
  readonly anchorX: number;
  readonly anchorY: number;
  /** Radians, clockwise. */
  readonly angle: number;
  /** Font size in pixels. */
  readonly size: number;
  readonly color: Color;
  readonly alpha: number;
}

/** What stands under a point: a whole layer, or one element of a tensor. */
export type HitTarget =
  | { readonly kind: 'layer'; readonly nodeId: string }
  | { readonly kind: 'element'; readonly element: ElementRef };

/** A place that reacts to the pointer. Later hits lie above earlier ones. */
export type Hit =
  | {
      readonly shape: 'disc';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly target: HitTarget;
    }
  | {
      readonly shape: 'segment';
      readonly x0: number;
      readonly y0: number;
      readonly x1: number;
      readonly y1: number;
      readonly reach: number;
      readonly target: HitTarget;
    }
  | {
      readonly shape: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly target: HitTarget;
    };

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly background: Color;
  readonly lines: readonly LineBatch[];
  readonly paths: readonly Path[];
  readonly pulses: LineBatch;
  readonly discs: readonly Disc[];
  readonly labels: readonly Label[];
  readonly hits: readonly Hit[];
}
