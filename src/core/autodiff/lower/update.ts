/** Lowers the update of the parameters by the optimizer, with PyTorch's formulas: `torch.optim.SGD`, `Adam`, `AdamW`, `RMSprop`, `Adagrad`. */
import type { OptimizerSpec } from '../../model/graph';
import type { TensorId } from '../program';
import type { ProgramBuilder } from '../program-builder';
import { ParameterUpdate, type SharedUpdate } from './parameter-update';

/** What the optimizer works on. */
interface Learned {
  readonly parameters: readonly TensorId[];
  /** Gradients by tensor id. */
  readonly gradientOf: readonly (TensorId | null)[];
  /** Takes the next values. */
  readonly updated: Map<TensorId, TensorId>;
}

/**
 * Adds the update of every parameter that has a gradient and is in a group, where there are groups; the others stay as they are.
 * Returns the tensors that the optimizer keeps from step to step.
 */
export function lowerUpdate(
  builder: ProgramBuilder,
  optimizer: OptimizerSpec,
  { parameters, gradientOf, updated }: Learned,
): TensorId[] {
  const shared: SharedUpdate = { builder, updated, kept: [], steps: null };
  for (const parameter of parameters) {
    const gradient = gradientOf[parameter];
    const options = optionsFor(optimizer, builder.draftOf(parameter).name);
    if (typeof gradient !== 'number' || !options) continue;
    updateBy(options, new ParameterUpdate(shared, parameter, gradient));
  }
  return shared.kept;
}

/** The options for a parameter, by name; null when it is in no group. */
function optionsFor(optimizer: OptimizerSpec, parameter: string): OptimizerSpec | null {
  if (!optimizer.groups) return optimizer;
  const group = optimizer.groups.find(({ parameters }) => parameters.includes(parameter));
  if (!group) return null;
  const { lr = optimizer.lr, weightDecay = optimizer.weightDecay } = group;
  return { ...optimizer, lr, ...(weightDecay !== undefined && { weightDecay }) };
}

function updateBy(optimizer: OptimizerSpec, update: ParameterUpdate): void {
  switch (optimizer.kind) {
    case 'sgd':
      return sgd(optimizer, update);
    case 'adam':
    case 'adamw':
      return adam(optimizer, update);
    case 'rmsprop':
      return rmsprop(optimizer, update);
    case 'adagrad':
      return adagrad(optimizer, update);
  }
}

type Options<K extends OptimizerSpec['kind']> = Extract<OptimizerSpec, { readonly kind: K }>;

/** b ← μ b + (1 − τ) g, in the first step b ← g; w ← w − lr b, with Nesterov w ← w − lr (g + μ b) */
function sgd(options: Options<'sgd'>, update: ParameterUpdate): void {
  const { lr, momentum = 0, dampening = 0, nesterov = false, weightDecay = 0 } = options;
  const gradient = decayed(update, weightDecay);
  let direction = gradient;
  if (momentum !== 0) {
    const buffer = update.state('momentum_buffer');
    const blend = { coefficients: [momentum, 1 - dampening] };
    if (dampening === 0) direction = update.next(buffer, 'blend', blend, [buffer, gradient]);
    else {
      const dampened = update.towards(buffer, 'dampened', 'blend', blend, [buffer, gradient]);
      direction = update.next(buffer, 'where', {}, [update.steps, dampened, gradient]);
    }
    if (nesterov) {
      const ahead = { coefficients: [1, momentum] };
      direction = update.along('nesterov', 'blend', ahead, [gradient, direction]);
    }
  }
  update.next(update.parameter, 'sgd', { lr }, [update.parameter, direction]);
}

/** m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − lr m̂ / (√v̂ + eps); adamw takes lr λ w off w instead of adding λ w to g. */
function adam(options: Options<'adam' | 'adamw'>, update: ParameterUpdate): void {
  const { kind, lr, betas, eps, weightDecay, amsgrad } = options;
  const [beta1, beta2] = betas;
  const step = update.step;
  const decoupled = kind === 'adamw' && weightDecay !== 0;
  const { parameter } = update;
  const weights = decoupled
    ? update.towards(parameter, 'decayed', 'blend', { coefficients: [1 - lr * weightDecay] }, [
        parameter,
      ])
    : parameter;
  const gradient = decayed(update, decoupled ? 0 : weightDecay);
  const mean = update.state('exp_avg');
  const nextMean = update.next(mean, 'blend', { coefficients: [beta1, 1 - beta1] }, [
    mean,
    gradient,
  ]);
  let square = runningSquare(update, 'exp_avg_sq', beta2, gradient);
  if (amsgrad) {
    const largest = update.state('max_exp_avg_sq');
    square = update.next(largest, 'binary', { function: 'maximum' }, [largest, square]);
  }
  const attributes = { lr, eps, betas, lrDecay: 0 };
  update.next(parameter, 'adaptive_step', attributes, [weights, nextMean, square, step]);
}

/** v ← α v + (1 − α) g², w ← w − lr g / (√v + eps); centered, v less the square of the running mean; with momentum b ← μ b + g / (√v + eps), w ← w − lr b */
function rmsprop(options: Options<'rmsprop'>, update: ParameterUpdate): void {
  const { lr, alpha, eps, weightDecay, momentum, centered } = options;
  const gradient = decayed(update, weightDecay);
  let square = runningSquare(update, 'square_avg', alpha, gradient);
  if (centered) {
    const mean = update.state('grad_avg');
    const blend = { coefficients: [alpha, 1 - alpha] };
    const nextMean = update.next(mean, 'blend', blend, [mean, gradient]);
    const less = { decay: 1, gain: -1 };
    square = update.along('variance', 'second_moment', less, [square, nextMean]);
  }
  const attributes = { eps, betas: null, lrDecay: 0 };
  const { parameter } = update;
  if (momentum === 0) {
    const step = { ...attributes, lr };
    update.next(parameter, 'adaptive_step', step, [parameter, gradient, square]);
    return;
  }
  const buffer = update.state('momentum_buffer');
  const rest = update.towards(buffer, 'rest', 'blend', { coefficients: [momentum] }, [buffer]);
  const next = update.next(buffer, 'adaptive_step', { ...attributes, lr: -1 }, [
    rest,
    gradient,
    square,
  ]);
  update.next(parameter, 'sgd', { lr }, [parameter, next]);
}

/** s ← s + g², w ← w − lr / (1 + (t − 1) η) · g / (√s + eps) */
function adagrad(options: Options<'adagrad'>, update: ParameterUpdate): void {
  const { lr, lrDecay, weightDecay, initialAccumulator, eps } = options;
  const step = lrDecay === 0 ? [] : [update.step];
  const gradient = decayed(update, weightDecay);
  const sum = update.state('sum', initialAccumulator);
  const squares = update.next(sum, 'second_moment', { decay: 1, gain: 1 }, [sum, gradient]);
  const attributes = { lr, eps, betas: null, lrDecay };
  const { parameter } = update;
  update.next(parameter, 'adaptive_step', attributes, [parameter, gradient, squares, ...step]);
}

/** g + λ w */
function decayed(update: ParameterUpdate, weightDecay: number): TensorId {
  const { gradient, parameter } = update;
  if (weightDecay === 0) return gradient;
  return update.along('decay', 'blend', { coefficients: [1, weightDecay] }, [gradient, parameter]);
}

/** v ← β v + (1 − β) g² */
function runningSquare(
  update: ParameterUpdate,
  label: string,
  decay: number,
  gradient: TensorId,
): TensorId {
  const square = update.state(label);
  return update.next(square, 'second_moment', { decay, gain: 1 - decay }, [square, gradient]);
}
