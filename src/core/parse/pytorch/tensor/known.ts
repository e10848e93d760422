/** Numbers of tensors that depend on constants, and on what a script draws: a small graph of their operations is run. */
import * as l10n from '@vscode/l10n';
import type { DType, GraphNode, InitializationStep } from '../../../model/graph';
import { elementCount, type Shape } from '../../../model/shape';
import type { Interpreter } from '../../python/interpreter';
import type { Slot } from '../tape';
import { readsFrom, slotName, withNames } from '../named-draw';
import { bareNode, filledNode, graphOf } from './bare-graph';
import { drawnNumbers } from './drawn';
import { Forms } from './forms';
import { Torch, type Recorded, type TensorRef, type TensorType } from '../tape';

/** Why numbers are not there. */
export function unknownNumbers(): string {
  return l10n.t('The numbers of this tensor are only known when the model runs.');
}

/** No more numbers than these are worked out. */
const MOST = 1_000_000;

type Numbers = ArrayLike<number>;

/** What was worked out of operations. */
class Worked {
  readonly outputs = new Map<string, Numbers | null>();
  /** Operations that hang on more than is looked at. */
  readonly never = new Set<Recorded>();
}

/** What was worked out in a run. Those of slots hold until a further draw. */
class Known {
  readonly constants = new Worked();
  /** With the numbers that the script draws. */
  readonly drawn = new Worked();
  readonly forms = new Forms();
  readonly slots = new Map<Slot, { readonly draws: number; readonly numbers: Numbers | null }>();

  static of({ memory }: Interpreter): Known {
    const known = (memory.get(Known) as Known | undefined) ?? new Known();
    memory.set(Known, known);
    return known;
  }
}

/** The numbers that a tensor holds, in row-major order; null where they depend on more than constants, or are too many. */
export function numbersOf(ref: TensorRef, interpreter: Interpreter): Numbers | null {
  return numbersIn(ref, 'constants', null, interpreter);
}

/**
 * The numbers that a tensor holds, where they depend on nothing but constants and what the script draws by its seed (0 where it has none);
 * null where something is learned, or where they are too many.
 */
export function numbersNow(ref: TensorRef, interpreter: Interpreter): Numbers | null {
  return numbersIn(ref, 'drawn', null, interpreter);
}

/** The numbers of what an operation read, or, without one, of what is there now. */
function numbersIn(
  { source, shape, dtype }: TensorRef,
  reach: Reach,
  reader: Recorded | null,
  interpreter: Interpreter,
): Numbers | null {
  if (elementCount(shape) > MOST || dtype.startsWith('complex')) return null;
  if (source.kind === 'input') return null;
  const precision = precisionOf(dtype);
  if (source.kind === 'output') {
    const { of, name } = source;
    const constants = outputNumbers(of, name, precision, 'constants', interpreter);
    return (
      constants ??
      (reach === 'drawn' ? outputNumbers(of, name, precision, reach, interpreter) : null)
    );
  }
  const fixed = slotNumbers(source.slot, precision, interpreter);
  if (fixed || reach === 'constants') return fixed;
  return drawnNumbers(source.slot, reader?.drawsBefore ?? null, interpreter);
}

type Reach = 'constants' | 'drawn';

/** Whole numbers are exact in the higher precision. */
function precisionOf(dtype: TensorType): DType {
  return dtype === 'float32' || dtype === 'float16' || dtype === 'bfloat16' ? 'float32' : 'float64';
}

/** Draws that need no generator. */
const FIXED = new Set(['constant', 'given', 'eye', 'dirac', 'part', 'scale', 'shift']);

