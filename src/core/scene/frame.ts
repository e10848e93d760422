/** What all parts of the picture share for one frame: projection, moment, colours, and which tensor stands in which circle. */
import type { TensorId } from '../autodiff/program';
import { ERRORS_COLUMN, LOSS_COLUMN, RADIUS, type Column } from '../layout/layout';
import { plain, scripted, type ScriptedLetter } from './letter';
import { notationOf, type Notation } from '../model/notation';
import { Moment } from './moment';
import { paletteOf, type Palette } from './palette';
import type { NetworkRequest } from './request';
import { largestOf, largestOfSample } from './scale';
import { sampleElements } from '../timeline';

/** One tensor's circles in a column: z or a of a pair, or the only one. */
export interface Part {
  readonly tensor: TensorId;
  readonly gradient: TensorId | null;
  /** Shares of the gradient that are summed where branches meet. */
  readonly shares: readonly TensorId[];
  readonly letter: ScriptedLetter;
  /** Middle of the circles in pixels. */
  readonly x: number;
  /** Largest size of this sample's values and gradients. */
  readonly largest: number;
  readonly largestGradient: number;
}

/** A column on screen. */
export interface Strip {
  readonly column: Column;
  /** The circles as drawn: two when the pair is open. */
  readonly parts: readonly Part[];
  /** The tensors that arrive at and leave the column, drawn or not. */
  readonly received: TensorId;
  readonly sent: TensorId;
  readonly radius: number;
  /** Where lines arrive and leave. */
  readonly left: number;
  readonly right: number;
}

/** Everything that the parts of the picture read. */
export class Frame {
  readonly moment: Moment;
  readonly palette: Palette;
  /** Pixels per world unit, which is the radius of a neuron. */
  readonly scale: number;
  readonly strips: readonly Strip[];
  /** Size of the largest weight as shown, old or new: the ends of the scale. */
  readonly largestWeight: number;
  /** The node whose operation runs, when no circle shows the result. */
  private readonly insideOf: string | null;
  private readonly byId: ReadonlyMap<string, Strip>;
  private readonly letters: Notation;

  constructor(readonly request: NetworkRequest) {
    this.moment = new Moment(request);
    this.palette = paletteOf(request.theme);
    this.scale = request.camera.scale;
    this.letters = notationOf(request.graph);
    this.strips = this.makeStrips();
    this.largestWeight = this.findLargestWeight();
    this.insideOf = this.findInside();
    this.byId = new Map(this.strips.map((strip) => [strip.column.id, strip]));
  }

  /** True while a column's layer computes something on the way that no circle shows. */
  worksInside({ nodeIds }: Column): boolean {
    return this.insideOf !== null && nodeIds.includes(this.insideOf);
  }

  strip(columnId: string): Strip {
    return this.byId.get(columnId)!;
  }

  /** The number of the layer that a parameter belongs to, as its letter shows it. */
  layerOf(parameter: TensorId): string {
    const { nodeId } = this.request.trace.program.tensors[parameter]!;
    const letter = nodeId === null ? undefined : this.letters[nodeId];
    return letter ? scripted(letter).sup : '';
  }

  /** Pixels of a world coordinate. */
  px(x: number): number {
    return (x - this.request.camera.x) * this.scale + this.request.width / 2;
  }

  py(y: number): number {
    return (y - this.request.camera.y) * this.scale + this.request.height / 2;
  }

  private makeStrips(): Strip[] {
    const { layout, trace } = this.request;
    const { program } = trace;
    const shares = new Map<TensorId, TensorId[]>();
    for (const { id, partial, of } of program.tensors) {
      if (partial && of !== null) shares.set(of, [...(shares.get(of) ?? []), id]);
    }
    const part = (tensor: TensorId, letter: ScriptedLetter, x: number): Part => {
      const gradient = program.gradientOf[tensor] ?? null;
      return {
        tensor,
        gradient,
        shares: shares.get(tensor) ?? [],
        letter,
        x: this.px(x),
        largest: this.largestOfSample(tensor),
        largestGradient: gradient === null ? 0 : this.largestOfSample(gradient),
      };
    };
    const partsOf = ({ id, nodeIds, inX, outX }: Column): Part[] => {
      if (id === ERRORS_COLUMN) return [part(program.errors, plain('e'), inX)];
      if (id === LOSS_COLUMN) return [part(program.loss, plain('E'), inX)];
      return nodeIds.map((nodeId, place) =>
        part(program.outputOf[nodeId]!, scripted(this.letters[nodeId]!), place ? outX : inX),
      );
    };
    return layout.columns.map((column) => {
      const parts = partsOf(column);
      const [first, last = first] = [parts[0]!, parts[1]];
      const closed = column.outX - column.inX < CLOSED;
      const shown = this.moment.tensorProgress(last.tensor) > 0 ? last : first;
      const radius = (column.kind === 'loss' ? RADIUS.loss : RADIUS.unit) * this.scale;
      return {
        column,
        parts: closed ? [shown] : parts,
        received: first.tensor,
        sent: last.tensor,
        radius,
        left: this.px(column.inX) - radius,
        right: this.px(column.outX) + radius,
      };
    });
  }

  private findInside(): string | null {
    const { op } = this.moment;
    if (op === null || op.phase === 'update') return null;
    const shown = this.strips.some(({ parts }) =>
      parts.some(
        ({ tensor, gradient, shares }) =>
          tensor === op.output || gradient === op.output || shares.includes(op.output),
      ),
    );
    return shown ? null : op.nodeId;
  }

  private findLargestWeight(): number {
    const { layout, trace } = this.request;
    const { program, values } = trace;
    const shown = new Set(layout.links.map(({ weight }) => weight));
    const sizes = program.parameters
      .filter((id) => shown.has(program.tensors[id]!.name))
      .map((id) => {
        const updated = program.updatedOf[id] ?? null;
        const done = updated !== null && this.moment.tensorProgress(updated) === 1;
        return largestOf(values[done ? updated : id]!);
      });
    return Math.max(0, ...sizes);
  }

  private largestOfSample(tensor: TensorId): number {
    const { program, values } = this.request.trace;
    const { sample } = this.moment;
    return largestOfSample(values[tensor]!, sample, sampleElements(program, tensor, sample));
  }
}

/** A pair that is nearer than this is drawn as one circle. */
const CLOSED = 0.05;
