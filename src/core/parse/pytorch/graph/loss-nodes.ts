/** Losses as operations of the graph, for code that goes on with the value of a loss: `bce + beta * kld`. Formulas: PyTorch's documentation. */
import { binary, elementwise, type BinaryFunction, type Elementwise } from './parts';
import type { LayerOp } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { LossOp, TensorRef } from '../tape';

/** Adds a node and gives its id. */
export type AddNode = (
  word: string,
  op: LayerOp,
  inputs: readonly string[],
  shape: Shape,
) => string;

export class LossNodes {
  private shape: Shape = [];

  constructor(
    private readonly spec: LossOp['spec'],
    private readonly add: AddNode,
  ) {}

  /** The id of the node that has the loss. */
  lower([output, target]: readonly string[], [ref, targetRef]: readonly TensorRef[]): string {
    this.shape = ref!.shape;
    return this.reduce(this.errors(output!, target!, ref!.shape, targetRef!.shape));
  }

  /** One error an element, or a sample. */
  private errors(x: string, t: string, shape: Shape, targetShape: Shape): string {
    const { kind, delta } = this.spec;
    switch (kind) {
      case 'mse':
        return this.each('square', this.two('sub', x, t));
      case 'l1':
        return this.each('abs', this.two('sub', x, t));
      case 'smooth_l1':
      case 'huber':
        return this.huber(x, t, delta, kind === 'smooth_l1');
      case 'bce':
        return this.bce(x, t);
      case 'bce_with_logits':
        return this.two('sub', this.each('softplus', x), this.two('mul', x, t));
      case 'kl_div':
        return this.divergence(x, t);
      case 'cross_entropy':
        return this.classErrors(this.logSoftmax(x), t, shape, targetShape);
      case 'nll':
        return this.classErrors(x, t, shape, targetShape);
      case 'output':
        return x;
    }
  }

  /** ½ d² / β below β, d − ½ β above; huber is β times that. */
  private huber(x: string, t: string, delta: number, divided: boolean): string {
    const d = this.each('abs', this.two('sub', x, t));
    const inside = this.number('mul', this.each('square', d), divided ? 0.5 / delta : 0.5);
    const line = this.number('sub', d, 0.5 * delta);
    const outside = divided ? line : this.number('mul', line, delta);
    const near = this.number('lt', d, delta);
    return this.add('where', { type: 'where' }, [near, inside, outside], this.shape);
  }

  /** −(t log x + (1 − t) log(1 − x)); logarithms are at least −100. */
  private bce(x: string, t: string): string {
    const log = (value: string): string =>
      this.part(elementwise('clamp', { min: -100, max: Infinity }), [this.each('log', value)]);
    const other = (value: string): string => this.number('add', this.each('neg', value), 1);
    const yes = this.two('mul', t, log(x));
    const no = this.two('mul', other(t), log(other(x)));
    return this.each('neg', this.sum([yes, no]));
  }

  /** t (log t − x), or eᵗ (t − x) for targets that are logarithms. */
  private divergence(x: string, t: string): string {
    if (this.spec.logTarget) return this.two('mul', this.each('exp', t), this.two('sub', t, x));
    const log = this.each(
      'log',
      this.part(elementwise('clamp', { min: 1e-38, max: Infinity }), [t]),
    );
    return this.two('mul', t, this.two('sub', log, x));
  }

  private logSoftmax(x: string): string {
    const dim = this.shape.length > 1 ? 1 : 0;
    return this.add('log_softmax', { type: 'log_softmax', dim }, [x], this.shape);
  }

  /** − log p of the right class; with label smoothing, a share of the mean over all classes. */
  private classErrors(logs: string, t: string, shape: Shape, targetShape: Shape): string {
    const dim = shape.length > 1 ? 1 : 0;
    const without = shape.filter((_, d) => d !== dim);
    const { probabilities, labelSmoothing = 0 } = this.spec;
    const over = { dims: [dim], keepdim: false, correction: 0 } as const;
    if (probabilities) {
      const products = this.two('mul', logs, t);
      const sum: LayerOp = { type: 'reduce', function: 'sum', ...over };
      this.shape = without;
      return this.each('neg', this.add('sum', sum, [products], without));
    }
    const index = targetShape.flatMap((size, d) => (d === dim ? [1, size] : [size]));
    if (index.length === targetShape.length) index.push(1);
    const place = this.add('unsqueeze', { type: 'reshape', shape: index }, [t], index);
    const picked = this.add('gather', { type: 'gather', dim }, [logs, place], index);
    const flat = this.add('squeeze', { type: 'reshape', shape: without }, [picked], without);
    const whole = shape;
    this.shape = without;
    const right = this.each('neg', flat);
    if (labelSmoothing === 0) return right;
    const mean: LayerOp = { type: 'reduce', function: 'mean', ...over };
    const all = this.each(
      'neg',
      this.add(
        'mean',
        mean,
        [logs],
        whole.filter((_, d) => d !== dim),
      ),
    );
    const share = this.number('mul', right, 1 - labelSmoothing);
    return this.sum([share, this.number('mul', all, labelSmoothing)]);
  }

  private reduce(errors: string): string {
    const { reduction } = this.spec;
    if (reduction === 'none') return errors;
    const op: LayerOp = {
      type: 'reduce',
      function: reduction === 'mean' ? 'mean' : 'sum',
      dims: null,
      keepdim: false,
      correction: 0,
    };
    const sum = this.add(reduction === 'mean' ? 'mean' : 'sum', op, [errors], []);
    if (reduction !== 'batchmean') return sum;
    const batch = this.shape[0] ?? 1;
    this.shape = [];
    return this.number('div', sum, batch);
  }

  private each(fn: 'square' | 'abs' | 'neg' | 'exp' | 'log' | 'softplus', x: string): string {
    const options = fn === 'softplus' ? { beta: 1, threshold: 20 } : {};
    return this.part(elementwise(fn, options), [x]);
  }

  private two(fn: BinaryFunction, a: string, b: string): string {
    return this.part(binary(fn), [a, b]);
  }

  private number(fn: BinaryFunction | 'add', a: string, scalar: number): string {
    return fn === 'add'
      ? this.part(binary('sub', -scalar), [a], 'add')
      : this.part(binary(fn, scalar), [a]);
  }

  private sum(inputs: readonly string[]): string {
    return this.add('add', { type: 'add' }, inputs, this.shape);
  }

  private part(op: LayerOp, inputs: readonly string[], word = wordOf(op)): string {
    return this.add(word, op, inputs, this.shape);
  }
}

function wordOf(op: LayerOp): string {
  if (op.type === 'elementwise') return (op.function as Elementwise).fn;
  return op.type === 'binary' ? op.function : op.type;
}
