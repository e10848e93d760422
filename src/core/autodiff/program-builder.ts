/** Collects tensors and operations and works out how long each tensor lives. Knows nothing of graphs. */
import type { Shape } from '../model/graph';
import { ruleOf } from './primitives';
import type { Op, Program, TensorId, TensorInfo } from './program';

/** An operation before it has its place and its result. */
export type OpDraft = Op extends infer O
  ? O extends Op
    ? Omit<O, 'index' | 'output'>
    : never
  : never;

/** A tensor before its life is known. */
export type TensorDraft = Pick<TensorInfo, 'role' | 'name' | 'nodeId' | 'shape'> &
  Partial<Pick<TensorInfo, 'part' | 'frozen' | 'of' | 'partial' | 'source' | 'integer'>>;

/** A tensor whose shape follows from the operation that writes it, where the operation needs no asking. */
export type ResultDraft = Omit<TensorDraft, 'shape'> & { readonly shape?: Shape };

/** A program under construction. */
export class ProgramBuilder {
  readonly ops: Op[] = [];
  private readonly drafts: TensorDraft[] = [];
  private readonly births: number[] = [];

  /** Adds a tensor that is there from the start. */
  source(draft: TensorDraft): TensorId {
    return this.register(draft, -1);
  }

  /** Adds an operation and the tensor that it writes, in the shape that its rule gives. A shape in the draft is what is asked for. */
  emit(op: OpDraft, draft: ResultDraft): TensorId {
    const shapes = op.inputs.map((id) => this.shapeOf(id));
    const shape = ruleOf(op.primitive).shape(shapes, op.attributes, draft.shape ?? []);
    const output = this.register({ ...draft, shape }, this.ops.length);
    this.ops.push({ ...op, index: this.ops.length, output });
    return output;
  }

  /** Changes what a tensor is called or is for. */
  amend(id: TensorId, change: Partial<TensorDraft>): void {
    this.drafts[id] = { ...this.drafts[id]!, ...change };
  }

  /** What is known of a tensor. */
  draftOf(id: TensorId): TensorDraft {
    return this.drafts[id]!;
  }

  /** Shape of a tensor. */
  shapeOf(id: TensorId): Shape {
    return this.drafts[id]!.shape;
  }

  /** Number of tensors so far. */
  get count(): number {
    return this.drafts.length;
  }

  /** The tensors with their lives. Those in `kept` outlive the step; others that nobody reads die at birth. */
  tensors(kept: ReadonlySet<TensorId>): Program['tensors'] {
    const deaths = [...this.births];
    for (const op of this.ops) for (const id of op.inputs) deaths[id] = op.index;
    return this.drafts.map((draft, id) => ({
      part: null,
      frozen: false,
      of: null,
      partial: false,
      source: null,
      integer: false,
      ...draft,
      id,
      birth: this.births[id]!,
      death: kept.has(id) ? this.ops.length : deaths[id]!,
    }));
  }

  private register(draft: TensorDraft, birth: number): TensorId {
    this.births.push(birth);
    return this.drafts.push(draft) - 1;
  }
}
