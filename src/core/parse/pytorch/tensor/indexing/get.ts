/** `x[…]`: parts of a tensor, and elements that whole numbers or conditions name. */
import * as l10n from '@vscode/l10n';
import type { IndexItem } from '../../../../model/ops';
import { broadcastShape, elementCount } from '../../../../model/shape';
import { Unclear } from '../../../python/errors';
import type { Interpreter } from '../../../python/interpreter';
import type { Step } from '../../../python/steps';
import type { Unknown, Value } from '../../../python/values';
import { record } from '../../record';
import type { Tensor } from '../../tape';
import { add, binary, constant, expand, index, indexPut, permute, reshape } from '../ops';
import { knownPlaces, placesWhere, readIndex, type IndexPart } from './parts';

/** Places along one dimension of a tensor. */
export interface Picked {
  readonly dim: number;
  readonly places: Tensor;
}

/** `x[index]` */
export function* getItem(x: Tensor, given: Value, interpreter: Interpreter): Step<Tensor> {
  const parts = yield* readIndex(x, given, interpreter);
  const cut = cutOut(x, withPlaces(parts, interpreter), interpreter);
  return cut.picked.length === 0 ? cut.tensor : pick(cut.tensor, cut.picked, interpreter);
}

/** Conditions as the places where they hold. */
export function withPlaces(parts: readonly IndexPart[], interpreter: Interpreter): IndexPart[] {
  return parts.flatMap((part): IndexPart[] => {
    if (part.kind !== 'mask') return [part];
    const places = placesWhere(part.mask, interpreter);
    if (places) return places.map((each) => ({ kind: 'places', places: each }));
    const reason = l10n.t(
      'How many elements a mask takes is only known when the model runs, so the shape is not known before. Use torch.where, which keeps the shape.',
    );
    throw new Unclear(interpreter.unknown(reason) as Unknown);
  });
}

/** Ranges and single places first; the dimensions that are picked from stay whole. */
export function cutOut(
  x: Tensor,
  parts: readonly IndexPart[],
  interpreter: Interpreter,
): {
  readonly tensor: Tensor;
  readonly picked: readonly Picked[];
  /** The whole again, with another part. */
  readonly back: (part: Tensor) => Tensor;
} {
  const picked: Picked[] = [];
  const items: IndexItem[] = [];
  let [from, to] = [0, 0];
  for (const part of parts) {
    if (part.kind === 'mask') continue;
    if (part.kind === 'places') {
      picked.push({ dim: to, places: part.places });
      items.push({ kind: 'range', start: 0, length: x.shape[from]!, step: 1 });
    } else items.push(part);
    if (part.kind !== 'new') from += 1;
    if (part.kind !== 'at') to += 1;
  }
  const trivial = items.every(
    (item, d) => item.kind === 'range' && item.length === x.shape[d] && item.step === 1,
  );
  if (trivial && picked.length > 0) return { tensor: x, picked, back: (part) => part };
  const tensor = index(x, items, '[]', interpreter);
  return { tensor, picked, back: (part) => indexPut(x, items, part, '[]=', interpreter) };
}

/** Elements by whole numbers along dimensions, all at once. */
function pick(x: Tensor, picked: readonly Picked[], interpreter: Interpreter): Tensor {
  const listed = listItems(x, picked, interpreter);
  if (listed) return index(x, listed, '[]', interpreter);
  const [first] = picked;
  if (picked.length === 1) return selected(x, first!.dim, first!, x.shape, interpreter);
  return pickTogether(x, picked, interpreter);
}

/** As lists of numbers, where these are known and stand in one dimension each. */
export function listItems(
  x: Tensor,
  picked: readonly Picked[],
  interpreter: Interpreter,
): IndexItem[] | null {
  if (!picked.every(({ places }) => places.shape.length === 1)) return null;
  const lists = new Map<number, readonly number[]>();
  for (const { dim, places } of picked) {
    const known = knownPlaces(places, x.shape[dim]!, interpreter);
    if (!known || known.indices.length === 0) return null;
    lists.set(dim, known.indices);
  }
  const last = Math.max(...lists.keys());
  return x.shape.slice(0, last + 1).map((length, d): IndexItem => {
    const indices = lists.get(d);
    return indices ? { kind: 'list', indices } : { kind: 'range', start: 0, length, step: 1 };
  });
}

