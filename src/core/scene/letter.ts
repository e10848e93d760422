/** The letters of the mathematics as labels. */
import type { Letter } from '../model/notation';
import type { LabelContent } from './scene';

/** A letter with its superscript; the subscript is the element's. */
export interface ScriptedLetter {
  readonly base: string;
  readonly hat: boolean;
  readonly sup: string;
}

/** The letter of a node's output. */
export function scripted({ base, hat, layer }: Letter): ScriptedLetter {
  return { base, hat, sup: layer === null ? '' : `(${layer})` };
}

/** A letter without superscript. */
export function plain(base: string): ScriptedLetter {
  return { base, hat: false, sup: '' };
}

/** A letter in mathematics type, with what follows it. */
export function mathLabel(letter: ScriptedLetter, sub: string, tail = ''): LabelContent {
  return { kind: 'math', base: letter.base, hat: letter.hat, sub, sup: letter.sup, tail };
}

/** Upright digits in mathematics type. */
export function numberLabel(text: string): LabelContent {
  return { kind: 'math', base: text, hat: false, sub: '', sup: '', tail: '' };
}

/** Text in the editor's font. */
export function textLabel(text: string, bold = false): LabelContent {
  return { kind: 'text', text, bold };
}

/** Subscript of a weight: target, then source, counted from 1; a comma where digits would run together. */
export function weightSubscript(target: number, source: number): string {
  const comma = target > 8 || source > 8 ? ',' : '';
  return `${target + 1}${comma}${source + 1}`;
}
