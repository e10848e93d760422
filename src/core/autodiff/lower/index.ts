/** Lowers a graph to a program: forward, loss, backward and update as operations of the closed list. */
import type { GraphNode, ModelGraph } from '../../model/graph';
import { reference } from '../../model/outputs';
import type { Program, TensorId } from '../program';
import { ProgramBuilder, type TensorDraft } from '../program-builder';
import { lowerBackward } from './backward';
import { lowerLoss } from './loss';
import { NodeLowering, type Outputs } from './node';
import { lowerNode } from './table';
import { lowerUpdate } from './update';

/** The program of one training step. Throws when shapes do not fit, which a graph without problems does not do. */
export function lower(graph: ModelGraph): Program {
  const builder = new ProgramBuilder();
  const forward = lowerForward(builder, graph);
  const { outputOf, parameters, buffers, updated } = forward;
  const input = outputOf[graph.nodes[0]!.id]!;
  const prediction = outputOf[graph.nodes[graph.nodes.length - 1]!.id]!;
  const { target, errors, loss } = lowerLoss(builder, graph, prediction);
  const gradientOf = lowerBackward(builder, loss);
  const kept = lowerUpdate(builder, graph.optimizer, parameters, gradientOf, updated);
  const state = [...parameters, ...buffers, ...kept];
  const count = builder.count;
  const updatedOf = Array.from({ length: count }, (_, id) => updated.get(id) ?? null);
  while (gradientOf.length < count) gradientOf.push(null);

  const outliving = new Set([input, target, loss, ...updated.values()]);
  for (const id of state) if (!updated.has(id)) outliving.add(id);
  const inputGradient = gradientOf[input];
  if (typeof inputGradient === 'number') outliving.add(inputGradient);
  const tensors = builder.tensors(outliving);
  return {
    dtype: graph.dtype,
    tensors,
    ops: builder.ops,
    input,
    target,
    prediction,
    errors,
    loss,
    parameters,
    state,
    random: tensors.filter(({ role }) => role === 'random').map(({ id }) => id),
    gradientOf,
    updatedOf,
    outputOf,
  };
}

interface Forward {
  readonly outputOf: Record<string, TensorId>;
  readonly parameters: TensorId[];
  readonly buffers: TensorId[];
  /** Buffers' values for the next step. */
  readonly updated: Map<TensorId, TensorId>;
}

/** The operations of every node in turn; parameters and buffers are tensors that are there from the start. */
function lowerForward(builder: ProgramBuilder, graph: ModelGraph): Forward {
  const forward: Forward = { outputOf: {}, parameters: [], buffers: [], updated: new Map() };
  const { outputOf } = forward;
  for (const node of graph.nodes) {
    if (node.op.type === 'input') {
      outputOf[node.id] = builder.source({ ...inputDraft(node), integer: isInteger(node) });
      continue;
    }
    const own = new Map<string, TensorId>();
    const add = (name: string, draft: TensorDraft): TensorId => {
      const id = builder.source(draft);
      own.set(name.slice(node.id.length + 1), id);
      return id;
    };
    for (const { name, shape } of node.parameters) {
      const id = add(name, { role: 'parameter', name, nodeId: node.id, shape });
      forward.parameters.push(id);
    }
    for (const { name, shape } of node.buffers ?? []) {
      forward.buffers.push(add(name, { role: 'buffer', name, nodeId: node.id, shape }));
    }
    const inputs = node.inputs.map((id) => outputOf[id]!);
    const lowering = new NodeLowering(builder, graph, node, inputs, own, forward.updated);
    const outputs = lowering.finish(lowerNode(node.op, lowering));
    record(outputOf, node, outputs);
  }
  return forward;
}

function record(outputOf: Record<string, TensorId>, node: GraphNode, outputs: Outputs): void {
  for (const [name, id] of Object.entries(outputs)) {
    outputOf[reference(node.id, name === 'first' ? null : name)] = id;
  }
}

function inputDraft({ id, outputShape }: GraphNode): TensorDraft {
  return { role: 'input', name: id, nodeId: id, shape: outputShape };
}

function isInteger({ op }: GraphNode): boolean {
  return op.type === 'input' && op.below !== undefined;
}
