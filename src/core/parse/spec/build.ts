/** Builds the nodes of the graph from layer descriptions: paths, wiring, shapes and parameters. */
import * as l10n from '@vscode/l10n';
import { isElementwiseName } from '../../model/elementwise-names';
import type { GraphNode, LayerOp, Shape } from '../../model/graph';
import { sameShape } from '../../model/shape';
import type { Span } from '../lines';
import { changeTo, type Remedy } from '../problems';
import { Budget } from './budget';
import { sampleBrackets } from './describe';
import type { LayerSpec } from './layers';
import { elementwise, flatten, join, linear, softmax, type Operation } from './operations';
import type { Context } from './source';
import { childPath, Declarations, lookUp } from './wiring';
import { INPUT_NAME } from './values';

/** What building gives: the nodes that were understood, and the layer where it had to stop. */
export interface Built {
  readonly nodes: readonly GraphNode[];
  /** The layer that each node comes from, by node id. */
  readonly layerOf: ReadonlyMap<string, LayerSpec>;
  /** Null when every layer was understood. */
  readonly stoppedAt: Span | null;
}

/** Builds the nodes of a model whose input has this shape, batch included. */
export function buildNodes(
  layers: readonly LayerSpec[],
  input: { readonly shape: Shape; readonly span: Span },
  context: Context,
): Built {
  const builder = new Builder(layers, context);
  builder.build(layers, input);
  return builder;
}

/** The output of a layer. */
interface Wire {
  readonly id: string;
  /** Null when it is not known because of an earlier problem. */
  readonly shape: Shape | null;
}

/** Where a layer stands. */
interface Place {
  readonly container: string;
  readonly scope: readonly string[];
}

class Builder implements Built {
  readonly nodes: GraphNode[] = [];
  readonly layerOf = new Map<string, LayerSpec>();
  stoppedAt: Span | null = null;
  private readonly outputs = new Map<string, Wire>();
  private readonly declarations: Declarations;
  private readonly budget: Budget;

  constructor(
    layers: readonly LayerSpec[],
    private readonly context: Context,
  ) {
    this.declarations = new Declarations(layers);
    this.budget = new Budget(context);
  }

  build(layers: readonly LayerSpec[], input: { shape: Shape; span: Span }): void {
    const wire = { id: INPUT_NAME, shape: input.shape };
    this.outputs.set(INPUT_NAME, wire);
    this.nodes.push({
      id: INPUT_NAME,
      name: INPUT_NAME,
      op: { type: 'input' },
      type: 'input',
      inputs: [],
      inputShape: input.shape,
      outputShape: input.shape,
      parameters: [],
      scope: [],
      range: this.context.lines.range(input.span),
    });
    this.sequence(layers, { container: '', scope: [] }, wire);
  }

  /** Layers one after the other; gives the output of the last one. */
  private sequence(layers: readonly LayerSpec[], place: Place, input: Wire): Wire {
    let output = input;
    for (const layer of layers) {
      if (!this.budget.allowsLayer(layer)) {
        this.stop(layer.span);
        return { id: output.id, shape: null };
      }
      const path = childPath(place.container, layer.key);
      output = this.layer(layer, path, place, output);
      this.outputs.set(path, output);
    }
    return output;
  }

  private layer(layer: LayerSpec, path: string, place: Place, previous: Wire): Wire {
    const inputs = this.inputsOf(layer, path, place, previous);
    if (!layer.ok || !inputs) this.stop(layer.span);
    const [input] = inputs ?? [{ id: INPUT_NAME, shape: null }];
    const inside: Place = { container: path, scope: [...place.scope, path] };
    switch (layer.type?.name) {
      case 'repeat':
        return this.repeat(layer, inside, input!);
      case 'residual':
        return this.residual(layer, path, inside, input!);
      case 'parallel':
        return this.parallel(layer, path, inside, input!);
      case 'add':
      case 'concat':
        return this.join(layer, layer.type.name, layer.type.name, path, place, inputs ?? []);
      default: {
        const operation = this.operation(layer, input!.shape);
        return this.push(
          layer,
          operation,
          layer.type?.name ?? '',
          path,
          place,
          [input!],
          layer.span,
        );
      }
    }
  }

  private operation(layer: LayerSpec, input: Shape | null): Operation {
    const name = layer.type?.name;
    switch (name) {
      case 'linear':
        return linear(layer, input, this.context);
      case 'softmax':
      case 'log_softmax':
        return softmax(name, layer, input, this.context);
      case 'flatten':
        return flatten(layer, input, this.context);
      default:
        return name && isElementwiseName(name)
          ? elementwise(name, layer, input, this.context)
          : { op: null, shape: null, parameters: [] };
    }
  }

