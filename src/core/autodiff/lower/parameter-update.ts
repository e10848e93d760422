/** What the update of one parameter works with: its gradient, what the optimizer keeps for it, and the means to add operations. */
import type { PrimitiveAttributes, PrimitiveName } from '../attributes';
import type { TensorId } from '../program';
import type { OpDraft, ProgramBuilder, ResultDraft, TensorDraft } from '../program-builder';

/** What all updates of a step share. */
export interface SharedUpdate {
  readonly builder: ProgramBuilder;
  /** Values for the next step, by what they replace. */
  readonly updated: Map<TensorId, TensorId>;
  /** Tensors that the optimizer keeps, in the order of their making. */
  readonly kept: TensorId[];
  /** The number of steps done, once an update has asked for it. */
  steps: TensorId | null;
}

/** The update of one parameter. */
export class ParameterUpdate {
  constructor(
    private readonly shared: SharedUpdate,
    readonly parameter: TensorId,
    readonly gradient: TensorId,
  ) {}

  /** A tensor like the parameter that is kept from step to step, by PyTorch's name for it. */
  state(label: string, first = 0): TensorId {
    const { name, nodeId, shape } = this.draftOf(this.parameter);
    return this.keep({
      role: 'state',
      name: `${label}(${name})`,
      nodeId,
      shape,
      of: this.parameter,
      source: { kind: 'constant', source: { kind: 'full', value: first } },
    });
  }

  /** The number of steps before this one. */
  get steps(): TensorId {
    this.shared.steps ??= this.countSteps();
    return this.shared.steps;
  }

  /** The number of this step, from 1. */
  get step(): TensorId {
    return this.shared.updated.get(this.steps)!;
  }

  /** Adds the operation that gives the next value of a parameter or of what is kept. */
  next<P extends PrimitiveName>(
    of: TensorId,
    primitive: P,
    attributes: PrimitiveAttributes[P],
    inputs: readonly TensorId[],
  ): TensorId {
    const { name, nodeId, integer } = this.draftOf(of);
    const draft = { role: 'updated', name: `updated(${name})`, nodeId, of } as const;
    const next = this.emit(primitive, attributes, inputs, {
      ...draft,
      ...(integer === true && { integer }),
    });
    this.shared.updated.set(of, next);
    return next;
  }

  /** Adds an operation on the way from the gradient to the step; its result stands for the gradient. */
  along<P extends PrimitiveName>(
    label: string,
    primitive: P,
    attributes: PrimitiveAttributes[P],
    inputs: readonly TensorId[],
  ): TensorId {
    const { name, nodeId } = this.draftOf(this.gradient);
    const of = this.parameter;
    return this.emit(primitive, attributes, inputs, {
      role: 'gradient',
      name: `${label}(${name})`,
      nodeId,
      of,
    });
  }

  /** Adds an operation on the way to the next value of a parameter or of what is kept. */
  towards<P extends PrimitiveName>(
    of: TensorId,
    label: string,
    primitive: P,
    attributes: PrimitiveAttributes[P],
    inputs: readonly TensorId[],
  ): TensorId {
    const { name, nodeId } = this.draftOf(of);
    const draft = { role: 'updated', name: `${label}(${name})`, nodeId, of } as const;
    return this.emit(primitive, attributes, inputs, draft);
  }

  private emit<P extends PrimitiveName>(
    primitive: P,
    attributes: PrimitiveAttributes[P],
    inputs: readonly TensorId[],
    draft: ResultDraft,
  ): TensorId {
    const nodeId = this.draftOf(this.parameter).nodeId!;
    const op = { phase: 'update', primitive, attributes, inputs, nodeId };
    return this.shared.builder.emit(op as OpDraft, draft);
  }

  private countSteps(): TensorId {
    const steps = this.keep({
      role: 'state',
      name: 'step',
      nodeId: null,
      shape: [],
      integer: true,
      source: { kind: 'constant', source: { kind: 'full', value: 0 } },
    });
    this.next(steps, 'count', {}, [steps]);
    return steps;
  }

  private keep(draft: TensorDraft): TensorId {
    const id = this.shared.builder.source(draft);
    this.shared.kept.push(id);
    return id;
  }

  private draftOf(id: TensorId) {
    return this.shared.builder.draftOf(id);
  }
}
