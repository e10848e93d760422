/** Parameters and buffers of an operation, from the tensors that stand for them on the tape. */
import { stateOf } from '../../../model/definitions';
import type { Buffer, GivenWeight, Parameter } from '../../../model/graph';
import type { LayerOp } from '../../../model/ops';
import type { SourceRange } from '../../../model/range';
import type { Recorded, TensorRef } from '../tape';
import { sourceKey, type Held } from './names';

/** What a node says of its weights. */
export interface NodeState {
  readonly parameters: readonly Parameter[];
  readonly buffers: readonly Buffer[];
  readonly given: readonly GivenWeight[];
}

export interface StateSource {
  /** The tensor that a module registers under this source. */
  held(key: unknown): Held | undefined;
  /** Where the module that owns it was made. */
  rangeOf(held: Held): SourceRange | null;
  /** A node that has the tensor as its output. */
  reference(ref: TensorRef): string;
}

/** Splits the weights of an operation by what they are; computed ones are read from other nodes. */
export function nodeState(
  { op, weights }: Recorded & { readonly op: LayerOp },
  range: SourceRange,
  source: StateSource,
): NodeState {
  const parameters: Parameter[] = [];
  const buffers: Buffer[] = [];
  const given: GivenWeight[] = [];
  for (const { name: role, kind } of stateOf(op)) {
    const ref = weights.get(role);
    if (!ref) continue;
    const held = ref.source.kind === 'slot' ? source.held(sourceKey(ref)) : undefined;
    if (held?.kind === kind && kind === 'parameter')
      parameters.push(parameterOf(held, role, range, source));
    else if (held?.kind === kind) buffers.push({ name: held.name, role, shape: ref.shape });
    else given.push({ role, from: source.reference(ref) });
  }
  return { parameters, buffers, given };
}

/** A learnable tensor as the graph knows it. */
export function parameterOf(
  held: Held,
  role: string,
  range: SourceRange,
  source: Pick<StateSource, 'rangeOf'>,
): Parameter {
  return {
    name: held.name,
    role,
    shape: held.tensor.shape,
    range: source.rangeOf(held) ?? range,
    ...((held.outside || !held.tensor.requiresGrad) && { frozen: true }),
    ...(held.outside && { outside: true }),
  };
}
