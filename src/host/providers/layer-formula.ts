/** What a layer computes, as one line of plain text with the letters of the mathematics: `z⁽¹⁾ = W⁽¹⁾ x + b⁽¹⁾`. Pure. */
import type { GraphNode, ModelGraph } from '../../core/model/graph';
import { layersOfParameters, notationOf, type Letter } from '../../core/model/notation';
import { nodeOf, outputNameOf } from '../../core/model/outputs';
import { rightSide } from './right-sides';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The formula of one node; null for what computes nothing: inputs, parameters and buffers by themselves. */
export function layerFormula(graph: ModelGraph, node: GraphNode): string | null {
  const letters = notationOf(graph);
  const own = letters[node.id];
  const read = (input: string) => {
    const output = outputNameOf(input);
    return letterText(letters[nodeOf(input)]) + (output === null ? '' : `.${output}`);
  };
  const inputs = node.inputs.map(read);
  const layers = layersOfParameters(graph);
  const weight = (letter: string, role: string): string => {
    const given = node.given?.find((each) => each.role === role);
    if (given) return read(given.from);
    const parameter = node.parameters.find((each) => each.role === role);
    return letter + superscript((parameter && layers.get(parameter.name)) ?? own?.layer ?? null);
  };
  const right = rightSide(node.op, { x: inputs[0] ?? '', inputs, weight });
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
