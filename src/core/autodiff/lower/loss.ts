/** Lowers the loss: errors from prediction and target, then the scalar E. */
import type { LossSpec, ModelGraph } from '../../model/graph';
import { hasClassTargets, isClassLoss, weightShape } from '../../model/losses';
import { OVER_ALL } from '../primitives/reduce';
import type { PrimitiveAttributes, PrimitiveName } from '../attributes';
import { LOSS_NODE, type TensorId } from '../program';
import type { OpDraft, ProgramBuilder } from '../program-builder';
import type { Shape } from '../../model/shape';

/** Adds target, errors and loss; where the output is the loss itself there is no target, and the errors are the output. */
export function lowerLoss(
  builder: ProgramBuilder,
  { loss: spec, targetShape }: ModelGraph,
  prediction: TensorId,
): { target: TensorId | null; errors: TensorId; loss: TensorId } {
  if (spec.kind === 'output') {
    const loss = new LossLowering(builder, spec, prediction, null).reduceOutput();
    return { target: null, errors: prediction, loss };
  }
  const target = builder.source({
    role: 'target',
    name: 'target',
    nodeId: null,
    shape: targetShape,
    integer: hasClassTargets(spec),
  });
  const lowering = new LossLowering(builder, spec, prediction, target);
  const errors = isClassLoss(spec.kind) ? lowering.classErrors() : lowering.pointwiseErrors();
  return { target, errors, loss: lowering.reduce(errors) };
}

/** Lowers one loss. */
class LossLowering {
  /** The weights of classes, once they are there. */
  private readonly weights: readonly TensorId[];

  constructor(
    private readonly builder: ProgramBuilder,
    private readonly spec: LossSpec,
    private readonly prediction: TensorId,
    private readonly target: TensorId | null,
  ) {
    const { kind, weight } = spec;
    this.weights =
      isClassLoss(kind) && weight ? [this.given('class weights', [weight.length], weight)] : [];
  }

  /** One error a sample. */
  classErrors(): TensorId {
    const { kind, ignoreIndex = null, labelSmoothing = 0 } = this.spec;
    const inputs = [this.prediction, this.target!, ...this.weights];
    return kind === 'nll'
      ? this.emit('nll', { ignoreIndex }, inputs, 'errors')
      : this.emit('cross_entropy', { ignoreIndex, labelSmoothing }, inputs, 'errors');
  }

  /** One error an element. */
  pointwiseErrors(): TensorId {
    const { kind, delta, logTarget = false, weight, posWeight } = this.spec;
    if (isClassLoss(kind) || kind === 'output') throw new Error(`${kind} has no error an element`);
    const output = this.builder.shapeOf(this.prediction);
    const positive = posWeight
      ? [this.given('weights of positives', weightShape(posWeight.length, output)!, posWeight)]
      : [];
    const errors = this.emit(
      'pointwise_loss',
      { loss: kind === 'smooth_l1' && delta === 0 ? 'l1' : kind, delta, logTarget },
      [this.prediction, this.target!, ...positive],
      weight ? 'errors before weights' : 'errors',
    );
    if (!weight) return errors;
    const weights = this.given('weights', weightShape(weight.length, output)!, weight);
    return this.emit('binary', { function: 'mul' }, [weights, errors], 'errors');
  }

  /** The loss as one number. With `none`, as for a sum, the gradient of every error is 1. */
  reduce(errors: TensorId): TensorId {
    const { reduction, ignoreIndex = null } = this.spec;
    const sum = { reduction: 'sum', ...OVER_ALL } as const;
    if (reduction === 'batchmean') return this.meanOfSamples(errors);
    if (reduction !== 'mean') return this.emit('reduce', sum, [errors], 'loss');
    const counted = hasClassTargets(this.spec) && (this.weights.length > 0 || ignoreIndex !== null);
    if (!counted) return this.emit('reduce', { ...sum, reduction }, [errors], 'loss');
    const whole = this.emit('reduce', sum, [errors], 'sum of errors');
    const read = [this.target!, ...this.weights];
    const counts = this.emit('class_weights', { ignoreIndex }, read, 'weights of samples');
    const count = this.emit('reduce', sum, [counts], 'sum of weights');
    return this.emit('binary', { function: 'div' }, [whole, count], 'loss');
  }

  /** The output reduced to E; one number is handed on as it is. */
  reduceOutput(): TensorId {
    const { prediction } = this;
    const shape = this.builder.shapeOf(prediction);
    if (shape.length === 0) return this.emit('copy', {}, [prediction], 'loss');
    return this.reduce(prediction);
  }

  /** The sum of each sample, then their mean. */
  private meanOfSamples(errors: TensorId): TensorId {
    const dims = this.builder.shapeOf(errors).flatMap((_, d) => (d > 0 ? [d] : []));
    const sum = { reduction: 'sum', dims, keepdim: false } as const;
    const sums =
      dims.length === 0 ? errors : this.emit('reduce', sum, [errors], 'errors of samples');
    return this.emit('reduce', { reduction: 'mean', ...OVER_ALL }, [sums], 'loss');
  }

  private emit<P extends PrimitiveName>(
    primitive: P,
    attributes: PrimitiveAttributes[P],
    inputs: readonly TensorId[],
    name: string,
  ): TensorId {
    const op = { phase: 'loss', nodeId: LOSS_NODE, primitive, attributes, inputs };
    const role = name === 'loss' ? 'loss' : 'error';
    return this.builder.emit(op as OpDraft, { role, name, nodeId: null });
  }

  private given(name: string, shape: Shape, values: readonly number[]): TensorId {
    const source = { kind: 'constant', source: { kind: 'given', values } } as const;
    return this.builder.source({ role: 'constant', name, nodeId: null, shape, source });
  }
}