  /** What a layer reads; null after a problem was reported. */
  private inputsOf(layer: LayerSpec, path: string, place: Place, previous: Wire): Wire[] | null {
    if (!layer.from) return [previous];
    const wires: Wire[] = [];
    for (const ref of layer.from) {
      const wire = lookUp(ref.name, place.container, this.outputs);
      if (!wire) {
        this.declarations.report(ref, path, place.container, this.outputs.keys(), this.context);
        return null;
      }
      wires.push(wire);
    }
    const joins = layer.type?.name === 'add' || layer.type?.name === 'concat';
    if (joins === wires.length > 1 || !layer.type) return wires;
    this.context.problems.error(
      joins ? 'too-few' : 'too-many',
      layer.options.tree('from')!.span,
      joins
        ? l10n.t('"{0}" joins two or more layers, but only one is named.', layer.type.name)
        : l10n.t(
            '"{0}" reads one layer. Join several with "add" or "concat" first.',
            layer.type.name,
          ),
    );
    return null;
  }

  private repeat(layer: LayerSpec, inside: Place, input: Wire): Wire {
    const [body] = layer.bodies;
    if (!body) return { id: input.id, shape: null };
    let times = layer.options.get('times', 'size') ?? 1;
    if (!this.budget.allowsRepeat(layer, times)) {
      this.stop(layer.span);
      times = 1;
    }
    let output = input;
    for (let index = 0; index < times; index += 1) {
      const container = childPath(inside.container, String(index));
      output = this.sequence(body, { container, scope: [...inside.scope, container] }, output);
      this.outputs.set(container, output);
    }
    return output;
  }

  private residual(layer: LayerSpec, path: string, inside: Place, input: Wire): Wire {
    const [body] = layer.bodies;
    if (!body) return { id: path, shape: input.shape };
    const output = this.sequence(body, inside, input);
    if (input.shape && output.shape && !sameShape(input.shape, output.shape)) {
      this.reportResidual(layer, body, input.shape, output.shape);
      this.stop(layer.span);
      return { id: path, shape: input.shape };
    }
    return this.join(layer, 'add', 'residual add', path, inside, [output, input]);
  }

  private parallel(layer: LayerSpec, path: string, inside: Place, input: Wire): Wire {
    const outputs = layer.bodies.map((body, index) => {
      const container = childPath(inside.container, String(index));
      const output = this.sequence(body, { container, scope: [...inside.scope, container] }, input);
      this.outputs.set(container, output);
      return output;
    });
    const type = layer.options.get('join', 'choice') === 'concat' ? 'concat' : 'add';
    return this.join(layer, type, `parallel ${type}`, path, inside, outputs);
  }

  private join(
    layer: LayerSpec,
    type: 'add' | 'concat',
    word: string,
    path: string,
    place: Place,
    inputs: readonly Wire[],
  ): Wire {
    const shapes = inputs.flatMap((wire) => (wire.shape ? [wire.shape] : []));
    const known = shapes.length === inputs.length;
    const operation = join(type, layer, known ? shapes : [], this.context);
    const span = layer.bodies.length > 0 ? layer.typeSpan : layer.span;
    return this.push(layer, operation, word, path, place, inputs, span);
  }

  /** Adds a node, if everything up to here was understood and it is not too large. */
  private push(
    layer: LayerSpec,
    operation: Operation,
    type: string,
    path: string,
    place: Place,
    inputs: readonly Wire[],
    span: Span,
  ): Wire {
    const { op, shape } = operation;
    if (!op || !shape || !this.budget.allows(layer, operation)) this.stop(layer.span);
    if (op && shape && !this.stoppedAt) {
      this.layerOf.set(path, layer);
      this.nodes.push(this.node(layer, operation, op, shape, { type, path, place, inputs, span }));
    }
    return { id: path, shape };
  }

  private node(
    layer: LayerSpec,
    operation: Operation,
    op: LayerOp,
    outputShape: Shape,
    about: { type: string; path: string; place: Place; inputs: readonly Wire[]; span: Span },
  ): GraphNode {
    const { lines } = this.context;
    return {
      id: about.path,
      name: layer.name ?? about.path,
      op,
      type: about.type,
      inputs: about.inputs.map((wire) => wire.id),
      inputShape: about.inputs[0]!.shape ?? [],
      outputShape,
      parameters: operation.parameters.map((parameter) => ({
        name: `${about.path}.${parameter.name}`,
        shape: parameter.shape,
        initializer: parameter.initializer,
        range: lines.range(parameter.span),
      })),
      scope: about.place.scope,
      range: lines.range(about.span),
    };
  }

  private stop(span: Span): void {
    this.stoppedAt ??= span;
  }

  private reportResidual(
    layer: LayerSpec,
    body: readonly LayerSpec[],
    input: Shape,
    output: Shape,
  ): void {
    const wanted = input[input.length - 1]!;
    const last = [...body].reverse().find((inner) => inner.type?.name === 'linear');
    const size = last?.options.tree('out');
    const remedies: Remedy[] = size ? [changeTo(size.span, String(wanted))] : [];
    this.context.problems.error(
      'shape-mismatch',
      layer.typeSpan,
      l10n.t(
        'The layers turn {0} into {1}, which cannot be added to their input. They must end with the size that they start with.',
        sampleBrackets(input),
        sampleBrackets(output),
      ),
      ...remedies,
    );
  }
}
