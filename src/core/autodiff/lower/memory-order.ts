/**
 * The order in which PyTorch keeps a tensor in memory, because it draws dropout masks in that order: a permuted tensor is a view, and
 * what is computed element by element from it keeps its order.
 */
import type { GraphNode } from '../../model/graph';
import { nodeOf, outputNameOf } from '../../model/outputs';
import { sameShape, type Shape } from '../../model/shape';

/** The dimensions of a node's output from the slowest to the fastest. */
export function memoryOrder(nodes: readonly GraphNode[], reference: string): readonly number[] {
  const node = nodes.find(({ id }) => id === nodeOf(reference))!;
  const shape = shapeOf(nodes, reference);
  if (outputNameOf(reference) !== null) return rowMajor(shape);
  switch (node.op.type) {
    case 'permute': {
      const { dims } = node.op;
      return memoryOrder(nodes, node.inputs[0]!).map((d) => dims.indexOf(d));
    }
    case 'recurrent':
    case 'multihead_attention':
      return node.op.batchFirst && shape.length === 3 ? [1, 0, 2] : rowMajor(shape);
    case 'elementwise':
    case 'prelu':
    case 'dropout':
    case 'add':
    case 'binary':
    case 'where':
      return orderOfFirst(nodes, node);
    default:
      return rowMajor(shape);
  }
}

/** The order of the first input that is not broadcast. */
function orderOfFirst(nodes: readonly GraphNode[], { inputs, outputShape }: GraphNode) {
  const first = inputs.find((input) => sameShape(shapeOf(nodes, input), outputShape));
  return first === undefined ? rowMajor(outputShape) : memoryOrder(nodes, first);
}

function shapeOf(nodes: readonly GraphNode[], reference: string): Shape {
  const node = nodes.find(({ id }) => id === nodeOf(reference))!;
  const output = outputNameOf(reference);
  return node.others?.find(({ name }) => name === output)?.shape ?? node.outputShape;
}

function rowMajor(shape: Shape): number[] {
  return shape.map((_, d) => d);
}
