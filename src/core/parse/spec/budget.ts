/** Keeps count of what a model needs, so that no file can hang or exhaust what computes it. */
import * as l10n from '@vscode/l10n';
import { elementCount, type Shape } from '../../model/shape';
import type { Span } from '../lines';
import type { LayerSpec } from './layer-spec';
import { MAX_ACTIVATIONS, MAX_NODES, MAX_PARAMETERS } from './limits';
import type { Context } from './source';

export class Budget {
  private layers = 0;
  private layersReported = false;
  private parameters = 0;
  private activations = 0;

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

  /** Counts the numbers that a layer makes and learns; false after a problem when there are too many. */
  allows(
    layer: LayerSpec,
    shape: Shape,
    parameters: readonly { readonly shape: Shape }[],
  ): boolean {
    this.activations += elementCount(shape);
    for (const parameter of parameters) this.parameters += elementCount(parameter.shape);
    const span = layer.options.tree('out')?.span ?? layer.typeSpan;
    if (this.parameters > MAX_PARAMETERS) {
      this.context.problems.error(
        'too-large',
        span,
        l10n.t(
          'With this layer the model has more than {0} parameters, too many to be computed here. Make it smaller.',
          MAX_PARAMETERS,
        ),
      );
      return false;
    }
    if (this.activations > MAX_ACTIVATIONS) {
      this.context.problems.error(
        'too-large',
        span,
        l10n.t(
          'With this layer the model makes more than {0} numbers in one step. Use fewer samples or smaller layers.',
          MAX_ACTIVATIONS,
        ),
      );
      return false;
    }
    return true;
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
