/** Losses as operations of the graph, for code that goes on with the value of a loss: `bce + beta * kld`. Formulas: PyTorch's documentation. */
import { isClassLoss, weightShape } from '../../../model/losses';
import type { Shape } from '../../../model/shape';
import type { LossOp, TensorRef } from '../tape';
import { ClassLossNodes } from './class-loss-nodes';
import { LossParts, type AddNode } from './loss-parts';

/** PyTorch divides the gradient of binary cross entropy by at least this. */
const TINY = 1e-12;

export class LossNodes {
  private readonly parts: LossParts;
  private shape: Shape = [];

  constructor(
    private readonly spec: LossOp['spec'],
    add: AddNode,
  ) {
    this.parts = new LossParts(add);
  }

  /** The id of the node that has the loss. */
  lower([output, target]: readonly string[], [ref]: readonly TensorRef[]): string {
    const { parts, spec } = this;
    this.shape = ref!.shape;
    if (!isClassLoss(spec.kind)) {
      return this.reduce(this.weighted(this.errors(output!, target!)), this.shape);
    }
    const { errors, counts, shape } = new ClassLossNodes(spec, parts, this.shape).errors(
      output!,
      target!,
    );
    if (counts === null || spec.reduction !== 'mean') return this.reduce(errors, shape);
    const [whole, count] = [errors, counts].map((each) => parts.reduce('sum', each, null, []));
    return parts.two('div', whole!, count!, []);
  }

  /** One error an element. */
  private errors(x: string, t: string): string {
    const { parts, shape } = this;
    const { kind, delta } = this.spec;
    switch (kind) {
      case 'mse':
        return parts.each('square', parts.two('sub', x, t, shape), shape);
      case 'l1':
        return this.distance(x, t);
      case 'smooth_l1':
        return delta === 0 ? this.distance(x, t) : this.huber(x, t, 1 / delta);
      case 'huber':
        return this.huber(x, t, 1);
      case 'bce':
        return this.bce(x, t);
      case 'bce_with_logits':
        return this.bceWithLogits(x, t);
      case 'kl_div':
        return this.divergence(x, t);
      default:
        return x;
    }
  }

  /** Errors times the weights of the loss. */
  private weighted(errors: string): string {
    const { weight } = this.spec;
    return weight ? this.parts.two('mul', errors, this.given(weight), this.shape) : errors;
  }

  /** Numbers for the last dimensions of the output. */
  private given(values: readonly number[]): string {
    return this.parts.given(values, weightShape(values.length, this.shape)!);
  }

  private distance(x: string, t: string): string {
    const { parts, shape } = this;
    return parts.each('abs', parts.two('sub', x, t, shape), shape);
  }

  /** ½ d² below δ, δ (d − ½ δ) above, times a factor: 1 / δ for smooth_l1. */
  private huber(x: string, t: string, factor: number): string {
    const { parts, shape } = this;
    const { delta } = this.spec;
    const d = this.distance(x, t);
    const inside = parts.number('mul', parts.each('square', d, shape), 0.5 * factor, shape);
    const line = parts.number('sub', d, 0.5 * delta, shape);
    const outside = parts.number('mul', line, delta * factor, shape);
    const near = parts.number('lt', d, delta, shape);
    return parts.add('where', { type: 'where' }, [near, inside, outside], shape);
  }

  /** −(t log x + (1 − t) log(1 − x)); logarithms are at least −100, and next to no gradient goes back through those of tiny numbers. */
  private bce(x: string, t: string): string {
    const { parts, shape } = this;
    const log = (value: string): string => {
      const tiny = parts.number('lt', value, TINY, shape);
      const low = parts.atLeast(-100, parts.each('log', value, shape), shape);
      const fixed = parts.add('detach', { type: 'detach' }, [low], shape);
      const usual = parts.each('log', parts.atLeast(TINY, value, shape), shape);
      return parts.add('where', { type: 'where' }, [tiny, fixed, usual], shape);
    };
    const yes = parts.two('mul', t, log(x), shape);
    const no = parts.two('mul', parts.rest(t, shape), log(parts.rest(x, shape)), shape);
    return parts.each('neg', parts.sum([yes, no], shape), shape);
  }

  /** log(1 + eˣ) − t x; with weights p of positives, (1 − t) x + (1 + (p − 1) t) log(1 + e⁻ˣ). */
  private bceWithLogits(x: string, t: string): string {
    const { parts, shape } = this;
    const { posWeight } = this.spec;
    if (!posWeight) {
      const product = parts.two('mul', x, t, shape);
      return parts.two('sub', parts.each('softplus', x, shape), product, shape);
    }
    const more = this.given(posWeight.map((weight) => weight - 1));
    const share = parts.number('add', parts.two('mul', t, more, shape), 1, shape);
    const log = parts.each('softplus', parts.each('neg', x, shape), shape);
    const no = parts.two('mul', parts.rest(t, shape), x, shape);
    return parts.sum([no, parts.two('mul', share, log, shape)], shape);
  }

  /** t (log t − x), or eᵗ (t − x) for targets that are logarithms. */
  private divergence(x: string, t: string): string {
    const { parts, shape } = this;
    if (this.spec.logTarget) {
      const distance = parts.two('sub', t, x, shape);
      return parts.two('mul', parts.each('exp', t, shape), distance, shape);
    }
    const log = parts.each('log', parts.atLeast(1e-38, t, shape), shape);
    return parts.two('mul', t, parts.two('sub', log, x, shape), shape);
  }

  private reduce(errors: string, shape: Shape): string {
    const { parts } = this;
    const { reduction } = this.spec;
    if (reduction === 'none') return errors;
    if (reduction === 'mean') return parts.reduce('mean', errors, null, []);
    const sum = parts.reduce('sum', errors, null, []);
    return reduction === 'batchmean' ? parts.number('div', sum, shape[0] ?? 1, []) : sum;
  }
}
