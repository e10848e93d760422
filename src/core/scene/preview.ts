/** The small drawing of one layer for hovers: what goes in, how it is joined, what comes out. A whole SVG file without scripts. */
import { elementwiseValue } from '../autodiff';
import type { Elementwise } from '../model/elementwise';
import { shortLayerName } from '../model/layer-names';
import type { GraphNode, ModelGraph } from '../model/graph';
import type { OpType } from '../model/ops';
import { nodeOf } from '../model/outputs';
import { elementCount, formatShape } from '../model/shape';

const WIDTH = 220;
const HEIGHT = 110;
const LEFT = 34;
const RIGHT = WIDTH - 34;
const MIDDLE = 54;
const RADIUS = 5;
/** More units than this are drawn as two above and two below dots. */
const MOST = 5;

interface Colors {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
}

const COLORS: Readonly<Record<'light' | 'dark', Colors>> = {
  light: {
    background: '#ffffff',
    foreground: '#3b3b3b',
    muted: '#616161',
    line: '#a8a8a8',
    accent: '#0b62c4',
  },
  dark: {
    background: '#252526',
    foreground: '#d4d4d4',
    muted: '#a6a6a6',
    line: '#6e6e6e',
    accent: '#4da3ff',
  },
};

/** One column of circles. */
interface Stack {
  readonly x: number;
  readonly ys: readonly number[];
  readonly dots: number | null;
}

/** Draws a layer of the graph. */
export function layerPreviewSvg(
  graph: ModelGraph,
  node: GraphNode,
  kind: 'light' | 'dark',
): string {
  const colors = COLORS[kind];
  const shapes = node.inputs.map(
    (id) => graph.nodes.find((other) => other.id === nodeOf(id))?.outputShape ?? node.inputShape,
  );
  const counts = shapes.map((shape) => elementCount(shape.slice(1)));
  const sources = stacksOf(counts.slice(0, 3));
  const target = stackOf(
    sources.length === 0 ? WIDTH / 2 : RIGHT,
    elementCount(node.outputShape.slice(1)),
    MIDDLE,
    64,
  );
  const flow = shapes.length === 0 ? '' : `${shapes.map((s) => formatShape(s)).join(', ')} → `;
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="4" fill="${colors.background}"/>`,
    edgesOf(node, sources, target, colors),
    middleOf(node, colors),
    ...sources.map((stack) => circles(stack, colors.foreground, colors)),
    circles(target, colors.accent, colors),
    text(WIDTH / 2, 12, shortLayerName(node), colors.foreground, 'font-weight="bold"'),
    text(WIDTH / 2, HEIGHT - 6, flow + formatShape(node.outputShape), colors.muted, ''),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" ` +
    `viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="10" ` +
    `text-anchor="middle">${parts.join('')}</svg>`
  );
}

/** Columns for the inputs, one above the other. */
function stacksOf(counts: readonly number[]): Stack[] {
  const room = 72 / Math.max(1, counts.length);
  return counts.map((count, place) =>
    stackOf(
      LEFT,
      count,
      MIDDLE + (place - (counts.length - 1) / 2) * room,
      counts.length === 1 ? 64 : room - 4 * RADIUS,
    ),
  );
}

function stackOf(x: number, count: number, middle: number, height: number): Stack {
  const most = Math.max(1, Math.min(MOST, Math.floor(height / (2.4 * RADIUS)) + 1));
  const collapsed = count > most;
  const places = collapsed ? Math.max(3, most) : count;
  const apart = places === 1 ? 0 : Math.min(18, height / (places - 1));
  const all = Array.from({ length: places }, (_, i) => middle + (i - (places - 1) / 2) * apart);
  const gap = Math.floor(places / 2);
  return {
    x,
    ys: collapsed ? all.filter((_, i) => i !== gap) : all,
    dots: collapsed ? all[gap]! : null,
  };
}

function edgesOf(
  { op }: GraphNode,
  sources: readonly Stack[],
  target: Stack,
  colors: Colors,
): string {
  if (op.type === 'add') return sumEdges(sources, target, colors);
  if (!BY_UNIT.has(op.type)) return areas(sources, target, colors);
  const joined = op.type === 'linear' || op.type === 'softmax' || op.type === 'log_softmax';
  const style = `stroke="${colors.line}" stroke-width="${joined ? 0.8 : 1}"`;
  const total = sources.reduce((sum, source) => sum + source.ys.length, 0);
  let before = 0;
  const lines = sources.flatMap((source) => {
    const segments = source.ys.flatMap((y, i) => {
      if (joined) return target.ys.map((to) => [y, to] as const);
      const place = op.type === 'concat' ? before + i : i;
      const of = op.type === 'concat' ? total : source.ys.length;
      const to =
        target.ys[Math.min(target.ys.length - 1, Math.floor((place * target.ys.length) / of))];
      return to === undefined ? [] : [[y, to] as const];
    });
    before += source.ys.length;
    return segments.map(
      ([y0, y1]) =>
        `<line x1="${source.x + RADIUS}" y1="${round(y0)}" x2="${target.x - RADIUS}" y2="${round(y1)}"/>`,
    );
  });
  return lines.length === 0 ? '' : `<g ${style}>${lines.join('')}</g>`;
}

