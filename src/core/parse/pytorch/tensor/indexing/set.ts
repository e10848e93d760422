/** `x[…] = value`: a part of a tensor is replaced, in place. */
import * as l10n from '@vscode/l10n';
import type { IndexItem } from '../../../../model/ops';
import { broadcastShape, elementCount, sameShape, type Shape } from '../../../../model/shape';
import { Unclear } from '../../../python/errors';
import type { Interpreter } from '../../../python/interpreter';
import type { Step } from '../../../python/steps';
import { classOf, PyObject, type Unknown, type Value } from '../../../python/values';
import { Site } from '../../functional/site';
import { known } from '../../read';
import { Tensor } from '../../tape';
import { operandOf } from '../arguments';
import { assign } from '../inplace';
import { asTensor, expand, indexPut, reshape, where } from '../ops';
import { converted } from '../methods/conversions';
import { viewOf } from '../views';
import { cutOut, listItems, withPlaces, type Picked } from './get';
import { knownPlaces, readIndex, type IndexPart } from './parts';

/** `x[index] = value` */
export function* setItem(x: Tensor, given: Value, value: Value, interpreter: Interpreter): Step<void> {
  const parts = yield* readIndex(x, given, interpreter);
  const tensor = yield* valueOf(x, value, interpreter);
  const basic = parts.every(({ kind }) => kind !== 'places' && kind !== 'mask');
  if (basic) {
    if (!isPartItself(x, parts, tensor)) putPart(x, parts as IndexItem[], tensor, interpreter);
    return;
  }
  if (masked(x, parts, tensor, interpreter)) return;
  const { picked, tensor: part } = cutOut(x, withPlaces(parts, interpreter), interpreter);
  putPicked(part, picked, tensor, interpreter);
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
function putPart(
  x: Tensor,
  items: readonly IndexItem[],
  value: Tensor,
  interpreter: Interpreter,
): void {
  const whole = items.every(
    (item, d) => item.kind === 'range' && item.length === x.shape[d] && item.step === 1,
  );
  const fits = value.shape.length <= x.shape.length && broadcastsTo(value.shape, x.shape);
  const changed =
    whole && fits
      ? expand(value, x.shape, '[]=', interpreter)
      : indexPut(x, items, value, '[]=', interpreter);
  assign(x, changed, interpreter);
}

function broadcastsTo(shape: Shape, wanted: Shape): boolean {
  const wide = broadcastShape([shape, wanted]);
  return wide !== null && sameShape(wide, wanted);
}

/** Where a condition holds: `x[mask] = value`, with a value for each element of what the mask leaves. False when it is something else. */
function masked(
  x: Tensor,
  parts: readonly IndexPart[],
  value: Tensor,
  interpreter: Interpreter,
): boolean {
  const at = parts.findIndex(({ kind }) => kind === 'mask');
  const part = parts[at];
  if (part?.kind !== 'mask') return false;
  const wholeOthers = parts.every(
    (each, d) =>
      d === at || (each.kind === 'range' && each.step === 1 && each.length === x.shape[d]),
  );
  const { mask } = part;
  const after = x.shape.length - at - mask.shape.length;
  if (!wholeOthers || after < 0) return false;
  if (elementCount(value.shape) !== 1 && (value.shape.length > after || at > 0)) return false;
  const shape = [...mask.shape, ...Array<number>(after).fill(1)];
  const condition = after > 0 ? reshape(mask, shape, '[]=', interpreter) : mask;
  const single = elementCount(value.shape) === 1 && value.shape.length > 0;
  const filler = single ? reshape(value, [], '[]=', interpreter) : value;
  assign(x, where(condition, filler, x, '[]=', interpreter), interpreter);
  return true;
}

/** Elements that whole numbers name; these must be known. */
function putPicked(
  x: Tensor,
  picked: readonly Picked[],
  value: Tensor,
  interpreter: Interpreter,
): void {
  const items = listItems(x, picked, interpreter);
  if (items) {
    assign(x, indexPut(x, items, value, '[]=', interpreter), interpreter);
    return;
  }
  const flat = picked.map(({ dim, places }) => ({
    dim,
    known: knownPlaces(places, x.shape[dim]!, interpreter),
  }));
  const shape = broadcastShape(picked.map(({ places }) => places.shape));
  if (!shape || flat.some(({ known: places }) => !places)) {
    const reason = l10n.t(
      'Which elements are replaced is only known when the model runs. Use torch.where or scatter.',
    );
    interpreter.note('unknown-write', reason);
    throw new Unclear(interpreter.unknown(reason) as Unknown);
  }
  const even = picked.map(({ dim, places }) => ({
    dim,
    places: reshape(expand(places, shape, '[]=', interpreter), [elementCount(shape)], '[]=', interpreter),
  }));
  const lists = listItems(x, even, interpreter);
  if (!lists) return;
  const rest = x.shape.length - picked.length;
  const ahead = value.shape.length - rest;
  const wide = [...shape, ...value.shape.slice(Math.max(0, ahead))];
  const spread = expand(value, wide, '[]=', interpreter);
  const one = reshape(
    spread,
    [elementCount(shape), ...wide.slice(shape.length)],
    '[]=',
    interpreter,
  );
  assign(x, indexPut(x, lists, one, '[]=', interpreter), interpreter);
}
