/** Lowers the backward pass: every backward rule as explicit operations, gradients summed where a tensor was used several times. */
import { sameShape, type Shape } from '../../model/shape';
import { forwardRuleOf } from '../primitives';
import type { BackwardStep } from '../primitives/rule';
import type { PrimitiveName } from '../attributes';
import { LOSS_NODE, type Op, type TensorId } from '../program';
import type { OpDraft, ProgramBuilder, ResultDraft } from '../program-builder';

/** One use of a tensor that its gradient has a share of. */
interface Use {
  readonly op: Op;
  readonly step: BackwardStep;
}

/**
 * Adds the backward operations for the forward and loss operations so far, beginning with ∂E/∂E = 1, in reverse order.
 * Returns the complete gradient by tensor id; null for tensors that do not reach the loss or need no gradient.
 */
export function lowerBackward(builder: ProgramBuilder, loss: TensorId): (TensorId | null)[] {
  const forward = builder.ops.slice();
  const count = builder.count;
  const wanted = wantedGradients(builder, forward);
  const uses = usesOf(builder, forward, loss, wanted);
  const done: Use[][] = Array.from({ length: count }, () => []);
  const shares: TensorId[][] = Array.from({ length: count }, () => []);
  const ways: (Way | undefined)[] = [];
  const gradientOf: (TensorId | null)[] = Array.from({ length: count }, () => null);

  const draft = (of: TensorId): ResultDraft => {
    const { name, nodeId, shape } = builder.draftOf(of);
    return { role: 'gradient', name: `grad(${name})`, nodeId, shape, of };
  };
  const operands = ({ op, step }: Use): TensorId[] =>
    step.reads.map((read) => {
      if (read === 'gradient') return gradientOf[op.output]!;
      return read === 'output' ? op.output : op.inputs[read]!;
    });
  const emit = (
    primitive: PrimitiveName,
    attributes: unknown,
    inputs: TensorId[],
    nodeId: string,
    result: ResultDraft,
  ): TensorId =>
    builder.emit({ phase: 'backward', primitive, attributes, inputs, nodeId } as OpDraft, result);

  /** Adds the operation of one share, or of several at once, and sums over what the tensor was broadcast along. */
  const addShare = (of: TensorId, together: readonly Use[], alone: boolean): void => {
    const { op, step } = together[0]!;
    const whole = draft(of);
    const part = { ...whole, name: `${whole.name} from ${op.nodeId}`, partial: true };
    const share = emit(
      step.primitive,
      step.attributes,
      together.flatMap(operands),
      op.nodeId,
      alone ? whole : part,
    );
    if (sameShape(builder.shapeOf(share), whole.shape!)) {
      shares[of]!.push(share);
      return;
    }
    builder.amend(share, { name: `${part.name}, before it is summed`, partial: true });
    shares[of]!.push(emit('sum_to', {}, [share], op.nodeId, alone ? whole : part));
  };

  /** Adds the gradient of a tensor that was cut into parts: theirs put together. */
  const addJoined = (of: TensorId, { dim, parts }: Cut): void => {
    const gradients = parts.map(({ op }) => gradientOf[op.output]!);
    shares[of]!.push(emit('concat', { dim }, gradients, parts[0]!.op.nodeId, draft(of)));
  };

  /** Notes that a use's turn has come; adds its share, and the sum when it was the last one. */
  const reach = (use: Use): void => {
    const of = use.op.inputs[use.step.to]!;
    const all = uses[of]!;
    done[of]!.push(use);
    const last = done[of]!.length === all.length;
    const way = (ways[of] ??= wayOf(all, builder.shapeOf(of)));
    if (way.cut || way.merges) {
      if (!last) return;
      if (way.cut) addJoined(of, way.cut);
      else addShare(of, done[of]!, true);
    } else addShare(of, [use], all.length === 1);
    if (!last) return;
    const parts = shares[of]!;
    const whole = draft(of);
    gradientOf[of] =
      parts.length === 1 ? parts[0]! : emit('add', {}, parts, whole.nodeId ?? LOSS_NODE, whole);
  };

  gradientOf[loss] = emit('one', {}, [], LOSS_NODE, draft(loss));
  for (const op of forward.reverse()) {
    if (gradientOf[op.output] === null) continue;
    for (const step of stepsOf(builder, op, wanted)) reach({ op, step });
  }
  return gradientOf;
}

