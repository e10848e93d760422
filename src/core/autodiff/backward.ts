/** Lowers the backward pass: every backward rule as explicit operations, gradients summed where a tensor was used several times. */
import { forwardRuleOf } from './primitives';
import type { BackwardStep, ForwardOp } from './primitives/rule';
import { LOSS_NODE, type TensorId } from './program';
import type { OpDraft, ProgramBuilder, TensorDraft } from './program-builder';

/**
 * Adds the backward operations for the forward and loss operations so far, beginning with ∂E/∂E = 1, in reverse order.
 * Returns the complete gradient by tensor id; null for tensors that do not reach the loss or cannot have a gradient.
 */
export function lowerBackward(builder: ProgramBuilder, loss: TensorId): (TensorId | null)[] {
  const forward = builder.ops.slice() as ForwardOp[];
  const shares = countShares(builder, forward, loss);
  const received: TensorId[][] = shares.map(() => []);
  const gradientOf: (TensorId | null)[] = shares.map(() => null);

  const draft = (of: TensorId): TensorDraft => {
    const { name, nodeId, shape } = builder.draftOf(of);
    return { role: 'gradient', name: `grad(${name})`, nodeId, shape, of };
  };

  /** Adds one gradient operation of `op`, and the sum when it was the last share. */
  const addShare = (op: ForwardOp, step: BackwardStep): void => {
    const of = op.inputs[step.to]!;
    const { primitive, attributes, reads } = step;
    const inputs = reads.map((read) => {
      if (read === 'gradient') return gradientOf[op.output]!;
      return read === 'output' ? op.output : op.inputs[read]!;
    });
    const { nodeId } = op;
    const whole = draft(of);
    const alone = shares[of] === 1;
    const share = builder.emit(
      { phase: 'backward', primitive, attributes, inputs, nodeId } as OpDraft,
      alone ? whole : { ...whole, name: `${whole.name} from ${nodeId}`, partial: true },
    );
    const all = received[of]!;
    all.push(share);
    if (all.length < shares[of]!) return;
    gradientOf[of] = alone
      ? share
      : builder.emit(
          {
            phase: 'backward',
            primitive: 'add',
            attributes: {},
            inputs: all,
            nodeId: whole.nodeId ?? LOSS_NODE,
          },
          whole,
        );
  };

  gradientOf[loss] = builder.emit(
    { phase: 'backward', primitive: 'one', attributes: {}, inputs: [], nodeId: LOSS_NODE },
    draft(loss),
  );
  for (const op of forward.reverse()) {
    if (gradientOf[op.output] === null) continue;
    for (const step of stepsOf(builder, op)) addShare(op, step);
  }
  while (gradientOf.length < builder.count) gradientOf.push(null);
  return gradientOf;
}

/** How many shares the gradient of each tensor has: one for each use that reaches the loss. */
function countShares(
  builder: ProgramBuilder,
  forward: readonly ForwardOp[],
  loss: TensorId,
): number[] {
  const shares = Array.from({ length: builder.count }, () => 0);
  const reached = new Set([loss]);
  for (const op of forward.slice().reverse()) {
    if (!reached.has(op.output)) continue;
    for (const { to } of stepsOf(builder, op)) {
      const input = op.inputs[to]!;
      shares[input] = shares[input]! + 1;
      reached.add(input);
    }
  }
  return shares;
}

function stepsOf(builder: ProgramBuilder, op: ForwardOp): readonly BackwardStep[] {
  const shapes = op.inputs.map((id) => builder.shapeOf(id));
  return forwardRuleOf(op.primitive).backward(op.attributes, shapes);
}
