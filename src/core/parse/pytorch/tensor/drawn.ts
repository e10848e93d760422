/** Numbers that a script draws, worked out while it runs: every draw once, in the order of the script, the masks of its passes included. */
import type { InitializationStep } from '../../../model/graph';
import { elementCount } from '../../../model/shape';
import type { Interpreter } from '../../python/interpreter';
import { PyDict, type Value } from '../../python/values';
import { withPassing } from '../graph/script-draws';
import { slotName, withNames } from '../named-draw';
import { Tensor, Torch, type Draw, type Slot } from '../tape';
import { filledNode, graphOf } from './bare-graph';

/** No more numbers than these are drawn in one run. */
const MOST = 4_000_000;

type Numbers = ArrayLike<number>;

/** The draws of a run so far, as steps of initialization. */
class Drawing {
  readonly steps: InitializationStep[] = [];
  /** The place of the last draw that filled a slot. */
  readonly filled = new Map<Slot, number>();
  /** Numbers of slots, and the draw that filled them last. */
  readonly known = new Map<Slot, { readonly at: number; readonly numbers: Numbers | null }>();
  private readonly names = new Map<Slot, string>();
  private draws = 0;
  private operations = 0;
  private last: Draw | undefined;

  /** False where draws were taken back. */
  goesOn({ draws }: Torch): boolean {
    return draws[this.draws - 1] === this.last;
  }

  /** Takes the draws since the last time; returns how many numbers these are. */
  take({ draws, tape, defaultType }: Torch): number {
    const from = this.draws;
    const fresh = withPassing(draws.slice(from), tape.slice(this.operations), from);
    for (const { slot, shape, initializer, dtype } of fresh) {
      const precision = dtype ?? (slot === null && isReal(initializer) ? defaultType : undefined);
      this.steps.push({
        tensor: slot && this.nameOf(slot),
        shape,
        initializer: withNames(initializer, (each) => this.nameOf(each)),
        ...(precision && { dtype: precision }),
      });
    }
    for (let i = from; i < draws.length; i += 1) {
      const { slot } = draws[i]!;
      if (slot) this.filled.set(slot, i);
    }
    this.draws = draws.length;
    this.operations = tape.length;
    this.last = draws.at(-1);
    return fresh.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  }

  nameOf(slot: Slot): string {
    return slotName(slot, this.names);
  }
}

/** The drawing of a run, and how many numbers were drawn in it. */
class Drawings {
  drawing = new Drawing();
  count = 0;

  static of({ memory }: Interpreter): Drawings {
    const drawings = (memory.get(Drawings) as Drawings | undefined) ?? new Drawings();
    memory.set(Drawings, drawings);
    return drawings;
  }
}

/**
 * What a slot holds, in row-major order: now, or when so many draws were done. Null where nothing or something later filled it, where it is
 * learned, or where too much was drawn.
 */
export function drawnNumbers(
  slot: Slot,
  drawsBefore: number | null,
  interpreter: Interpreter,
): Numbers | null {
  const torch = Torch.of(interpreter);
  const drawings = Drawings.of(interpreter);
  if (isLearned(slot, torch)) return null;
  if (!drawings.drawing.goesOn(torch)) drawings.drawing = new Drawing();
  const { drawing } = drawings;
  drawings.count += drawing.take(torch);
  const at = drawing.filled.get(slot);
  if (at === undefined || (drawsBefore !== null && at >= drawsBefore)) return null;
  const before = drawing.known.get(slot);
  if (before?.at === at) return before.numbers;
  if (drawings.count > MOST) return null;
  const node = filledNode(drawing.nameOf(slot), slot.shape);
  const computed = torch.compute(graphOf([node], 'float64', drawing.steps), drawing);
  const numbers = computed && Array.from(computed);
  drawing.known.set(slot, { at, numbers });
  return numbers;
}

/** Draws of these kinds take other numbers from the generator in another precision. */
function isReal({ kind }: Draw['initializer']): boolean {
  return kind === 'uniform' || kind === 'normal';
}

/** True for what a module learns, and for what an optimizer holds. */
function isLearned(slot: Slot, { made, optimizers }: Torch): boolean {
  const holds = (tensor: Value): boolean => {
    if (!(tensor instanceof Tensor) || !tensor.requiresGrad) return false;
    const { source } = tensor.ref;
    return source.kind === 'slot' && source.slot === slot;
  };
  return (
    made.some(({ module: { attributes } }) => {
      const parameters = attributes.get('_parameters');
      return parameters instanceof PyDict && parameters.values().some(holds);
    }) || optimizers.some(({ groups }) => groups.some(({ tensors }) => tensors.some(holds)))
  );
}
