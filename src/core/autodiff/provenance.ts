/** Where one number comes from: the sum of products that it is. */
import { ruleOf } from './primitives';
import type { Op, Program } from './program';
import { operandsOf } from './run';
import type { ElementRef, Term, Trace } from './trace';

/**
 * The terms whose sum is the element's value; the value of a term is the product of its factors.
 * Empty for numbers that were there from the start: input, target and parameters.
 */
export function provenance(trace: Trace, { tensor, index }: ElementRef): readonly Term[] {
  const { program, values } = trace;
  const op = program.ops[program.tensors[tensor]!.birth];
  if (!op) return [];
  const site = { ...operandsOf(program, values, op), inputIds: op.inputs };
  return ruleOf(op.primitive).terms(site, op.attributes, index);
}

/** Number of terms that one element of the operation's result is made of. */
export function termsPerElement({ tensors }: Program, op: Op): number {
  const shapes = op.inputs.map((id) => tensors[id]!.shape);
  return ruleOf(op.primitive).termCount(shapes, tensors[op.output]!.shape, op.attributes);
}
