/** Finds what a graph holds: inputs, parameters, nodes at a place in the file. */
import type { GraphNode, ModelGraph, Parameter } from './graph';
import type { SourceRange } from './range';

/** The inputs, in order. */
export function inputNodes({ nodes }: ModelGraph): readonly GraphNode[] {
  return nodes.filter(({ op }) => op.type === 'input');
}

/** All parameters of the model, each once; without those of other models that its loss is computed with. */
export function parametersOf({ nodes }: ModelGraph): readonly Parameter[] {
  const byName = new Map<string, Parameter>();
  for (const { parameters } of nodes) {
    for (const parameter of parameters) {
      if (!parameter.outside && !byName.has(parameter.name)) byName.set(parameter.name, parameter);
    }
  }
  return [...byName.values()];
}

/** The node whose definition is the smallest that holds this place; the first of them when a definition is used several times. */
export function nodeAt(graph: ModelGraph, line: number, column: number): GraphNode | null {
  let best: GraphNode | null = null;
  for (const node of graph.nodes) {
    if (contains(node.range, line, column) && (!best || isSmaller(node.range, best.range))) {
      best = node;
    }
  }
  return best;
}

/** True when the place is inside the range or at its end, where an editor's cursor may stand. */
function contains(range: SourceRange, line: number, column: number): boolean {
  const afterStart =
    line > range.startLine || (line === range.startLine && column >= range.startColumn);
  const beforeEnd = line < range.endLine || (line === range.endLine && column <= range.endColumn);
  return afterStart && beforeEnd;
}

function isSmaller(a: SourceRange, b: SourceRange): boolean {
  const lines = a.endLine - a.startLine - (b.endLine - b.startLine);
  if (lines !== 0) return lines < 0;
  return a.endColumn - a.startColumn < b.endColumn - b.startColumn;
}
