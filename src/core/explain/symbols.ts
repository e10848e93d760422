/** Which letters stand for a program's tensors and their elements: z^{(2)}_1, w^{(2)}_{12}, δ^{(2)}_1, ∂E/∂a^{(1)}_2. */
import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../model/graph';
import type { Program, TensorId, TensorInfo } from '../autodiff/program';
import { sameShape, type Shape } from '../model/shape';
import { placeInSample, sampleShape } from '../timeline';
import { atom, colored, LEVEL, type Color, type Piece } from './piece';
import { Stems, type Stem } from './stems';

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

const known = new WeakMap<Program, { readonly graph: ModelGraph; readonly symbols: Symbols }>();

/** The symbols of a program that was lowered from this graph. */
export function symbolsOf(graph: ModelGraph, program: Program): Symbols {
  const found = known.get(program);
  if (found?.graph === graph) return found.symbols;
  const symbols = makeSymbols(graph, program);
  known.set(program, { graph, symbols });
  return symbols;
}

function makeSymbols(graph: ModelGraph, program: Program): Symbols {
  const stems = new Stems(graph, program);
  const color = (id: TensorId) => colorOf(program.tensors[id]!);

  const symbol = (id: TensorId, subscripts: readonly string[] | null): Piece => {
    const tensor = program.tensors[id]!;
    const joiner = joinerOf(program, id);
    if (tensor.role !== 'gradient') {
      return colored(color(id), letter(stems.of(tensor), subscripts, joiner));
    }
    const source = program.tensors[tensor.of!]!;
    if (isDirection(program, tensor)) {
      return colored('bwd', letter(stems.ofDirection(tensor), subscripts, joiner));
    }
    const below = stems.of(source);
    if (below.small === 'z' && below.label === null && !tensor.partial) {
      return colored('bwd', letter(deltaOf(below), subscripts, joiner));
    }
    const derivative = derivativeBy(letter(below, subscripts, joiner));
    return colored('bwd', tensor.partial ? share(derivative, program, tensor) : derivative);
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
  const place = placeInSample(program, id, index);
  return unravel(sampleShape(program, id), place).map((i) => String(i + 1));
}

/** Row-major index to zero-based indices. */
export function unravel(shape: Shape, index: number): number[] {
  const places: number[] = [];
  let rest = index;
  for (let dim = shape.length - 1; dim >= 0; dim -= 1) {
    places.unshift(rest % shape[dim]!);
    rest = Math.floor(rest / shape[dim]!);
  }
  return places;
}

/** All shares of the gradient that this tensor is a share of. */
export function sharesOf(program: Program, tensor: TensorInfo): TensorId[] {
  return program.tensors
    .filter((t) => t.partial && t.of === tensor.of && !isSpread(program, t))
    .map((t) => t.id);
}

/** True for a gradient that is still to be summed over what its tensor was repeated along. */
export function isSpread(program: Program, { of, partial, shape }: TensorInfo): boolean {
  return partial && of !== null && !sameShape(program.tensors[of]!.shape, shape);
}

/** True for what an optimizer makes of a parameter's gradient before it steps. */
export function isDirection(program: Program, { id, of, partial, role }: TensorInfo): boolean {
  return role === 'gradient' && !partial && of !== null && program.gradientOf[of] !== id;
}

function deltaOf(z: Stem): Stem {
  const words = l10n.t('delta');
  return { ...z, small: '\\delta', large: '\\delta', smallWords: words, largeWords: words };
}

function letter(stem: Stem, subscripts: readonly string[] | null, joiner: string): Piece {
  const whole = subscripts === null;
  const owner = stem.owner && (whole ? stem.owner.large : stem.owner.small);
  const indices = (subscripts ?? []).join(joiner);
  const below = [...(owner ? [owner] : []), ...(indices === '' ? [] : [indices])].join(',');
  const sub = below === '' ? '' : `_{${below}}`;
  const named = [whole ? stem.largeWords : stem.smallWords, ...(subscripts ?? [])].join(' ');
  const words = stem.label === null ? named : `${named} ${stem.label}`;
  const sup = superscriptOf(stem);
  return atom(
    (whole ? stem.large : stem.small) + sub + sup,
    stem.layer === null ? words : l10n.t('{0} of layer {1}', words, stem.layer),
    sup === '' ? LEVEL.atom : LEVEL.scripted,
  );
}

function superscriptOf({ layer, label }: Stem): string {
  const parts = [
    ...(layer === null ? [] : [`(${layer})`]),
    ...(label === null ? [] : [`\\text{${label}}`]),
  ];
  return parts.length === 0 ? '' : `^{${parts.join('\\,')}}`;
}

/** Indices stand together as in w_{12}, unless one of them has two digits: then with commas. */
function joinerOf(program: Program, id: TensorId): string {
  const sizes = sampleShape(program, id);
  return sizes.some((n) => n >= 10) || sizes.length > 2 ? ',' : '';
}

function derivativeBy(by: Piece): Piece {
  return atom(
    `\\frac{\\partial E}{\\partial ${by.tex}}`,
    l10n.t('the derivative of E with respect to {0}', by.words),
    LEVEL.scripted,
  );
}

/** One of several shares by its number; one that is not summed yet by the word. */
function share(derivative: Piece, program: Program, tensor: TensorInfo): Piece {
  if (isSpread(program, tensor)) {
    return atom(
      `\\left.${derivative.tex}\\right|_{\\text{${l10n.t('each')}}}`,
      l10n.t('{0}, at each use', derivative.words),
      LEVEL.scripted,
    );
  }
  const number = sharesOf(program, tensor).indexOf(tensor.id) + 1;
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
    case 'random':
      return 'fwd';
    case 'parameter':
    case 'buffer':
    case 'constant':
      return 'val';
    case 'target':
    case 'error':
    case 'loss':
      return 'err';
    case 'gradient':
      return 'bwd';
    case 'state':
    case 'updated':
      return 'upd';
  }
}