/** Layers that are drawn with a line for each pair of units; all others join whole columns. */
const BY_UNIT: ReadonlySet<OpType> = new Set([
  'linear',
  'softmax',
  'log_softmax',
  'elementwise',
  'dropout',
  'prelu',
  'flatten',
  'reshape',
  'concat',
]);

/** The area between columns that belong together as a whole. */
function areas(sources: readonly Stack[], target: Stack, colors: Colors): string {
  const ends = ({ ys }: Stack): [number, number] => [ys[0]! - RADIUS, ys[ys.length - 1]! + RADIUS];
  const [top, bottom] = ends(target);
  const [left, right] = [LEFT + RADIUS + 2, target.x - RADIUS - 2];
  const shapes = sources.map((source) => {
    const [from, to] = ends(source);
    const points = [
      [left, from],
      [right, top],
      [right, bottom],
      [left, to],
    ];
    return `<polygon points="${points.map((p) => p.map(round).join(',')).join(' ')}"/>`;
  });
  return shapes.length === 0
    ? ''
    : `<g fill="${colors.line}" opacity="0.35">${shapes.join('')}</g>`;
}

/** All units into the sign of the sum, and from there to the results. */
function sumEdges(sources: readonly Stack[], target: Stack, colors: Colors): string {
  const [x, y] = [WIDTH / 2, MIDDLE];
  const into = sources.flatMap((source) =>
    source.ys.map((from) => `M${source.x + RADIUS} ${round(from)}L${x} ${y}`),
  );
  const out = target.ys.map((to) => `M${x} ${y}L${target.x - RADIUS} ${round(to)}`);
  return `<path d="${[...into, ...out].join('')}" stroke="${colors.line}" stroke-width="0.8"/>`;
}

/** What stands in the middle: the curve of an activation, the sign of a sum. */
function middleOf({ op }: GraphNode, colors: Colors): string {
  if (op.type === 'elementwise') return curve(op.function, colors);
  if (op.type !== 'add') return '';
  const [x, y] = [WIDTH / 2, MIDDLE];
  return (
    `<circle cx="${x}" cy="${y}" r="9" fill="${colors.background}" stroke="${colors.accent}" stroke-width="1.4"/>` +
    `<path d="M${x - 5} ${y}h10M${x} ${y - 5}v10" stroke="${colors.accent}" stroke-width="1.4"/>`
  );
}

/** Graph of the function over −4 … 4 with its axes. */
function curve(f: Elementwise, colors: Colors): string {
  const half = { x: 36, y: 30 };
  const xs = Array.from({ length: 61 }, (_, i) => -4 + (8 * i) / 60);
  const ys = xs.map((x) => elementwiseValue(f, x)).map((y) => (Number.isFinite(y) ? y : 0));
  const reach = Math.max(1, ...ys.map(Math.abs));
  const at = (x: number, y: number): string =>
    `${round(WIDTH / 2 + (x / 4) * half.x)} ${round(MIDDLE - (y / reach) * (half.y - 3))}`;
  const box = { x: WIDTH / 2 - half.x - 3, y: MIDDLE - half.y };
  return (
    `<rect x="${box.x}" y="${box.y}" width="${2 * half.x + 6}" height="${2 * half.y}" rx="3" fill="${colors.background}" stroke="${colors.line}"/>` +
    `<path d="M${at(-4, 0)}L${at(4, 0)}M${at(0, -reach)}L${at(0, reach)}" stroke="${colors.line}" stroke-width="0.8"/>` +
    `<path d="M${xs.map((x, i) => at(x, ys[i]!)).join('L')}" fill="none" stroke="${colors.accent}" stroke-width="1.8"/>`
  );
}

function circles(stack: Stack, stroke: string, colors: Colors): string {
  const discs = stack.ys
    .map((y) => `<circle cx="${stack.x}" cy="${round(y)}" r="${RADIUS}"/>`)
    .join('');
  const dots =
    stack.dots === null
      ? ''
      : [-4, 0, 4]
          .map((dy) => `<circle cx="${stack.x}" cy="${round(stack.dots! + dy)}" r="1.1"/>`)
          .join('');
  return (
    `<g fill="${colors.background}" stroke="${stroke}" stroke-width="1.3">${discs}</g>` +
    (dots === '' ? '' : `<g fill="${colors.muted}">${dots}</g>`)
  );
}

function text(x: number, y: number, content: string, fill: string, more: string): string {
  const cut = content.length > 38 ? `${content.slice(0, 37)}…` : content;
  return `<text x="${x}" y="${y}" fill="${fill}" ${more}>${escaped(cut)}</text>`;
}

function escaped(content: string): string {
  return content
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
