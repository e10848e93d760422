/** Lowers a graph to a program: forward, loss, backward and update as operations of the closed list. */
import type { Buffer, GraphNode, ModelGraph, Parameter } from '../../model/graph';
import { inputNodes } from '../../model/find';
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
  const inputs = inputNodes(graph).map(({ id }) => outputOf[id]!);
  const prediction = outputOf[graph.nodes[graph.nodes.length - 1]!.id]!;
  const { target, errors, loss } = lowerLoss(builder, graph, prediction);
  const gradientOf = lowerBackward(builder, loss);
  const kept = lowerUpdate(builder, graph.optimizer, { parameters, gradientOf, updated });
  const state = [...parameters, ...buffers, ...kept];
  const count = builder.count;
  const updatedOf = Array.from({ length: count }, (_, id) => updated.get(id) ?? null);
  while (gradientOf.length < count) gradientOf.push(null);

  const outliving = new Set([...inputs, loss, ...updated.values()]);
  if (target !== null) outliving.add(target);
  for (const id of state) if (!updated.has(id)) outliving.add(id);
  for (const input of inputs) {
    const gradient = gradientOf[input];
    if (typeof gradient === 'number') outliving.add(gradient);
  }
  const tensors = builder.tensors(outliving);
  return {
    dtype: graph.dtype,
    tensors,
    ops: builder.ops,
    inputs,
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
  const { outputOf, updated } = forward;
  const kept = new Map<string, TensorId>();
  for (const node of graph.nodes) {
    if (node.op.type === 'input') {
      outputOf[node.id] = builder.source({ ...inputDraft(node), integer: isInteger(node) });
      continue;
    }
    const own = new Map<string, TensorId>();
    const add = (tensor: Parameter | Buffer, role: 'parameter' | 'buffer', all: TensorId[]) => {
      const id = kept.get(tensor.name) ?? builder.source(stateDraft(node, tensor, role));
      if (!kept.has(tensor.name)) all.push(id);
      kept.set(tensor.name, id);
      own.set(tensor.role, id);
    };
    for (const parameter of node.parameters) add(parameter, 'parameter', forward.parameters);
    for (const buffer of node.buffers ?? []) add(buffer, 'buffer', forward.buffers);
    for (const { role, from } of node.given ?? []) own.set(role, outputOf[from]!);
    const inputs = node.inputs.map((id) => outputOf[id]!);
    const lowering = new NodeLowering(builder, graph, node, inputs, own, updated);
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

/** A tensor of the state, by the first of the nodes that share it. */
function stateDraft(
  { id }: GraphNode,
  tensor: Parameter | Buffer,
  role: 'parameter' | 'buffer',
): TensorDraft {
  const { name, shape, role: part } = tensor;
  const frozen = 'frozen' in tensor && tensor.frozen === true;
  return { role, name, nodeId: id, part, shape, ...(frozen && { frozen }) };
}

function isInteger({ op }: GraphNode): boolean {
  return op.type === 'input' && op.below !== undefined;
}
