/** Lowers a graph to a program: forward, loss, backward and update as operations of the closed list. */
import type { GraphNode, ModelGraph } from '../model/graph';
import { lowerBackward } from './backward';
import { isClassLoss } from './loss-kind';
import { LOSS_NODE, type Program, type TensorId } from './program';
import { ProgramBuilder, type OpDraft, type TensorDraft } from './program-builder';

/** The program of one training step. Throws when shapes do not fit, which a graph without problems does not do. */
export function lower(graph: ModelGraph): Program {
  const builder = new ProgramBuilder();
  const { outputOf, parameters } = lowerForward(builder, graph);
  const input = outputOf[graph.nodes[0]!.id]!;
  const prediction = outputOf[graph.nodes[graph.nodes.length - 1]!.id]!;
  const { target, errors, loss } = lowerLoss(builder, graph, prediction);
  const gradientOf = lowerBackward(builder, loss);
  const updated = lowerUpdate(builder, graph, parameters, gradientOf);
  const updatedOf = Array.from({ length: builder.count }, (_, id) => updated.get(id) ?? null);
  while (gradientOf.length < builder.count) gradientOf.push(null);

  const kept = new Set([input, target, loss, ...updated.values()]);
  for (const id of parameters) if (!updated.has(id)) kept.add(id);
  const inputGradient = gradientOf[input];
  if (typeof inputGradient === 'number') kept.add(inputGradient);
  return {
    tensors: builder.tensors(kept),
    ops: builder.ops,
    input,
    target,
    prediction,
    errors,
    loss,
    parameters,
    gradientOf,
    updatedOf,
    outputOf,
  };
}

interface Forward {
  readonly outputOf: Record<string, TensorId>;
  readonly parameters: TensorId[];
}

/** One operation a node; parameters are tensors that are there from the start. */
function lowerForward(builder: ProgramBuilder, graph: ModelGraph): Forward {
  const outputOf: Record<string, TensorId> = {};
  const parameters: TensorId[] = [];
  for (const node of graph.nodes) {
    const draft: TensorDraft = {
      role: node.op.type === 'input' ? 'input' : 'activation',
      name: node.id,
      nodeId: node.id,
      shape: node.outputShape,
    };
    const own = node.parameters.map(({ name, shape }) =>
      builder.source({ role: 'parameter', name, nodeId: node.id, shape }),
    );
    parameters.push(...own);
    const op = forwardOp(node, [...node.inputs.map((id) => outputOf[id]!), ...own]);
    outputOf[node.id] = op ? builder.emit(op, draft) : builder.source(draft);
  }
  return { outputOf, parameters };
}

/** The operation of a node; null for the input, which is given. */
function forwardOp({ op, id }: GraphNode, inputs: readonly TensorId[]): OpDraft | null {
  const common = { phase: 'forward', inputs, nodeId: id } as const;
  switch (op.type) {
    case 'input':
      return null;
    case 'linear':
      return { ...common, primitive: 'linear', attributes: {} };
    case 'elementwise':
      return { ...common, primitive: 'elementwise', attributes: { function: op.function } };
    case 'softmax':
      return { ...common, primitive: 'softmax', attributes: { dim: op.dim } };
    case 'log_softmax':
      return { ...common, primitive: 'log_softmax', attributes: { dim: op.dim } };
    case 'flatten':
      return { ...common, primitive: 'reshape', attributes: {} };
    case 'add':
      return { ...common, primitive: 'add', attributes: {} };
    case 'concat':
      return { ...common, primitive: 'concat', attributes: { dim: op.dim } };
  }
}

/** Errors from prediction and target, then the scalar E. */
function lowerLoss(
  builder: ProgramBuilder,
  { loss: { kind, delta, reduction }, targetShape }: ModelGraph,
  prediction: TensorId,
): { target: TensorId; errors: TensorId; loss: TensorId } {
  const target = builder.source({
    role: 'target',
    name: 'target',
    nodeId: null,
    shape: targetShape,
  });
  const common = { phase: 'loss', nodeId: LOSS_NODE } as const;
  const compare = { ...common, inputs: [prediction, target] };
  const errors = builder.emit(
    isClassLoss(kind)
      ? { ...compare, primitive: kind, attributes: {} }
      : { ...compare, primitive: 'pointwise_loss', attributes: { loss: kind, delta } },
    { role: 'error', name: 'errors', nodeId: null, shape: targetShape },
  );
  const loss = builder.emit(
    { ...common, primitive: 'reduce', attributes: { reduction }, inputs: [errors] },
    { role: 'loss', name: 'loss', nodeId: null, shape: [] },
  );
  return { target, errors, loss };
}

/** One update a parameter that has a gradient; the others stay as they are. */
function lowerUpdate(
  builder: ProgramBuilder,
  { optimizer: { lr } }: ModelGraph,
  parameters: readonly TensorId[],
  gradientOf: readonly (TensorId | null)[],
): Map<TensorId, TensorId> {
  const updated = new Map<TensorId, TensorId>();
  for (const of of parameters) {
    const gradient = gradientOf[of];
    if (typeof gradient !== 'number') continue;
    const { name, nodeId, shape } = builder.draftOf(of);
    const result = builder.emit(
      {
        phase: 'update',
        primitive: 'sgd',
        attributes: { lr },
        inputs: [of, gradient],
        nodeId: nodeId!,
      },
      { role: 'updated', name: `updated(${name})`, nodeId, shape, of },
    );
    updated.set(of, result);
  }
  return updated;
}
