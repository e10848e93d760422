/** Which letters stand for a program's tensors and their elements: z^{(2)}_1, w^{(2)}_{12}, δ^{(2)}_1, ∂E/∂a^{(1)}_2. */
import * as l10n from '@vscode/l10n';
import { notationOf, type Notation } from '../model/notation';
import type { ModelGraph } from '../model/graph';
import type { Program, TensorId, TensorInfo } from '../autodiff/program';
import { isPerSample } from '../timeline';
import { atom, colored, LEVEL, type Color, type Piece } from './piece';

/** Symbols of one program. */
export interface Symbols {
  /** The tensor as a whole: for one sample, if it has samples. */
  readonly whole: (id: TensorId) => Piece;
  /** One element, with its one-based indices. */
  readonly element: (id: TensorId, index: number) => Piece;
  /** An element with indices given as text, such as `j` or `1`. */
  readonly indexed: (id: TensorId, subscripts: readonly string[]) => Piece;
  /** Which colour the tensor's letters and numbers have. */
  readonly color: (id: TensorId) => Color;
}

/** A letter without its indices. */
interface Stem {
  readonly small: string;
  readonly large: string;
  readonly smallWords: string;
  readonly largeWords: string;
  readonly layer: number | null;
}

/** Makes the symbols of a program that was lowered from this graph. */
export function symbolsOf(graph: ModelGraph, program: Program): Symbols {
  const notation = notationOf(graph);
  const stem = (id: TensorId) => {
    const tensor = program.tensors[id]!;
    return stemOf(tensor.role === 'updated' ? program.tensors[tensor.of!]! : tensor, notation);
  };
  const color = (id: TensorId) => colorOf(program.tensors[id]!);

  const symbol = (id: TensorId, subscripts: readonly string[] | null): Piece => {
    const tensor = program.tensors[id]!;
    if (tensor.role !== 'gradient') {
      return colored(color(id), letter(stem(id), subscripts, joinerOf(program, id)));
    }
    const source = program.tensors[tensor.of!]!;
    const below = stem(source.id);
    const joiner = joinerOf(program, source.id);
    if (below.small === 'z' && !tensor.partial) {
      return colored('bwd', letter(deltaOf(below), subscripts, joiner));
    }
    const derivative = derivativeBy(letter(below, subscripts, joiner));
    return colored(
      'bwd',
      tensor.partial ? share(derivative, shareOf(program, tensor)) : derivative,
    );
  };

  return {
    whole: (id) => symbol(id, null),
    element: (id, index) => symbol(id, subscriptsOf(program, id, index)),
    indexed: symbol,
    color,
  };
}

/** One-based indices of an element within its sample (or within its parameter), outermost first. */
export function subscriptsOf(program: Program, id: TensorId, index: number): string[] {
  return placeOf(program, id, index).map((i) => String(i + 1));
}

/** Zero-based indices of an element within its sample (or within its parameter), outermost first. */
function placeOf(program: Program, id: TensorId, index: number): number[] {
  const all = unravel(program.tensors[id]!.shape, index);
  return isPerSample(program, id) ? all.slice(1) : all;
}

/** Row-major index to zero-based indices. */
export function unravel(shape: readonly number[], index: number): number[] {
  const places: number[] = [];
  let rest = index;
  for (let dim = shape.length - 1; dim >= 0; dim -= 1) {
    places.unshift(rest % shape[dim]!);
    rest = Math.floor(rest / shape[dim]!);
  }
  return places;
}

/** Number of this share among all shares of the same gradient, from 1. */
function shareOf(program: Program, tensor: TensorInfo): number {
  return sharesOf(program, tensor).indexOf(tensor.id) + 1;
}

/** All shares of the gradient that this tensor is a share of. */
export function sharesOf(program: Program, tensor: TensorInfo): TensorId[] {
  return program.tensors.filter((t) => t.partial && t.of === tensor.of).map((t) => t.id);
}

/** True for biases, which are written b; all other parameters are written w. */
export function isBias(tensor: TensorInfo): boolean {
  return tensor.name.endsWith('.bias');
}

function stemOf(tensor: TensorInfo, notation: Notation): Stem {
  const letterOfNode = tensor.nodeId === null ? undefined : notation[tensor.nodeId];
  const layer = letterOfNode?.layer ?? null;
  switch (tensor.role) {
    case 'input':
    case 'activation': {
      const base = letterOfNode?.base ?? 'h';
      return letterOfNode?.hat
        ? plain(`\\hat{${base}}`, l10n.t('{0} hat', base), layer)
        : plain(base, base, layer);
    }
    case 'parameter':
    case 'updated':
      if (isBias(tensor)) return plain('b', 'b', layer);
      return { small: 'w', large: 'W', smallWords: 'w', largeWords: 'W', layer };
    case 'target':
      return plain('y', 'y', null);
    case 'error':
      return plain('e', 'e', null);
    case 'loss':
    case 'gradient':
      return plain('E', 'E', null);
  }
}

function plain(tex: string, words: string, layer: number | null): Stem {
  return { small: tex, large: tex, smallWords: words, largeWords: words, layer };
}

function deltaOf(z: Stem): Stem {
  return plain('\\delta', l10n.t('delta'), z.layer);
}

function letter(stem: Stem, subscripts: readonly string[] | null, joiner: string): Piece {
  const indices = subscripts ?? [];
  const sub = indices.length > 0 ? `_{${indices.join(joiner)}}` : '';
  const sup = stem.layer === null ? '' : `^{(${stem.layer})}`;
  const base = subscripts === null ? stem.largeWords : stem.smallWords;
  const named = [base, ...indices].join(' ');
  return atom(
    (subscripts === null ? stem.large : stem.small) + sub + sup,
    stem.layer === null ? named : l10n.t('{0} of layer {1}', named, stem.layer),
    stem.layer === null ? LEVEL.atom : LEVEL.scripted,
  );
}

/** Indices stand together as in w_{12}, unless one of them has two digits: then with commas. */
function joinerOf(program: Program, id: TensorId): string {
  const { shape } = program.tensors[id]!;
  const sizes = isPerSample(program, id) ? shape.slice(1) : shape;
  return sizes.some((n) => n >= 10) || sizes.length > 2 ? ',' : '';
}

function derivativeBy(by: Piece): Piece {
  return atom(
    `\\frac{\\partial E}{\\partial ${by.tex}}`,
    l10n.t('the derivative of E with respect to {0}', by.words),
    LEVEL.scripted,
  );
}

function share(derivative: Piece, number: number): Piece {
  return atom(
    `\\left.${derivative.tex}\\right|_{${number}}`,
    l10n.t('share {0} of {1}', number, derivative.words),
    LEVEL.scripted,
  );
}

function colorOf(tensor: TensorInfo): Color {
  switch (tensor.role) {
    case 'input':
    case 'activation':
      return 'fwd';
    case 'parameter':
      return 'val';
    case 'target':
    case 'error':
    case 'loss':
      return 'err';
    case 'gradient':
      return 'bwd';
    case 'updated':
      return 'upd';
  }
}
