/** What the layers of a program cost: work and memory of the forward pass, batch included. */
import { elementCount } from '../model/shape';
import { ruleOf } from './primitives';
import type { Op, Program } from './program';
import { bytesPerElement } from './values';

/** Cost of one graph node in the forward pass. */
export interface NodeCost {
  /** Multiply-adds: the products that are summed. Additions and functions alone count nothing. */
  readonly macs: number;
  /** Memory of all that the node computes, its output included, in the precision of the run. */
  readonly activationBytes: number;
}

/** Cost of every graph node, by node id: all its operations of the forward pass together. */
export function nodeCosts(program: Program): Readonly<Record<string, NodeCost>> {
  const costs: Record<string, NodeCost> = {};
  for (const { nodeId, id, role } of program.tensors) {
    if (role === 'input') costs[nodeId!] = { macs: 0, activationBytes: bytesOf(program, id) };
  }
  for (const op of program.ops) {
    if (op.phase !== 'forward') continue;
    const { macs, activationBytes } = costs[op.nodeId] ?? { macs: 0, activationBytes: 0 };
    const own = operationCost(program, op);
    costs[op.nodeId] = { macs: macs + own.macs, activationBytes: activationBytes + own.bytes };
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
  return elementCount(program.tensors[tensor]!.shape) * bytesPerElement(program.dtype);
}
