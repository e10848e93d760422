/** Scenes made by hand for the drawing tests. */
import type { Disc, Label, LineBatch, Path, Scene } from '../../../src/core/scene/scene';

/** A scene of 200 by 100 pixels on white with what is given. */
export function sceneOf(parts: Partial<Scene> = {}): Scene {
  return {
    width: 200,
    height: 100,
    background: 0xffffff,
    lines: [],
    paths: [],
    pulses: linesOf('pulses', []),
    discs: [],
    labels: [],
    hits: [],
    ...parts,
  };
}

/** One line: x0 y0 x1 y1 width red green blue alpha. */
export type Line = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** A batch of lines. */
export function linesOf(key: string, lines: readonly Line[]): LineBatch {
  return { key, count: lines.length, data: new Float32Array(lines.flat()) };
}

/** A filled disc without a stroke. */
export function discOf(parts: Partial<Disc>): Disc {
  return {
    ...{ x: 100, y: 50, radius: 20, fill: 0xff0000, fillAlpha: 1 },
    ...{ stroke: 0, strokeWidth: 0, strokeAlpha: 0, dashed: false },
    ...parts,
  };
}

/** A solid black path. */
export function pathOf(parts: Partial<Path>): Path {
  return { points: [], width: 2, color: 0, alpha: 1, dashed: false, ...parts };
}

/** A centred black label. */
export function labelOf(content: Label['content'], parts: Partial<Label> = {}): Label {
  return {
    content,
    ...{ x: 100, y: 50, anchorX: 0.5, anchorY: 0.5, angle: 0, size: 20, color: 0, alpha: 1 },
    ...parts,
  };
}

/** Content of a label in the editor's font. */
export function text(words: string, bold = false): Label['content'] {
  return { kind: 'text', text: words, bold };
}

/** Content of a label in the mathematics fonts. */
export function math(
  base: string,
  parts: { sub?: string; sup?: string; tail?: string; hat?: boolean } = {},
): Label['content'] {
  return { kind: 'math', base, hat: false, sub: '', sup: '', tail: '', ...parts };
}

/** The colours of a demonstration. */
export interface Palette {
  readonly background: number;
  readonly foreground: number;
  readonly muted: number;
  readonly forward: number;
  readonly backward: number;
  readonly positive: readonly [number, number, number];
  readonly negative: readonly [number, number, number];
}

/** A network as large as a demonstration needs: columns of neurons, all edges, pulses, labels and numbers. */
export function networkOf(
  widths: readonly number[],
  width: number,
  height: number,
  palette: Palette,
  time: number,
): Scene {
  const at = (column: number, unit: number): [number, number] => [
    (width * (column + 0.7)) / (widths.length + 0.4),
    (height * (unit + 0.6)) / (widths[column]! + 0.2),
  ];
  const radius = Math.min(23, (height / Math.max(...widths)) * 0.35);
  const lines: LineBatch[] = [];
  const pulses: Line[] = [];
  const discs: Disc[] = [];
  const labels: Label[] = [];
  widths.forEach((count, column) => {
    const edges: Line[] = [];
    for (let unit = 0; unit < count; unit += 1) {
      const [x, y] = at(column, unit);
      for (let next = 0; column + 1 < widths.length && next < widths[column + 1]!; next += 1) {
        const [x1, y1] = at(column + 1, next);
        const weight = Math.sin(unit * 7 + next * 13 + column * 3);
        const color = weight > 0 ? palette.positive : palette.negative;
        edges.push([x, y, x1, y1, Math.abs(weight) * 4, ...color, 0.75]);
        const [from, to] = [time % 1, Math.min((time % 1) + 0.2, 1)];
        pulses.push([
          ...[x + (x1 - x) * from, y + (y1 - y) * from],
          ...[x + (x1 - x) * to, y + (y1 - y) * to],
          ...[4, ...rgb(palette.backward), 1],
        ] as unknown as Line);
      }
      const value = Math.sin(unit + column * 2 + time);
      discs.push(
        discOf({
          ...{ x, y, radius, fill: palette.forward, fillAlpha: Math.abs(value) },
          ...{ stroke: palette.foreground, strokeWidth: 1.5, strokeAlpha: 1 },
          dashed: unit === count - 1,
        }),
      );
      const letter = column === 0 ? 'x' : column === widths.length - 1 ? 'y' : 'a';
      const hat = column === widths.length - 1;
      labels.push(
        labelOf(math(letter, { sub: String(unit + 1), hat }), {
          ...{ x, y, size: radius * 0.8, color: palette.foreground },
        }),
        labelOf(math(value.toFixed(2).replace('-', '−')), {
          ...{ x, y: y + radius + 5, anchorY: 0, size: 14, color: palette.muted },
        }),
      );
    }
    lines.push(linesOf(`layer ${column}`, edges));
    labels.push(
      labelOf(text(column === 0 ? 'input' : 'linear · tanh', true), {
        ...{ x: at(column, 0)[0], y: 12, anchorY: 0, size: 12, color: palette.foreground },
      }),
    );
  });
  const discsAndLabels = { discs, labels };
  return sceneOf({
    ...{ width, height, background: palette.background, lines, ...discsAndLabels },
    pulses: linesOf('pulses', pulses),
    paths: [
      pathOf({ points: [20, 40, 40, 60, 20, 80], color: palette.foreground, width: 2 }),
      pathOf({ points: arc(60, height - 60, 40), color: palette.muted, width: 1.5, dashed: true }),
      pathOf({ points: [20, height - 20, 42, height - 20], color: palette.forward, width: 6 }),
    ],
  });
}

function rgb(color: number): [number, number, number] {
  return [(color >> 16) / 255, ((color >> 8) & 255) / 255, (color & 255) / 255];
}

function arc(x: number, y: number, radius: number): number[] {
  return Array.from({ length: 24 }, (_, i) => (i / 23) * Math.PI).flatMap((angle) => [
    x - radius * Math.cos(angle),
    y - radius * Math.sin(angle),
  ]);
}

/** A dark editor. */
export const DARK: Palette = {
  ...{ background: 0x1f1f1f, foreground: 0xcccccc, muted: 0x9d9d9d },
  ...{ forward: 0x4aa3ff, backward: 0xf2a33c },
  ...{ positive: [0.37, 0.7, 0.55], negative: [0.66, 0.51, 0.82] },
};

/** A light editor. */
export const LIGHT: Palette = {
  ...{ background: 0xffffff, foreground: 0x3b3b3b, muted: 0x6e6e6e },
  ...{ forward: 0x0b63c5, backward: 0xb45f06 },
  ...{ positive: [0.12, 0.48, 0.33], negative: [0.48, 0.26, 0.66] },
};
