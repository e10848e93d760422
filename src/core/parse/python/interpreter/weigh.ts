/** How much of a model stands in a piece of code: decides between branches when the condition is unknown. */
import type { Expression, Statement } from '../syntax/ast';
import { blocksOf, expressionsOf, partsOf } from './tree';

const ROOTS = new Set(['self', 'nn', 'F', 'torch', 'layers', 'init']);
const weights = new WeakMap<object, number>();

/** Calls of layers and of torch in an expression. */
export function weighExpression(node: Expression): number {
  let weight = weights.get(node);
  if (weight === undefined) {
    weight = partsOf(node).reduce((sum, part) => sum + weighExpression(part), 0);
    if (node.kind === 'call') weight += isOfModel(node.callee) ? 10 : 1;
    weights.set(node, weight);
  }
  return weight;
}

/** The same for a block; one that only raises, or ends the run, counts less than an empty one. */
export function weighBlock(block: readonly Statement[]): number {
  const last = block.at(-1);
  if (last?.kind === 'raise') return -1;
  return block.reduce((sum, statement) => sum + weighStatement(statement), 0);
}

function weighStatement(node: Statement): number {
  if (node.kind === 'function' || node.kind === 'class') return 1;
  const own = expressionsOf(node).reduce((sum, part) => sum + weighExpression(part), 0);
  const inner = blocksOf(node).reduce((sum, block) => sum + Math.max(0, weighBlock(block)), 0);
  const plain = node.kind === 'pass' || node.kind === 'break' || node.kind === 'continue';
  const returns = node.kind === 'return' && node.value !== null;
  return own + inner + (plain ? 0 : 1) + (returns ? 2 : 0);
}

function isOfModel(callee: Expression): boolean {
  if (callee.kind === 'name') return ROOTS.has(callee.id);
  return callee.kind === 'attribute' || callee.kind === 'subscript' || callee.kind === 'call'
    ? isOfModel(callee.kind === 'call' ? callee.callee : callee.object)
    : false;
}
