/** The drawn lines of every link and of every bias: which two units each joins, along which points, with which weight. */
import type { TensorId } from '../autodiff/program';
import { elementCount } from '../model/shape';
import { joins } from '../layout/joins';
import { RADIUS, type BiasNode, type Link } from '../layout/layout';
import type { Frame, Strip } from './frame';

/** One line between two units, or from a bias node to a unit. */
export interface Wire {
  /** Places within a sample of the elements at its ends; `from` is -1 for biases, both are for whole columns. */
  readonly from: number;
  readonly to: number;
  /** Where the source stands among the drawn units, 0..1, for staggering. */
  readonly order: number;
  /** x0 y0 x1 y1 …, from source to target. */
  readonly points: readonly number[];
  /** Row-major index in the parameter; -1 when nothing is multiplied. */
  readonly weight: number;
}

/** All lines of one link or of one layer's biases. */
export interface Bundle {
  readonly key: string;
  readonly link: Link | null;
  readonly bias: BiasNode | null;
  /** The weight or bias; null when the lines only pass values on. */
  readonly parameter: TensorId | null;
  readonly wires: readonly Wire[];
  /** True when the link joins whole columns, whatever their units. */
  readonly whole: boolean;
  /** Tensors at the ends; `source` is null for biases. */
  readonly source: TensorId | null;
  readonly target: TensorId;
  readonly sourceStrip: Strip | null;
  readonly targetStrip: Strip;
  /** True when the lines pass round the columns between. */
  readonly bent: boolean;
}

/** All bundles of the frame: links in the layout's order, then biases. */
export function bundlesOf(frame: Frame): Bundle[] {
  const { layout, trace } = frame.request;
  const byName = new Map(
    trace.program.parameters.map((id) => [trace.program.tensors[id]!.name, id]),
  );
  return [
    ...layout.links.map((link, place) => linkBundle(frame, link, place, byName)),
    ...layout.biases.map((bias) => biasBundle(frame, bias, byName)),
  ];
}

function linkBundle(
  frame: Frame,
  link: Link,
  place: number,
  byName: ReadonlyMap<string, TensorId>,
): Bundle {
  const from = frame.strip(link.from);
  const to = frame.strip(link.to);
  const whole = link.kind === 'whole';
  const wires = whole ? wholeWires(frame, link) : unitWires(frame, link);
  return {
    key: `${link.from}>${link.to}#${place}`,
    link,
    bias: null,
    parameter: link.weight === null ? null : (byName.get(link.weight) ?? null),
    wires,
    whole,
    source: from.sent,
    sourceStrip: from,
    target: to.received,
    targetStrip: to,
    bent: link.lane !== null,
  };
}

/** A line for each pair of units that the link joins. */
function unitWires(frame: Frame, link: Link): Wire[] {
  const from = frame.strip(link.from);
  const to = frame.strip(link.to);
  const sources = from.column.units;
  const wires: Wire[] = [];
  sources.forEach((source, order) => {
    for (const target of to.column.units) {
      if (!joins(link, source.index, target.index)) continue;
      const ends = [from.right, frame.py(source.y), to.left, frame.py(target.y)] as const;
      wires.push({
        from: source.index,
        to: target.index,
        order: sources.length === 1 ? 0 : order / (sources.length - 1),
        points: link.lane === null ? ends : roundAbout(frame, link.lane, ends, order),
        weight: weightIndex(link, source.index, target.index),
      });
    }
  });
  return wires;
}

/** Ways from one column to the other that stand for all of it: what travels, travels along these. */
function wholeWires(frame: Frame, link: Link): Wire[] {
  const from = frame.strip(link.from);
  const to = frame.strip(link.to);
  const count = link.lane === null ? WAYS : 1;
  const level = ({ column }: Strip, place: number): number =>
    frame.py(column.top + ((place + 0.5) / count) * (column.bottom - column.top));
  return Array.from({ length: count }, (_, place) => {
    const ends = [from.right, level(from, place), to.left, level(to, place)] as const;
    const points = link.lane === null ? ends : roundAbout(frame, link.lane, ends, 0);
    return { from: -1, to: -1, order: 0, points, weight: -1 };
  });
}

/** Number of ways between two whole columns. */
const WAYS = 5;

/** W is stored as [out, in]. */
function weightIndex({ kind, block }: Link, from: number, to: number): number {
  return kind === 'dense' ? (to % block.to) * block.from + (from % block.from) : -1;
}

function biasBundle(frame: Frame, bias: BiasNode, byName: ReadonlyMap<string, TensorId>): Bundle {
  const to = frame.strip(bias.column);
  const parameter = byName.get(bias.parameter) ?? null;
  const { tensors } = frame.request.trace.program;
  const size = parameter === null ? 1 : elementCount(tensors[parameter]!.shape);
  const x = frame.px(bias.x);
  const y = frame.py(bias.y) - RADIUS.bias * frame.scale;
  const wires = to.column.units.map((unit): Wire => ({
    from: -1,
    to: unit.index,
    order: 0,
    points: [x, y, to.left, frame.py(unit.y)],
    weight: unit.index % size,
  }));
  return {
    key: `bias>${bias.column}`,
    link: null,
    bias,
    parameter,
    wires,
    whole: false,
    source: null,
    sourceStrip: null,
    target: to.received,
    targetStrip: to,
    bent: false,
  };
}

/** Pieces of each bend of a line that goes round. */
const BEND = 28;

/** A line that leaves its column, bends to its lane, follows it and bends back. */
function roundAbout(
  frame: Frame,
  lane: NonNullable<Link['lane']>,
  ends: readonly [number, number, number, number],
  order: number,
): number[] {
  const [x0, y0, x1, y1] = ends;
  const y = frame.py(lane.y + order * lane.step);
  const left = frame.px(lane.left);
  const right = frame.px(lane.right);
  return [...bend(x0, y0, left, y), ...bend(right, y, x1, y1)];
}

/** An S-curve that starts and ends level. */
function bend(x0: number, y0: number, x1: number, y1: number): number[] {
  const points: number[] = [];
  const half = (x1 - x0) / 2;
  for (let i = 0; i <= BEND; i++) {
    const t = i / BEND;
    const s = 1 - t;
    const x =
      s * s * s * x0 + 3 * s * s * t * (x0 + half) + 3 * s * t * t * (x1 - half) + t * t * t * x1;
    const y = s * s * (s + 3 * t) * y0 + t * t * (t + 3 * s) * y1;
    points.push(x, y);
  }
  return points;
}