/** How several uses become one gradient by one operation: as parts put together, or by a sum over them; else each has its share. */
interface Way {
  readonly cut: Cut | null;
  readonly merges: boolean;
}

function wayOf(uses: readonly Use[], shape: Shape): Way {
  return { cut: cutOf(uses, shape), merges: canMerge(uses) };
}

/** True when all uses are by one layer and one operation can sum over them. */
function canMerge(uses: readonly Use[]): boolean {
  const [first] = uses;
  return (
    uses.length > 1 &&
    uses.every(
      ({ op, step }) =>
        step.merges === true &&
        step.primitive === first!.step.primitive &&
        op.nodeId === first!.op.nodeId,
    )
  );
}

/** Parts of a tensor, in the order in which they stand along `dim`. */
interface Cut {
  readonly dim: number;
  readonly parts: readonly Use[];
}

/** How one layer cut a tensor into parts that are all of it, each element once; null where the uses are not that. */
function cutOf(uses: readonly Use[], shape: Shape): Cut | null {
  if (uses.length < 2) return null;
  const slices: { use: Use; starts: readonly number[]; sizes: readonly number[] }[] = [];
  for (const use of uses) {
    const { op } = use;
    const map =
      op.primitive === 'rearrange' && !op.attributes.transposed ? op.attributes.map : null;
    if (map?.kind !== 'slice' || map.steps.some((step) => step !== 1)) return null;
    if (op.nodeId !== uses[0]!.op.nodeId) return null;
    slices.push({ use, ...map });
  }
  const dim = shape.findIndex((size, d) => slices[0]!.sizes[d] !== size);
  slices.sort((a, b) => a.starts[dim]! - b.starts[dim]!);
  let end = 0;
  for (const { starts, sizes } of slices) {
    if (starts[dim] !== end || sizes.some((size, d) => d !== dim && size !== shape[d])) return null;
    end += sizes[dim]!;
  }
  return end === shape[dim] ? { dim, parts: slices.map(({ use }) => use) } : null;
}

/** Which tensors need a gradient: parameters that are learned, inputs of real numbers, and what is computed from these. */
function wantedGradients(builder: ProgramBuilder, forward: readonly Op[]): boolean[] {
  const wanted = Array.from({ length: builder.count }, (_, id) => {
    const { role, integer, frozen } = builder.draftOf(id);
    return (role === 'parameter' && frozen !== true) || (role === 'input' && integer !== true);
  });
  for (const op of forward) wanted[op.output] = stepsOf(builder, op, wanted).length > 0;
  return wanted;
}

/** The uses of each tensor that reach the loss. */
function usesOf(
  builder: ProgramBuilder,
  forward: readonly Op[],
  loss: TensorId,
  wanted: readonly boolean[],
): Use[][] {
  const uses: Use[][] = Array.from({ length: builder.count }, () => []);
  const reached = new Set([loss]);
  for (const op of forward.slice().reverse()) {
    if (!reached.has(op.output)) continue;
    for (const step of stepsOf(builder, op, wanted)) {
      const input = op.inputs[step.to]!;
      uses[input]!.push({ op, step });
      reached.add(input);
    }
  }
  return uses;
}

/** The backward operations of an operation, for inputs that need a gradient. */
function stepsOf(
  builder: ProgramBuilder,
  op: Op,
  wanted: readonly boolean[],
): readonly BackwardStep[] {
  const rule = forwardRuleOf(op.primitive);
  if (!rule) return [];
  const shapes = op.inputs.map((id) => builder.shapeOf(id));
  return rule
    .backward(op.attributes, shapes, builder.shapeOf(op.output))
    .filter(({ to }) => wanted[op.inputs[to]!]);
}
