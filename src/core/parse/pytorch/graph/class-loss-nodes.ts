/** `F.cross_entropy` and `F.nll_loss` as operations of the graph. Formulas: PyTorch's documentation. */
import type { Shape } from '../../../model/shape';
import type { LossOp } from '../tape';
import type { LossParts } from './loss-parts';

/** What a class loss gives, before it is reduced. */
export interface ClassErrors {
  /** One error for each sample and place. */
  readonly errors: string;
  /** How much each of them counts in the mean; null where all count alike. */
  readonly counts: string | null;
  readonly shape: Shape;
}

/** Classes stand along dimension 1, or 0 without a batch. */
export class ClassLossNodes {
  private readonly dim: number;
  /** Without the classes. */
  private readonly places: Shape;
  private readonly classes: number;
  private weight: string | null = null;

  constructor(
    private readonly spec: LossOp['spec'],
    private readonly parts: LossParts,
    private readonly shape: Shape,
  ) {
    this.dim = shape.length > 1 ? 1 : 0;
    this.places = shape.filter((_, d) => d !== this.dim);
    this.classes = shape[this.dim]!;
  }

  /** `x` are scores, or logarithms of probabilities for nll. */
  errors(x: string, target: string): ClassErrors {
    const { dim, places: shape, spec, parts } = this;
    const { weight } = spec;
    if (weight) this.weight = parts.given(weight, [this.classes]);
    const logs =
      spec.kind === 'nll'
        ? x
        : parts.add('log_softmax', { type: 'log_softmax', dim }, [x], this.shape);
    if (spec.probabilities) return { errors: this.ofShares(logs, target), counts: null, shape };
    return { ...this.ofClasses(logs, target), shape };
  }

  /** −Σ w t log p; label smoothing ε makes t a mixture with equal shares. */
  private ofShares(logs: string, target: string): string {
    const { parts, shape, spec } = this;
    const { labelSmoothing: share = 0 } = spec;
    const target_ =
      share === 0
        ? target
        : parts.number(
            'add',
            parts.number('mul', target, 1 - share, shape),
            share / this.classes,
            shape,
          );
    return this.negativeSum(parts.two('mul', logs, target_, shape));
  }

  /** −w log p of the right class; with label smoothing ε, (1 − ε) times that and ε/C times the sum over all classes. */
  private ofClasses(logs: string, target: string): Omit<ClassErrors, 'shape'> {
    const { parts, places, spec } = this;
    const { ignoreIndex, labelSmoothing: share = 0 } = spec;
    const valid =
      ignoreIndex === undefined ? null : parts.number('ne', target, ignoreIndex, places);
    const index = valid === null ? target : parts.two('mul', target, valid, places);
    const weights = this.weight && this.weightsOf(this.weight, index);
    const counts = valid && weights ? parts.two('mul', weights, valid, places) : (weights ?? valid);
    const right = parts.each('neg', this.picked(logs, index), places);
    const own = counts === null ? right : parts.two('mul', right, counts, places);
    if (share === 0) return { errors: own, counts };
    const every = this.negativeSum(logs);
    const rest = valid === null ? every : parts.two('mul', every, valid, places);
    const errors = parts.sum(
      [
        parts.number('mul', own, 1 - share, places),
        parts.number('mul', rest, share / this.classes, places),
      ],
      places,
    );
    return { errors, counts };
  }

  /** The element of each sample's class. */
  private picked(logs: string, index: string): string {
    const { dim, parts, places } = this;
    const shape = [...places.slice(0, dim), 1, ...places.slice(dim)];
    const at = parts.reshape(index, shape);
    return parts.reshape(parts.add('gather', { type: 'gather', dim }, [logs, at], shape), places);
  }

  private weightsOf(weight: string, index: string): string {
    const { parts, places } = this;
    return parts.add('index_select', { type: 'index_select', dim: 0 }, [weight, index], places);
  }

  /** −Σ w x over the classes. */
  private negativeSum(x: string): string {
    const { dim, parts, places, shape } = this;
    const along = shape.slice(dim).map((size, d) => (d === 0 ? size : 1));
    const weighted = this.weight
      ? parts.two('mul', x, parts.reshape(this.weight, along), shape)
      : x;
    return parts.each('neg', parts.reduce('sum', weighted, [dim], places), places);
  }
}
