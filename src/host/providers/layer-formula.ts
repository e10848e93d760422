/** What a layer computes, as one line of plain text with the letters of the mathematics: `z⁽¹⁾ = W⁽¹⁾ x + b⁽¹⁾`. Pure. */
import type { GraphNode, ModelGraph } from '../../core/model/graph';
import { notationOf } from '../../core/model/notation';
import type { Letter } from '../../core/model/notation';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The formula of one node; null for the input, which computes nothing. */
export function layerFormula(graph: ModelGraph, node: GraphNode): string | null {
  const letters = notationOf(graph);
  const own = letters[node.id];
  const inputs = node.inputs.map((id) => letterText(letters[id]));
  const right = rightSide(node, inputs, own);
  return right === null ? null : `${letterText(own)} = ${right}`;
}

function rightSide(
  { op }: GraphNode,
  inputs: readonly string[],
  own: Letter | undefined,
): string | null {
  const input = inputs[0] ?? '';
  switch (op.type) {
    case 'input':
      return null;
    case 'linear': {
      const layer = superscript(own?.layer ?? null);
      return `W${layer} ${input}${op.bias ? ` + b${layer}` : ''}`;
    }
    case 'elementwise':
      return op.function.fn === 'identity' ? input : `${op.function.fn}(${input})`;
    case 'softmax':
    case 'log_softmax':
    case 'flatten':
      return `${op.type}(${input})`;
    case 'add':
      return inputs.join(' + ');
    case 'concat':
      return `concat(${inputs.join(', ')})`;
  }
}

/** A letter in plain text, such as `z⁽²⁾` or `ŷ`. */
function letterText(letter: Letter | undefined): string {
  if (!letter) return '?';
  const base = letter.hat ? `${letter.base}\u0302`.normalize('NFC') : letter.base;
  return base + superscript(letter.layer);
}

function superscript(layer: number | null): string {
  if (layer === null) return '';
  return `⁽${[...String(layer)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}⁾`;
}
