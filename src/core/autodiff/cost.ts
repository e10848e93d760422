/** What programs cost, known without running them: work and memory of layers, operations and whole training steps. */
import { elementCount } from '../model/shape';
import { ruleOf } from './primitives';
import type { PrimitiveName } from './attributes';
import type { Op, Program, TensorRole } from './program';
import { bytesPerElement } from './values';

/** Cost of one graph node in the forward pass. */
export interface NodeCost {
  /** Multiply-adds: the products that are summed. Additions and functions alone count nothing. */
  readonly macs: number;
  /** Memory of all that the node computes, its output included, in the precision of the run. */
  readonly activationBytes: number;
}

/** Cost of one training step: forward, loss, backward and update. */
export interface StepCost {
  readonly macs: number;
  /** Memory of all tensors, once each, and of what products are packed into. */
  readonly bytes: number;
  /** What time is estimated from; see `operationWork`. */
  readonly work: number;
}

/** How much longer a multiply-add takes than in a dense layer. What is not a product is counted by its elements. */
const PRODUCTS: Partial<Record<PrimitiveName, number>> = {
  linear: 1,
  linear_grad_input: 1,
  linear_grad_weight: 1,
  matmul: 1,
  conv: 2.5,
  conv_transpose: 2.5,
  conv_grad_weight: 2.5,
};
/** Multiply-adds that take about as long as one element of any other operation, and as starting an operation. */
const ELEMENT_WORK = 60;
const START_WORK = 10_000;
/** What the products of one operation are worked on in, in elements, but for very large convolutions; see `primitives/matmul.ts`. */
const MOST_SCRATCH = 3 * (1 << 21);

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

/** How long an operation takes, measured in multiply-adds of a dense layer. */
export function operationWork(program: Program, op: Op): number {
  const perMac = PRODUCTS[op.primitive] ?? 0;
  const macs = perMac === 0 ? 0 : perMac * operationCost(program, op).macs;
  return macs + ELEMENT_WORK * elementsWalked(program, op) + START_WORK;
}

/** Elements that are written, or read where these are more; of a table only what is looked up is read. */
function elementsWalked({ tensors }: Program, op: Op): number {
  const written = elementCount(tensors[op.output]!.shape);
  const [first] = op.inputs;
  if (first === undefined || op.primitive === 'lookup') return written;
  return Math.max(written, elementCount(tensors[first]!.shape));
}

/** Cost of a whole training step. */
export function stepCost(program: Program): StepCost {
  let [macs, work] = [0, 0];
  for (const op of program.ops) {
    macs += operationCost(program, op).macs;
    work += operationWork(program, op);
  }
  const tensors = Object.values(bytesByRole(program)).reduce((sum, each) => sum + each, 0);
  return { macs, bytes: tensors + scratchBytes(program), work };
}

/** Memory beside the tensors: copies of what the largest product reads and writes. */
function scratchBytes({ dtype, ops, tensors }: Program): number {
  let most = 0;
  for (const { primitive, inputs, output } of ops) {
    if (PRODUCTS[primitive] === undefined) continue;
    const ids = [...inputs, output];
    most = Math.max(
      most,
      ids.reduce((sum, id) => sum + elementCount(tensors[id]!.shape), 0),
    );
  }
  return Math.min(most, MOST_SCRATCH) * bytesPerElement(dtype);
}

/** Memory of all tensors of each role, once each. */
export function bytesByRole(program: Program): Readonly<Partial<Record<TensorRole, number>>> {
  const bytes: Partial<Record<TensorRole, number>> = {};
  for (const { id, role } of program.tensors) {
    bytes[role] = (bytes[role] ?? 0) + bytesOf(program, id);
  }
  return bytes;
}

function bytesOf(program: Program, tensor: number): number {
  return elementCount(program.tensors[tensor]!.shape) * bytesPerElement(program.dtype);
}