function selected(
  x: Tensor,
  dim: number,
  { places, dim: of }: Picked,
  sizes: readonly number[],
  interpreter: Interpreter,
): Tensor {
  const counted = countedFromStart(places, sizes[of]!, interpreter);
  const op = { type: 'index_select', dim } as const;
  return record({ op, inputs: [x, counted], word: '[]', dtype: x.dtype }, interpreter);
}

/** Places that are known and negative count from the end. */
function countedFromStart(places: Tensor, size: number, interpreter: Interpreter): Tensor {
  const known = knownPlaces(places, size, interpreter);
  if (!known?.negative) return places;
  const source = { kind: 'given', values: known.indices } as const;
  return constant(known.shape, source, 'int64', interpreter);
}

/** Brings the dimensions together, makes them one, and picks by the number of the place in it. */
function pickTogether(x: Tensor, picked: readonly Picked[], interpreter: Interpreter): Tensor {
  const { one, dim, places } = together(x, picked, interpreter);
  const op = { type: 'index_select', dim } as const;
  return record({ op, inputs: [one, places], word: '[]', dtype: x.dtype }, interpreter);
}

/** A tensor in which the dimensions that are picked from are one. */
export interface Together {
  readonly one: Tensor;
  readonly dim: number;
  /** The places in this dimension. */
  readonly places: Tensor;
  /** The whole tensor again, from one like `one`. */
  readonly back: (one: Tensor) => Tensor;
}

/** Makes the dimensions that are picked from one: where they are when they stand together, else the first. */
export function together(x: Tensor, picked: readonly Picked[], interpreter: Interpreter): Together {
  const dims = picked.map(({ dim }) => dim);
  const adjacent = dims.every((dim, i) => dim === dims[0]! + i);
  const at = adjacent ? dims[0]! : 0;
  const rest = x.shape.map((_, d) => d).filter((d) => !dims.includes(d));
  const order = [...rest.slice(0, at), ...dims, ...rest.slice(at)];
  const moved = adjacent ? x : permute(x, order, '[]', interpreter);
  const { shape } = moved;
  const joined = elementCount(shape.slice(at, at + dims.length));
  const flat = [...shape.slice(0, at), joined, ...shape.slice(at + dims.length)];
  return {
    one: reshape(moved, flat, '[]', interpreter),
    dim: at,
    places: jointPlaces(x, picked, interpreter),
    back: (one) => {
      const parted = reshape(one, shape, '[]', interpreter);
      const home = order.map((_, d) => order.indexOf(d));
      return adjacent ? parted : permute(parted, home, '[]', interpreter);
    },
  };
}

/** (…(i₀ · n₁ + i₁) · n₂ + …): the places in the dimensions made one. */
function jointPlaces(x: Tensor, picked: readonly Picked[], interpreter: Interpreter): Tensor {
  const shape = broadcastShape(picked.map(({ places }) => places.shape));
  if (!shape) {
    const shapes = picked.map(({ places }) => `[${places.shape.join(', ')}]`).join(', ');
    return interpreter.raise(
      'IndexError',
      `shape mismatch: indexing tensors could not be broadcast together with shapes ${shapes}`,
    );
  }
  const counted = picked.map(({ dim, places }) =>
    countedFromStart(places, x.shape[dim]!, interpreter),
  );
  const all = counted.reduce((so, each, i) => {
    const size = BigInt(x.shape[picked[i]!.dim]!);
    return add(binary('mul', so, size, '[]', interpreter), each, '[]', interpreter);
  });
  return expand(all, shape, '[]', interpreter);
}
