/** Keeps count of what a model needs, so that no file can hang or exhaust what computes it. */
import * as l10n from '@vscode/l10n';
import { stateOf, type Outputs } from '../../model/definitions';
import type { LayerOp } from '../../model/graph';
import { elementCount, type Shape } from '../../model/shape';
import type { Span } from '../lines';
import type { LayerSpec } from './layer-spec';
import { MAX_COUNT, MAX_NODES, MAX_PLACES, MAX_TIME_STEPS } from './limits';
import type { Context } from './source';

/** Operations whose windows are listed place by place. */
const MOVING: ReadonlySet<LayerOp['type']> = new Set<LayerOp['type']>([
  'max_pool',
  'avg_pool',
  'adaptive_max_pool',
  'adaptive_avg_pool',
  'interpolate',
]);

export class Budget {
  private layers = 0;
  private layersReported = false;
  private sizeReported = false;
  private nodes = 0;
  private parameters = 0;
  private activations = 0;
  private timeSteps = 0;

  constructor(private readonly context: Context) {}

  /** Counts one more layer; false after a problem when there are too many. */
  allowsLayer(layer: LayerSpec): boolean {
    this.layers += 1;
    if (this.layers > MAX_NODES) this.reportLayers(layer.span);
    return this.layers <= MAX_NODES;
  }

  /** False after a problem when a repetition stands for too many layers. Counts nothing. */
  allowsRepeat(layer: LayerSpec, times: number): boolean {
    const [body] = layer.bodies;
    if (times * countLayers(body ?? []) <= MAX_NODES) return true;
    this.reportLayers(layer.options.tree('times')?.span ?? layer.typeSpan);
    return false;
  }

  /** Counts a node with the numbers that it makes and learns; false after a problem when there are too many. */
  allows(layer: LayerSpec, op: LayerOp, inputs: readonly Shape[], outputs: Outputs): boolean {
    this.nodes += 1;
    if (this.nodes > MAX_NODES) {
      this.reportLayers(layer.span);
      return false;
    }
    const shapes = [outputs.shape, ...(outputs.others ?? []).map(({ shape }) => shape)];
    for (const shape of shapes) this.activations += elementCount(shape);
    for (const { shape } of stateOf(op)) this.parameters += elementCount(shape);
    this.timeSteps += timeSteps(op, inputs);
    const reason = this.whyTooLarge() ?? whyTooWide(op, inputs, outputs);
    if (reason === null) return true;
    if (this.sizeReported) return false;
    this.sizeReported = true;
    const span = layer.options.tree('out')?.span ?? layer.typeSpan;
    this.context.problems.error('too-large', span, reason);
    return false;
  }

  private whyTooLarge(): string | null {
    if (this.parameters > MAX_COUNT) {
      return l10n.t(
        'With this layer the model has more than {0} parameters, which no machine can hold. Make it smaller.',
        MAX_COUNT,
      );
    }
    if (this.activations > MAX_COUNT) {
      return l10n.t(
        'With this layer the model makes more than {0} numbers in one step, which no machine can hold. Use fewer samples or smaller layers.',
        MAX_COUNT,
      );
    }
    if (this.timeSteps > MAX_TIME_STEPS) {
      return l10n.t(
        'With this layer the model has more than {0} time steps, each of which is computed and shown. Use shorter sequences.',
        MAX_TIME_STEPS,
      );
    }
    return null;
  }

  private reportLayers(span: Span): void {
    if (this.layersReported) return;
    this.layersReported = true;
    this.context.problems.error(
      'too-many-layers',
      span,
      l10n.t(
        'The model has more than {0} layers, repetitions counted. Repeat fewer times.',
        MAX_NODES,
      ),
    );
  }
}

/** How many layers a list stands for, repetitions counted. */
function countLayers(layers: readonly LayerSpec[]): number {
  let count = 0;
  for (const layer of layers) {
    const times = layer.options.get('times', 'size') ?? 1;
    count += 1 + times * layer.bodies.reduce((sum, body) => sum + countLayers(body), 0);
  }
  return count;
}

/** How often a recurrent layer applies its cells. */
function timeSteps(op: LayerOp, inputs: readonly Shape[]): number {
  if (op.type !== 'recurrent') return 0;
  const [sequence] = inputs;
  const batched = sequence!.length > 2;
  const length = sequence![batched && op.batchFirst ? 1 : 0]!;
  return length * op.layers * (op.bidirectional ? 2 : 1);
}

/** Why windows would move over too many places, if they would. */
function whyTooWide(
  { type }: LayerOp,
  inputs: readonly Shape[],
  { shape }: Outputs,
): string | null {
  if (!MOVING.has(type)) return null;
  const sizes = [...inputs[0]!.slice(2), ...shape.slice(2)];
  return Math.max(0, ...sizes) <= MAX_PLACES
    ? null
    : l10n.t(
        'This layer has more than {0} places along one dimension. Make it smaller.',
        MAX_PLACES,
      );
}
