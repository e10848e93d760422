/** `x[…] = value`: a part of a tensor is replaced, in place. */
import * as l10n from '@vscode/l10n';
import type { IndexItem } from '../../../../model/ops';
import { broadcastShape, elementCount, sameShape, type Shape } from '../../../../model/shape';
import { Unclear } from '../../../python/errors';
import type { Interpreter } from '../../../python/interpreter';
import type { Step } from '../../../python/steps';
import { classOf, PyObject, type Value } from '../../../python/values';
import { Site } from '../../functional/site';
import { known } from '../../read';
import { record } from '../../record';
import { Tensor } from '../../tape';
import { operandOf } from '../arguments';
import { assign } from '../inplace';
import { asTensor, expand, indexPut, reshape, where } from '../ops';
import { converted } from '../methods/conversions';
import { viewOf } from '../views';
import { cutOut, listItems, together, withPlaces, type Picked } from './get';
import { readIndex, type IndexPart } from './parts';

/** `x[index] = value` */
export function* setItem(
  x: Tensor,
  given: Value,
  value: Value,
  interpreter: Interpreter,
): Step<void> {
  try {
    const changed = yield* changedItem(x, given, value, interpreter);
    if (changed !== x) assign(x, changed, interpreter);
  } catch (error) {
    if (error instanceof Unclear) noteUnknown(interpreter);
    throw error;
  }
}

function noteUnknown(interpreter: Interpreter): void {
  interpreter.note(
    'unknown-assignment',
    l10n.t('What is assigned here, or where, is not known; the tensor stays as it is.'),
  );
}

/** The tensor with the part replaced; itself where the part is there already. */
export function* changedItem(
  x: Tensor,
  given: Value,
  value: Value,
  interpreter: Interpreter,
): Step<Tensor> {
  const parts = yield* readIndex(x, given, interpreter);
  const tensor = yield* valueOf(x, value, interpreter);
  const basic = parts.every(({ kind }) => kind !== 'places' && kind !== 'mask');
  if (basic) {
    if (isPartItself(x, parts, tensor)) return x;
    return withPart(x, parts as IndexItem[], tensor, interpreter);
  }
  const masked = withMasked(x, parts, tensor, interpreter);
  if (masked) return masked;
  const { picked, tensor: part, back } = cutOut(x, withPlaces(parts, interpreter), interpreter);
  return back(withPicked(part, picked, tensor, interpreter));
}

/** After `x[i] += y` Python puts the changed part back where it is already. */
function isPartItself(x: Tensor, parts: readonly IndexPart[], value: Tensor): boolean {
  const view = viewOf(value);
  return view?.base === x && JSON.stringify(view.items) === JSON.stringify(parts);
}

/** The value as a tensor of the type of the whole. */
function* valueOf(x: Tensor, value: Value, interpreter: Interpreter): Step<Tensor> {
  const operand = operandOf(known(value));
  const site = new Site('[]=', interpreter);
  if (operand !== null) return converted(site, asTensor(operand, x.dtype, interpreter), x.dtype);
  if (value instanceof PyObject) {
    const torch = yield* interpreter.importModule('torch');
    const made = yield* interpreter.callMethod(torch, 'as_tensor', [value]);
    if (made instanceof Tensor) return converted(site, made, x.dtype);
  }
  return interpreter.raise('TypeError', `can't assign a ${classOf(value).name} to a torch.Tensor`);
}

/** Ranges and single places. */
function withPart(
  x: Tensor,
  items: readonly IndexItem[],
  value: Tensor,
  interpreter: Interpreter,
): Tensor {
  const whole = items.every(
    (item, d) => item.kind === 'range' && item.length === x.shape[d] && item.step === 1,
  );
  const fits = value.shape.length <= x.shape.length && broadcastsTo(value.shape, x.shape);
  return whole && fits
    ? expand(value, x.shape, '[]=', interpreter)
    : indexPut(x, items, value, '[]=', interpreter);
}

function broadcastsTo(shape: Shape, wanted: Shape): boolean {
  const wide = broadcastShape([shape, wanted]);
  return wide !== null && sameShape(wide, wanted);
}

/**
 * Where a condition holds: `x[mask] = value`, with one value, or one for each element of what the mask leaves. Null when it is something
 * else.
 */
function withMasked(
  x: Tensor,
  parts: readonly IndexPart[],
  value: Tensor,
  interpreter: Interpreter,
): Tensor | null {
  const at = parts.findIndex(({ kind }) => kind === 'mask');
  const part = parts[at];
  if (part?.kind !== 'mask') return null;
  const wholeOthers = parts.every(
    (each, d) =>
      d === at || (each.kind === 'range' && each.step === 1 && each.length === x.shape[d]),
  );
  const { mask } = part;
  const after = x.shape.length - at - mask.shape.length;
  const single = elementCount(value.shape) === 1;
  if (!wholeOthers || after < 0) return null;
  if (!single && (value.shape.length > after || at > 0)) return null;
  const shape = [...mask.shape, ...Array<number>(after).fill(1)];
  const condition = after > 0 ? reshape(mask, shape, '[]=', interpreter) : mask;
  const filler = single && value.shape.length > 0 ? reshape(value, [], '[]=', interpreter) : value;
  return where(condition, filler, x, '[]=', interpreter);
}

/** Elements that whole numbers name: as lists where they are known, else by scattering. */
function withPicked(
  x: Tensor,
  picked: readonly Picked[],
  value: Tensor,
  interpreter: Interpreter,
): Tensor {
  const items = listItems(x, picked, interpreter);
  if (items) return indexPut(x, items, value, '[]=', interpreter);
  const { one, dim, places, back } = together(x, picked, interpreter);
  const [before, after] = [one.shape.slice(0, dim), one.shape.slice(dim + 1)];
  const count = elementCount(places.shape);
  const spread = expand(value, [...before, ...places.shape, ...after], '[]=', interpreter);
  const source = reshape(spread, [...before, count, ...after], '[]=', interpreter);
  const line = [...before.map(() => 1), count, ...after.map(() => 1)];
  const flat = reshape(places, line, '[]=', interpreter);
  const index = expand(flat, source.shape, '[]=', interpreter);
  const op = { type: 'scatter', dim, add: false } as const;
  const inputs = [one, index, source];
  return back(record({ op, inputs, word: '[]=', dtype: x.dtype }, interpreter));
}
