/** Numbers of tensors that depend on constants alone: a small graph of their operations is run. */
import * as l10n from '@vscode/l10n';
import type { DType, GraphNode, InitializationStep, ModelGraph } from '../../../model/graph';
import { elementCount, type Shape } from '../../../model/shape';
import type { Interpreter } from '../../python/interpreter';
import type { Slot } from '../tape';
import { readsFrom, withNames } from '../named-draw';
import { Torch, type Recorded, type TensorRef, type TensorType } from '../tape';

/** Why numbers are not there. */
export function unknownNumbers(): string {
  return l10n.t('The numbers of this tensor are only known when the model runs.');
}

/** No more numbers than these are worked out. */
const MOST = 1_000_000;

type Numbers = ArrayLike<number>;

/** What was worked out in a run. Those of slots hold until a further draw. */
class Known {
  readonly outputs = new Map<string, Numbers | null>();
  /** Operations that hang on more than constants. */
  readonly never = new Set<Recorded>();
  readonly slots = new Map<Slot, { readonly draws: number; readonly numbers: Numbers | null }>();

  static of({ memory }: Interpreter): Known {
    const known = (memory.get(Known) as Known | undefined) ?? new Known();
    memory.set(Known, known);
    return known;
  }
}

/** The numbers that a tensor holds, in row-major order; null where they depend on more than constants, or are too many. */
export function numbersOf(ref: TensorRef, interpreter: Interpreter): Numbers | null {
  const { source, shape, dtype } = ref;
  if (elementCount(shape) > MOST || dtype.startsWith('complex')) return null;
  if (source.kind === 'input') return null;
  return source.kind === 'slot'
    ? slotNumbers(source.slot, precisionOf(dtype), interpreter)
    : outputNumbers(source.of, source.name, precisionOf(dtype), interpreter);
}

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
      tensor: nameOf(filled, names),
      shape,
      initializer: withNames(initializer, (each) => nameOf(each, names)),
    });
  }
  const name = nameOf(slot, names);
  const buffer = { name, role: 'value', shape: slot.shape };
  const node: GraphNode = {
    ...bareNode('value', { type: 'buffer', shape: slot.shape }, [], slot.shape),
    buffers: [buffer],
  };
  const numbers =
    wanted.length > 0 && steps.length > 0 ? compute(graphOf([node], dtype, steps)) : null;
  slots.set(slot, { draws: draws.length, numbers });
  return numbers;
}

function nameOf(slot: Slot, names: Map<Slot, string>): string {
  const name = names.get(slot) ?? `slot${names.size}`;
  names.set(slot, name);
  return name;
}

function outputNumbers(
  recorded: Recorded,
  name: string | null,
  dtype: DType,
  interpreter: Interpreter,
): Numbers | null {
  const { outputs } = Known.of(interpreter);
  const key = `${recorded.index} ${name ?? ''} ${dtype}`;
  const before = outputs.get(key);
  if (before !== undefined) return before;
  const numbers = name === null ? compute(recorded, dtype, interpreter) : null;
  outputs.set(key, numbers);
  return numbers;
}

/** Runs the operation and all that it hangs on; null where that is more than constants. */
function compute(last: Recorded, dtype: DType, interpreter: Interpreter): Numbers | null {
  const { never } = Known.of(interpreter);
  const nodes: GraphNode[] = [];
  const ids = new Map<Recorded, string>();
  const leaf = (ref: TensorRef): string | null => {
    const numbers = numbersOf(ref, interpreter);
    if (!numbers) return null;
    const id = `n${nodes.length}`;
    const source = { kind: 'given', values: Array.from(numbers) } as const;
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
    interpreter.spend(10);
    const reads: string[] = [];
    for (const input of inputs) {
      const { source } = input;
      const inner =
        source.kind === 'output' && source.name === null && precisionOf(input.dtype) === dtype;
      const id = inner ? visit(source.of) : leaf(input);
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

const NOWHERE = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 };

function bareNode(
  id: string,
  op: GraphNode['op'],
  inputs: readonly string[],
  shape: Shape,
  inputShape: Shape = shape,
): GraphNode {
  return {
    id,
    name: id,
    op,
    type: op.type,
    inputs,
    inputShape,
    outputShape: shape,
    parameters: [],
    scope: [],
    range: NOWHERE,
  };
}

/** A graph begins with an input, which nothing reads here. */
function graphOf(
  nodes: readonly GraphNode[],
  dtype: DType,
  initialization: readonly InitializationStep[],
): ModelGraph {
  return {
    name: 'constants',
    range: NOWHERE,
    seed: 0,
    dtype,
    mode: 'eval',
    nodes: [bareNode('input', { type: 'input' }, [], [1]), ...nodes],
    initialization,
    loss: { kind: 'output', reduction: 'sum', delta: 1, range: null },
    optimizer: { kind: 'sgd', lr: 0, range: null },
    data: { kind: 'random', batch: 1 },
    targetShape: [],
    assumptions: [],
    stoppedAt: null,
  };
}
