/** What a layer computes, as one line of plain text with the letters of the mathematics: `z⁽¹⁾ = W⁽¹⁾ x + b⁽¹⁾`. Pure. */
import type { GraphNode, ModelGraph } from '../../core/model/graph';
import { notationOf, type Letter } from '../../core/model/notation';
import { nodeOf, outputNameOf } from '../../core/model/outputs';
import { rightSide } from './right-sides';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The formula of one node; null for the input, which computes nothing. */
export function layerFormula(graph: ModelGraph, node: GraphNode): string | null {
  const letters = notationOf(graph);
  const own = letters[node.id];
  const inputs = node.inputs.map((input) => {
    const output = outputNameOf(input);
    return letterText(letters[nodeOf(input)]) + (output === null ? '' : `.${output}`);
  });
  const layer = superscript(own?.layer ?? null);
  const right = rightSide(node.op, { x: inputs[0] ?? '', inputs, layer });
  return right === null ? null : `${letterText(own)} = ${right}`;
}

/** A letter in plain text, such as `z⁽²⁾` or `ŷ`. */
function letterText(letter: Letter | undefined): string {
  if (!letter) return '?';
  const base = letter.hat ? `${letter.base}\u0302`.normalize('NFC') : letter.base;
  return base + superscript(letter.layer);
}

function superscript(layer: string | null): string {
  if (layer === null) return '';
  return `⁽${[...layer].map((digit) => SUPERSCRIPTS[Number(digit)] ?? '·').join('')}⁾`;
}
