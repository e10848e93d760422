/** What the layers of a program cost: work and memory of the forward pass, batch included. */
import { elementCount } from '../model/shape';
import { ruleOf } from './primitives';
import type { Op, Program } from './program';

/** Cost of one graph node in the forward pass. */
export interface NodeCost {
  /** Multiply-adds: the products that are summed. Additions and functions alone count nothing. */
  readonly macs: number;
  /** Memory of the node's output in double precision. */
  readonly activationBytes: number;
}

const BYTES_PER_ELEMENT = Float64Array.BYTES_PER_ELEMENT;

/** Cost of every graph node, by node id. */
export function nodeCosts(program: Program): Readonly<Record<string, NodeCost>> {
  const costs: Record<string, NodeCost> = {};
  for (const [nodeId, tensor] of Object.entries(program.outputOf)) {
    const op = program.ops[program.tensors[tensor]!.birth];
    costs[nodeId] = {
      macs: op ? operationCost(program, op).macs : 0,
      activationBytes: bytesOf(program, tensor),
    };
  }
  return costs;
}

/** Cost of one operation of any phase: its multiply-adds and the memory of its result. */
export function operationCost(program: Program, op: Op): { macs: number; bytes: number } {
  const shapes = op.inputs.map((id) => program.tensors[id]!.shape);
  const output = program.tensors[op.output]!.shape;
  return {
    macs: ruleOf(op.primitive).macs(shapes, output, op.attributes),
    bytes: bytesOf(program, op.output),
  };
}

function bytesOf(program: Program, tensor: number): number {
  return elementCount(program.tensors[tensor]!.shape) * BYTES_PER_ELEMENT;
}
