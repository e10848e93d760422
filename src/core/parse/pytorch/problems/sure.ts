/** Which sizes are sure: those that a file says itself, and those that layers set whatever they are fed. Others are no one's fault. */
import { sameShape } from '../../../model/shape';
import type { LayerOp } from '../../../model/ops';
import type { Span } from '../../lines';
import type { Interpreter, Note } from '../../python/interpreter';
import type { SourceFile } from '../../python/place';
import { classesOf } from '../models/definitions';
import { statementsIn, within } from '../models/walk';
import { Torch, type Finding, type Recorded, type TensorRef } from '../tape';

/** A dimension of a tensor. */
export type Size = readonly [ref: TensorRef, dim: number];

/** Adds a finding that says something of these sizes, when all of them are sure. */
export function blame(finding: Finding, sizes: readonly Size[], interpreter: Interpreter): void {
  const { madeUp, findings } = Torch.of(interpreter);
  if (madeUp === 'models' || wentOnUnknown(interpreter)) return;
  const sure = new Sureness();
  if (madeUp === 'nothing' || sizes.every(([ref, dim]) => sure.is(ref, dim)))
    findings.push(finding);
}

/** All dimensions of these tensors. */
export function allSizes(refs: readonly TensorRef[]): Size[] {
  return refs.flatMap((ref) => ref.shape.map((_, dim) => [ref, dim] as const));
}

/** True when the run went on without knowing something that may decide what follows: a condition, what is iterated, what a hook does. */
export function wentOnUnknown({ notes }: Pick<Interpreter, 'notes'>): boolean {
  return notes.some((note) => UNSURE.test(note.code) && !isLoopOverData(note));
}

const UNSURE = /^(unknown-.*|hook|not-changed|too-many-files)$/;

/** True for a loop of a script over elements that nobody knows, as over batches. */
function isLoopOverData({ code, place: { file, span } }: Note): boolean {
  if (code !== 'unknown-iteration' || isInClass(file, span)) return false;
  return [...statementsIn(file.tree.body, 'for')].some(({ source }) => within(span, source));
}

/** True for a note that code of a class goes on without knowing something. */
export function isUnknownInModel({ code, place: { file, span } }: Note): boolean {
  return /^unknown-/.test(code) && isInClass(file, span);
}

function isInClass(file: SourceFile, span: Span): boolean {
  return classesOf(file).some((each) => within(span, each));
}

/** No chain of operations is followed further than this. */
const FARTHEST = 300;

/** Operations whose result has the sizes of their first input. */
const ALIKE: ReadonlySet<LayerOp['type']> = new Set([
  'batch_norm',
  'instance_norm',
  'layer_norm',
  'group_norm',
  'rms_norm',
  'dropout',
  'elementwise',
  'prelu',
  'softmax',
  'log_softmax',
  'normalize',
  'detach',
  'flip',
  'roll',
  'band',
  'cumsum',
  'cumprod',
]);

/** Where some of what is fed was made up: sizes that layers set, and what follows of those alone. */
class Sureness {
  private readonly known = new Map<Recorded, boolean[]>();

  is({ source, shape }: TensorRef, dim: number, depth = 0): boolean {
    if (source.kind === 'input') return source.input.assumed === null;
    if (source.kind === 'slot' || dim < 0 || dim >= shape.length || depth > FARTHEST) return false;
    if (source.name !== null) return false;
    let sizes = this.known.get(source.of);
    if (!sizes) this.known.set(source.of, (sizes = []));
    return (sizes[dim] ??= this.of(source.of, dim, depth + 1));
  }

  private of(recorded: Recorded, dim: number, depth: number): boolean {
    const { op, inputs, shape } = recorded;
    const [x] = inputs;
    if (!x) return false;
    const last = shape.length - 1;
    const own = (d: number): boolean => this.is(x, d, depth);
    switch (op.type) {
      case 'linear':
      case 'embedding':
      case 'recurrent':
      case 'multihead_attention':
        return dim === last || own(dim);
      case 'conv':
      case 'conv_transpose':
        return dim === 1 || own(dim);
      case 'max_pool':
      case 'avg_pool':
        return own(dim);
      case 'adaptive_max_pool':
      case 'adaptive_avg_pool':
        return dim > last - op.output.length || own(dim);
      case 'permute':
        return own(op.dims[dim]!);
      case 'flatten':
      case 'reshape':
        return this.regrouped(x, shape, dim, depth);
      case 'add':
      case 'binary':
      case 'where':
        return this.broadcast(inputs, shape, dim, depth);
      case 'concat':
        return inputs[dim === op.dim ? 'every' : 'some']((each) => this.is(each, dim, depth));
      case 'matmul':
        return this.product(inputs, shape, dim, depth);
      case 'index': {
        const item = op.items[dim];
        const plain = op.items.every(({ kind }) => kind === 'range');
        const whole = item === undefined || (item.kind === 'range' && item.length === x.shape[dim]);
        return plain && whole && own(dim);
      }
      default:
        return op.type !== 'loss' && ALIKE.has(op.type) && sameShape(x.shape, shape) && own(dim);
    }
  }

  /** Sizes that are joined or split: sure where all that take part are. */
  private regrouped(x: TensorRef, shape: readonly number[], dim: number, depth: number): boolean {
    let [from, to] = [0, 0];
    while (from < x.shape.length || to < shape.length) {
      const begin = [from, to] as const;
      let [a, b] = [x.shape[from++] ?? 1, shape[to++] ?? 1];
      while (a !== b) {
        if (a < b && from < x.shape.length) a *= x.shape[from++]!;
        else if (to < shape.length) b *= shape[to++]!;
        else return false;
      }
      if (dim < begin[1] || dim >= to) continue;
      const dims = x.shape.map((_, d) => d).slice(begin[0], from);
      return dims.length > 0 && dims.every((d) => this.is(x, d, depth));
    }
    return false;
  }

  /** A size above 1 that is sure is that of the result. */
  private broadcast(
    inputs: readonly TensorRef[],
    shape: readonly number[],
    dim: number,
    depth: number,
  ): boolean {
    const meeting = inputs.flatMap((ref) => {
      const d = dim - shape.length + ref.shape.length;
      return d >= 0 ? [{ size: ref.shape[d]!, sure: this.is(ref, d, depth) }] : [];
    });
    return meeting.some(({ size, sure }) => sure && size > 1) || meeting.every(({ sure }) => sure);
  }

  private product(
    [a, b]: readonly TensorRef[],
    shape: readonly number[],
    dim: number,
    depth: number,
  ): boolean {
    if (!a || !b || a.shape.length !== b.shape.length || a.shape.length < 2) return false;
    if (dim === shape.length - 1) return this.is(b, dim, depth);
    return this.is(a, dim, depth);
  }
}