function slotNumbers(slot: Slot, dtype: DType, interpreter: Interpreter): Numbers | null {
  const { draws, compute } = Torch.of(interpreter);
  const { slots } = Known.of(interpreter);
  const before = slots.get(slot);
  if (before?.draws === draws.length) return before.numbers;
  const names = new Map<Slot, string>();
  const steps: InitializationStep[] = [];
  let wanted: Slot[] = [slot];
  for (const { slot: filled, shape, initializer } of [...draws].reverse()) {
    if (!filled || !wanted.includes(filled)) continue;
    const from = readsFrom(initializer);
    if (from) wanted.push(from);
    else if (!FIXED.has(initializer.kind) && initializer.kind !== 'elementwise') wanted = [];
    if (wanted.length === 0) break;
    steps.unshift({
      tensor: slotName(filled, names),
      shape,
      initializer: withNames(initializer, (each) => slotName(each, names)),
    });
  }
  const numbers =
    wanted.length > 0 && steps.length > 0
      ? compute(graphOf([filledNode(slotName(slot, names), slot.shape)], dtype, steps))
      : null;
  slots.set(slot, { draws: draws.length, numbers });
  return numbers;
}

function outputNumbers(
  recorded: Recorded,
  name: string | null,
  dtype: DType,
  reach: Reach,
  interpreter: Interpreter,
): Numbers | null {
  const {
    forms,
    [reach]: { outputs },
  } = Known.of(interpreter);
  const key = `${forms.of(recorded)} ${name ?? ''} ${dtype}`;
  const before = outputs.get(key);
  if (before !== undefined) return before;
  const numbers = name === null ? compute(recorded, dtype, reach, interpreter) : null;
  outputs.set(key, numbers);
  return numbers;
}

/** Runs the operation and all that it hangs on; null where that is more than is looked at. */
function compute(
  last: Recorded,
  dtype: DType,
  reach: Reach,
  interpreter: Interpreter,
): Numbers | null {
  const { never } = Known.of(interpreter)[reach];
  const nodes: GraphNode[] = [];
  const ids = new Map<Recorded, string>();
  const leaf = (ref: TensorRef, reader: Recorded): string | null => {
    const numbers = numbersIn(ref, reach, reader, interpreter);
    if (!numbers) return null;
    const id = `n${nodes.length}`;
    const source = { kind: 'given', values: listOf(numbers) } as const;
    const op = { type: 'constant', shape: ref.shape, source } as const;
    nodes.push(bareNode(id, op, [], ref.shape));
    return id;
  };
  const visit = (recorded: Recorded): string | null => {
    const done = never.has(recorded) ? null : ids.get(recorded);
    if (done !== undefined) return done;
    const id = add(recorded);
    if (id === null) never.add(recorded);
    else ids.set(recorded, id);
    return id;
  };
  const add = (recorded: Recorded): string | null => {
    const { op, inputs, weights, shape, others } = recorded;
    if (op.type === 'loss' || op.type === 'random' || op.type === 'dropout') return null;
    if (weights.size > 0 || others.length > 0 || elementCount(shape) > MOST) return null;
    if (reach === 'drawn' && recorded.read.some((each) => each?.learned)) return null;
    interpreter.spend(10);
    const reads: string[] = [];
    for (const input of inputs) {
      const { source } = input;
      const inner =
        source.kind === 'output' && source.name === null && precisionOf(input.dtype) === dtype;
      const id = inner && !isCutOut(shape, input.shape) ? visit(source.of) : leaf(input, recorded);
      if (id === null) return null;
      reads.push(id);
    }
    const id = `n${nodes.length}`;
    nodes.push(bareNode(id, op, reads, shape, inputs[0]?.shape));
    return id;
  };
  if (visit(last) === null) return null;
  return Torch.of(interpreter).compute(graphOf(nodes, dtype, []));
}

/** True for a part of a table, which is worked out once for all that is cut out of it. */
function isCutOut(part: Shape, whole: Shape): boolean {
  const size = elementCount(whole);
  return size >= TABLE && size > elementCount(part);
}

/** Smaller tensors are worked out again. */
const TABLE = 4096;

const lists = new WeakMap<Numbers, readonly number[]>();
function listOf(numbers: Numbers): readonly number[] {
  let list = lists.get(numbers);
  if (!list) lists.set(numbers, (list = Array.from(numbers)));
  return list;
}
