/** `einops.rearrange`, `reduce`, `repeat`, `einsum`, `parse_shape`. */
import * as l10n from '@vscode/l10n';
import { brackets, elementCount } from '../../../../model/shape';
import type { Interpreter, Keywords } from '../../../python/interpreter';
import { native, type Bound } from '../../../python/native';
import type { Step } from '../../../python/steps';
import { PyDict, PyList, PyTuple, type Value } from '../../../python/values';
import { intOf, itemsOf, known, tensorOf, textOf } from '../../read';
import type { Tensor } from '../../tape';
import { Site } from '../site';
import { ELLIPSIS, isNumber, readSide } from './pattern';
import { transform, type Reduce } from './rearrange';

/** Sizes that are given by name. */
function lengthsOf(keywords: Keywords, interpreter: Interpreter): Map<string, number> {
  return new Map(
    [...keywords].map(([name, value]) => [name, intOf(value, name, interpreter)] as const),
  );
}

/** A tensor, or a list of tensors, which are stacked. */
function stacked(value: Value, site: Site): Tensor {
  const { interpreter } = site;
  if (!(known(value) instanceof PyList || value instanceof PyTuple)) {
    return tensorOf(value, 'tensor', interpreter);
  }
  const tensors = itemsOf(value).map((item) => tensorOf(item, 'tensor', interpreter));
  if (tensors.length === 0) {
    site.raise('TypeError', "Rearrange/Reduce/Repeat can't be applied to an empty list");
  }
  return site.stack(tensors, 0);
}

function rearranging(kind: 'rearrange' | 'repeat') {
  return native(`${kind}(tensor, pattern, **axes_lengths)`, (bound, interpreter) => {
    const site = new Site(kind, interpreter);
    const pattern = textOf(bound.get('pattern'), 'pattern', interpreter);
    const lengths = lengthsOf(bound.keywords, interpreter);
    return transform(stacked(bound.get('tensor'), site), pattern, lengths, kind, null, site);
  });
}

const REDUCTIONS = { sum: 'sum', mean: 'mean', prod: 'prod', max: 'amax', min: 'amin' } as const;

function* reducing(bound: Bound, interpreter: Interpreter): Step<Value> {
  const site = new Site('reduce', interpreter);
  const x = stacked(bound.get('tensor'), site);
  const pattern = textOf(bound.get('pattern'), 'pattern', interpreter);
  const lengths = lengthsOf(bound.keywords, interpreter);
  const reduction = known(bound.get('reduction'));
  if (typeof reduction === 'string') {
    if (reduction === 'any' || reduction === 'all') {
      return interpreter.unknown(
        l10n.t('einops.reduce with "{0}" is not available yet.', reduction),
      );
    }
    if (!Object.hasOwn(REDUCTIONS, reduction)) {
      site.raise('RuntimeError', `Unknown reduction ${reduction}`);
    }
    const fn = REDUCTIONS[reduction as keyof typeof REDUCTIONS];
    const reduce: Reduce = (tensor, dims) => site.reduce(fn, tensor, dims);
    return transform(x, pattern, lengths, 'reduce', reduce, site);
  }
  return yield* reducingBy(reduction, x, pattern, lengths, site);
}

/** With a function of the user's own, which is called between the two halves of the pattern. */
function* reducingBy(
  reduction: Value,
  x: Tensor,
  pattern: string,
  lengths: ReadonlyMap<string, number>,
  site: Site,
): Step<Value> {
  const { interpreter } = site;
  let split: Tensor | null = null;
  let gone: readonly number[] = [];
  const plain = transform(
    x,
    pattern,
    lengths,
    'reduce',
    (tensor, dims) => {
      [split, gone] = [tensor, dims];
      return site.reduce('sum', tensor, dims);
    },
    site,
  );
  if (split === null) return plain;
  const dims = new PyTuple(gone.map(BigInt));
  const made = yield* interpreter.call(reduction, [split, dims]);
  const result = tensorOf(made, 'reduction', interpreter);
  return transform(x, pattern, lengths, 'reduce', () => result, site);
}

