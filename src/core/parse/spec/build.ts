/** Builds the nodes of the graph from layer descriptions: paths, wiring, shapes and parameters. */
import * as l10n from '@vscode/l10n';
import { inferShapes, stateOf, type Outputs } from '../../model/definitions';
import type { SpecialValues } from '../../model/definitions/initialization';
import type { GraphNode, LayerOp, Shape } from '../../model/graph';
import { nodeOf, outputNameOf, reference } from '../../model/outputs';
import { sameShape } from '../../model/shape';
import type { Span } from '../lines';
import { changeTo, type Remedy } from '../problems';
import { Budget } from './budget';
import { sampleBrackets } from './describe';
import type { LayerSpec } from './layer-spec';
import {
  joinDimension,
  kindOf,
  type CompositeKind,
  type GivenValues,
  type NodeAdder,
  type Wire,
} from './kinds';
import type { Context } from './source';
import { childPath, Declarations, lookUp, reportNoOutput } from './wiring';
import { INPUT_NAME, type NameRef } from './values';

/** What building gives: the nodes that were understood, and the layer where it had to stop. */
export interface Built {
  readonly nodes: readonly GraphNode[];
  /** The layer that each node comes from, by node id. */
  readonly layerOf: ReadonlyMap<string, LayerSpec>;
  /** First values that are not PyTorch's defaults. */
  readonly special: SpecialValues;
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

/** Where a layer stands. */
interface Place {
  readonly container: string;
  readonly scope: readonly string[];
}

/** What is known of a node besides its operation. */
interface About {
  readonly type: string;
  readonly path: string;
  readonly place: Place;
  readonly inputs: readonly Wire[];
  readonly given?: GivenValues;
  /** The text that defines it, when it is not the whole layer. */
  readonly span?: Span;
}

function isKnown(wire: Wire): wire is Wire & { readonly shape: Shape } {
  return wire.shape !== null;
}

class Builder implements Built {
  readonly nodes: GraphNode[] = [];
  readonly layerOf = new Map<string, LayerSpec>();
  readonly special = {
    given: new Map<string, readonly number[]>(),
    copyOf: new Map<string, string>(),
  };
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
      default:
        return this.apply(layer, path, place, inputs ?? []);
    }
  }

  /** A layer that is one node or several. */
  private apply(layer: LayerSpec, path: string, place: Place, inputs: readonly Wire[]): Wire {
    const kind = layer.type && kindOf(layer.type.name);
    const known = inputs.filter(isKnown);
    if (!kind || known.length === 0 || known.length < inputs.length) {
      this.stop(layer.span);
      return { id: path, shape: null };
    }
    if ('build' in kind) return this.composite(kind, layer, path, place, known);
    const shapes = known.map(({ shape }) => shape);
    const guess = kind.guess?.(layer, shapes) ?? null;
    if (!layer.ok) return { id: path, shape: guess };
    const op = kind.op(layer, shapes, this.context);
    if (!op) return { ...this.unknown(layer, path), shape: guess };
    const given = kind.given ? kind.given(layer, op, this.context) : {};
    if (given) return this.push(layer, op, { type: kind.spec.name, path, place, inputs, given });
    const inferred = inferShapes(op, shapes);
    this.stop(layer.span);
    return { id: path, shape: 'misfit' in inferred ? null : inferred.shape };
  }

  private unknown(layer: LayerSpec, path: string): Wire {
    this.stop(layer.span);
    return { id: path, shape: null };
  }

  private composite(
    kind: CompositeKind,
    layer: LayerSpec,
    path: string,
    place: Place,
    inputs: readonly (Wire & { readonly shape: Shape })[],
  ): Wire {
    const inside: Place = { container: path, scope: [...place.scope, path] };
    const nodes: NodeAdder = {
      add: (local, type, op, wires, { copyOf } = {}) => {
        const id = childPath(path, local);
        if (copyOf !== undefined) this.special.copyOf.set(id, childPath(path, copyOf));
        const [container] = /^.+(?=\.)/.exec(local) ?? [];
        const within = container === undefined ? [] : [childPath(path, container)];
        const stands = { ...inside, scope: [...inside.scope, ...within] };
        return this.push(layer, op, { type, path: id, place: stands, inputs: wires });
      },
      output: (node, name) => this.further(node, name),
    };
    return kind.build(layer, inputs, nodes, this.context) ?? this.unknown(layer, path);
  }

  /** A further output of a node. */
  private further({ id }: Wire, name: string): Wire {
    const node = this.nodes.find((each) => each.id === id);
    const output = node?.others?.find((other) => other.name === name);
    return { id: reference(id, name), shape: output?.shape ?? null };
  }

  /** What a layer reads; null after a problem was reported. */
  private inputsOf(layer: LayerSpec, path: string, place: Place, previous: Wire): Wire[] | null {
    if (!layer.from) return [previous];
    const wires: Wire[] = [];
    for (const ref of layer.from) {
      const wire = lookUp(nodeOf(ref.name), place.container, this.outputs);
      if (!wire) {
        this.declarations.report(ref, path, place.container, this.outputs.keys(), this.context);
        return null;
      }
      const output = this.outputOf(wire, ref);
      if (!output) return null;
      wires.push(output);
    }
    const kind = layer.type && kindOf(layer.type.name);
    const { min, max } = kind?.reads ?? { min: 1, max: 1 };
    if ((wires.length >= min && wires.length <= max) || !layer.type) return wires;
    const span = layer.options.tree('from')!.span;
    const { name } = layer.type;
    if (wires.length < min) {
      this.context.problems.error(
        'too-few',
        span,
        min === 2 && max === Infinity
          ? l10n.t('"{0}" joins two or more layers, but only one is named.', name)
          : l10n.t('"{0}" reads {1} layers, but {2} are named.', name, min, wires.length),
      );
    } else {
      this.context.problems.error(
        'too-many',
        span,
        max === 1
          ? l10n.t('"{0}" reads one layer. Join several with "add" or "concat" first.', name)
          : l10n.t('"{0}" reads {1} layers at most, but {2} are named.', name, max, wires.length),
      );
    }
    return null;
  }

  /** The output of a layer that a name means, such as `lstm:h_n`; null after a problem was reported. */
  private outputOf(wire: Wire, ref: NameRef): Wire | null {
    const name = outputNameOf(ref.name);
    const node = this.nodes.find(({ id }) => id === nodeOf(wire.id));
    if (name === null || !node) return wire;
    const output = this.further(wire, name);
    if (output.shape) return output;
    reportNoOutput(ref, node.others ?? [], this.context);
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

  /** The sum of the branches of a container, or the branches side by side. */
  private join(
    layer: LayerSpec,
    type: 'add' | 'concat',
    word: string,
    path: string,
    place: Place,
    inputs: readonly Wire[],
  ): Wire {
    const known = inputs.filter(isKnown);
    const first = known[0];
    const dim = type === 'concat' && first ? joinDimension(layer, first.shape, this.context) : 0;
    if (!first || known.length < inputs.length || dim === null) return this.unknown(layer, path);
    const op: LayerOp = type === 'add' ? { type } : { type, dim };
    if (type === 'add' && !known.every(({ shape }) => sameShape(shape, first.shape))) {
      this.context.problems.error(
        'shape-mismatch',
        layer.typeSpan,
        l10n.t(
          'The shapes that meet here are {0}, but they must all be the same to be added.',
          known.map(({ shape }) => sampleBrackets(shape)).join(', '),
        ),
      );
      return this.unknown(layer, path);
    }
    const span = layer.bodies.length > 0 ? layer.typeSpan : layer.span;
    return this.push(layer, op, { type: word, path, place, inputs, span });
  }

  /** Adds a node, if everything up to here was understood and it is not too large. */
  private push(layer: LayerSpec, op: LayerOp, about: About): Wire {
    const { path, inputs } = about;
    const shapes = inputs.map(({ shape }) => shape ?? []);
    const inferred = inferShapes(op, shapes);
    if ('misfit' in inferred) {
      this.context.problems.error('shape-mismatch', layer.typeSpan, inferred.misfit);
      return this.unknown(layer, path);
    }
    const { shape } = inferred;
    if (!this.budget.allows(layer, op, shapes, inferred)) this.stop(layer.span);
    if (!this.stoppedAt) {
      this.layerOf.set(path, layer);
      this.nodes.push(this.node(layer, op, inferred, about));
    }
    return { id: path, shape };
  }

  private node(layer: LayerSpec, op: LayerOp, outputs: Outputs, about: About): GraphNode {
    const { lines } = this.context;
    const { path, type, place, inputs, given = {}, span = layer.span } = about;
    const state = stateOf(op).map((each) => ({ ...each, full: `${path}.${each.name}` }));
    for (const [name, { values }] of Object.entries(given)) {
      this.special.given.set(`${path}.${name}`, values);
    }
    const buffers = state
      .filter(({ kind }) => kind === 'buffer')
      .map(({ full, name, shape }) => ({ name: full, role: name, shape }));
    return {
      id: path,
      name: layer.name !== null && path.endsWith(layer.name) ? layer.name : path,
      op,
      type,
      inputs: inputs.map((wire) => wire.id),
      inputShape: inputs[0]?.shape ?? outputs.shape,
      outputShape: outputs.shape,
      ...(outputs.others && { others: outputs.others }),
      parameters: state
        .filter(({ kind }) => kind === 'parameter')
        .map(({ full, name, shape }) => ({
          name: full,
          role: name,
          shape,
          range: lines.range(given[name]?.span ?? layer.span),
        })),
      ...(buffers.length > 0 && { buffers }),
      scope: place.scope,
      range: lines.range(span),
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