/** Names of dimensions are words; each becomes a letter. */
function einsum({ rest }: Bound, interpreter: Interpreter): Value {
  const site = new Site('einsum', interpreter);
  const pattern = textOf(rest.at(-1) ?? null, 'pattern', interpreter);
  const tensors = rest.slice(0, -1).map((value) => tensorOf(value, 'tensor', interpreter));
  if (tensors.length === 0) {
    site.raise(
      'TypeError',
      '`einops.einsum` takes at minimum two arguments: the tensors (at least one), followed by the pattern.',
    );
  }
  if (!pattern.includes('->')) site.raise('ValueError', 'Einsum pattern must contain `->`.');
  const letters = new Map<string, string>();
  const letter = (name: string): string => {
    if (name === ELLIPSIS) return '...';
    if (!letters.has(name)) letters.set(name, ALPHABET[letters.size] ?? '?');
    return letters.get(name)!;
  };
  const term = (text: string): string => {
    const side = readSide(text);
    if ('wrong' in side) return site.raise('ValueError', side.wrong);
    if (side.some(({ parts, grouped }) => grouped || parts.some(isNumber))) {
      site.raise('NotImplementedError', 'Shape rearrangement is not yet supported in einsum.');
    }
    return side.map(({ parts }) => letter(parts[0]!)).join('');
  };
  const [left, right] = pattern.split('->') as [string, string];
  const equation = `${left.split(',').map(term).join(',')}->${term(right)}`;
  return site.apply({ type: 'einsum', equation }, tensors);
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Sizes by the names of a pattern: `parse_shape(x, 'b c _ w')`. */
function parseShape(bound: Bound, interpreter: Interpreter): Value {
  const x = tensorOf(bound.get('x'), 'x', interpreter);
  const pattern = textOf(bound.get('pattern'), 'pattern', interpreter);
  const names = pattern.trim().split(/\s+/);
  const dots = names.indexOf('...');
  const { shape } = x;
  if (dots < 0 ? names.length !== shape.length : names.length - 1 > shape.length) {
    return interpreter.raise(
      'RuntimeError',
      `Can't parse shape with different number of dimensions: ${pattern} ${brackets(shape)}`,
    );
  }
  const sizes = new PyDict();
  names.forEach((name, i) => {
    const at = dots >= 0 && i > dots ? i - names.length + shape.length : i;
    if (name !== '_' && name !== '...' && !isNumber(name)) sizes.set(name, BigInt(shape[at]!));
  });
  return sizes;
}

/** Places of `*` in a pattern such as `b * c`: how many axes stand before and after it. */
function aroundStar(bound: Bound, interpreter: Interpreter): { before: number; after: number } {
  const pattern = textOf(bound.get('pattern'), 'pattern', interpreter);
  const names = pattern.trim().split(/\s+/);
  const star = names.indexOf('*');
  if (star < 0) interpreter.raise('RuntimeError', `No *-axis in packing expression: "${pattern}"`);
  return { before: star, after: names.length - star - 1 };
}

/** Tensors joined along one axis, after the axes that `*` stands for are made one; also the shapes of these axes. */
function pack(bound: Bound, interpreter: Interpreter): Value {
  const site = new Site('pack', interpreter);
  const { before, after } = aroundStar(bound, interpreter);
  const tensors = itemsOf(bound.get('tensors')).map((item) =>
    tensorOf(item, 'tensors', interpreter),
  );
  const inner = tensors.map(({ shape }) => {
    if (shape.length < before + after) {
      site.raise(
        'RuntimeError',
        `packed tensor has shape ${brackets(shape)}, while pattern assumes at least ${before + after} axes`,
      );
    }
    return shape.slice(before, shape.length - after);
  });
  const flat = tensors.map((tensor, i) => {
    const { shape } = tensor;
    const tail = shape.slice(shape.length - after);
    return site.reshape(tensor, [...shape.slice(0, before), elementCount(inner[i]!), ...tail]);
  });
  const shapes = inner.map((shape) => new PyTuple(shape.map(BigInt)));
  const joined = flat.length === 1 ? flat[0]! : site.concat(flat, before);
  return new PyTuple([joined, new PyList(shapes)]);
}

/** The parts that were packed; one of the shapes may have a −1. */
function unpack(bound: Bound, interpreter: Interpreter): Value {
  const site = new Site('unpack', interpreter);
  const { before } = aroundStar(bound, interpreter);
  const x = tensorOf(bound.get('tensor'), 'tensor', interpreter);
  const shapes = itemsOf(bound.get('packed_shapes')).map((shape) =>
    itemsOf(shape).map((size) => intOf(size, 'packed_shapes', interpreter)),
  );
  const length = x.shape[before]!;
  const sizes = shapes.map((shape) => (shape.includes(-1) ? -1 : elementCount(shape)));
  const rest = length - sizes.reduce((sum, size) => sum + Math.max(0, size), 0);
  let start = 0;
  const parts = shapes.map((shape, i): Value => {
    const size = sizes[i] === -1 ? rest : sizes[i]!;
    const others = -elementCount(shape);
    const whole = shape.map((each) => (each === -1 ? size / others : each));
    const part = site.narrow(x, before, start, size);
    start += size;
    return site.reshape(part, [
      ...x.shape.slice(0, before),
      ...whole,
      ...x.shape.slice(before + 1),
    ]);
  });
  return new PyList(parts);
}

/** Functions of einops. */
export const EINOPS_FUNCTIONS = Object.fromEntries(
  [
    rearranging('rearrange'),
    rearranging('repeat'),
    native('reduce(tensor, pattern, reduction, **axes_lengths)', reducing),
    native('einsum(*tensors_and_pattern)', einsum),
    native('parse_shape(x, pattern)', parseShape),
    native('pack(tensors, pattern)', pack),
    native('unpack(tensor, packed_shapes, pattern)', unpack),
  ].map((each) => [each.name, each]),
);
