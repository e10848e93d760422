/** Parameter groups: what optimizers are given, as a list of dictionaries. */
import * as l10n from '@vscode/l10n';
import type { Interpreter } from '../../../python/interpreter';
import type { Step } from '../../../python/steps';
import {
  classOf,
  PyDict,
  PyList,
  PySet,
  PyTuple,
  Unknown,
  type Value,
} from '../../../python/values';
import { Tensor, Torch } from '../../tape';
import { isLeaf } from '../../tensor/inplace';
import { className } from '../../tensor/dtypes';
import { tensorsOf } from './made';

/** Groups from an iterable of tensors, of names with tensors, or of dictionaries. */
export function* readGroups(params: Value, interpreter: Interpreter): Step<PyDict[]> {
  if (params instanceof Tensor) {
    interpreter.raise(
      'TypeError',
      `params argument given to the optimizer should be an iterable of Tensors or dicts, but got ${className(params.dtype)}`,
    );
  }
  if (params instanceof Unknown) return [everything(interpreter)];
  const items = yield* interpreter.listOf(params);
  if (items.length === 0) {
    interpreter.raise('ValueError', 'optimizer got an empty parameter list');
  }
  if (!(items[0] instanceof PyDict)) return [new PyDict([['params', new PyList(items)]])];
  return items.filter((item) => item instanceof PyDict);
}

/** All parameters that were made: it is not known which of them are meant. */
function everything(interpreter: Interpreter): PyDict {
  interpreter.note(
    'unknown-parameters',
    l10n.t('Which parameters this optimizer updates is not known here: all of them are taken.'),
  );
  const tensors = new Set<Value>();
  for (const { module } of Torch.of(interpreter).made) {
    const own = module.attributes.get('_parameters');
    if (!(own instanceof PyDict)) continue;
    for (const value of own.values()) if (value instanceof Tensor) tensors.add(value);
  }
  return new PyDict([['params', new PyList([...tensors])]]);
}

/** Checks a group and gives it the options that it lacks. */
export function* completeGroup(
  group: PyDict,
  defaults: PyDict,
  earlier: readonly PyDict[],
  interpreter: Interpreter,
): Step<PyDict> {
  const given = group.get('params') ?? null;
  if (given instanceof PySet) {
    interpreter.raise(
      'TypeError',
      'optimizer parameters need to be organized in ordered collections, but the ordering of tensors in sets will change between runs. Please use a list instead.',
    );
  }
  const single = given instanceof Tensor || given instanceof Unknown;
  const items = single ? [given] : yield* interpreter.listOf(given);
  const tensors = items.map((item) => (item instanceof PyTuple ? (item.items[1] ?? null) : item));
  for (const tensor of tensors) requireLeaf(tensor, interpreter);
  const complete = new PyDict(group.entries());
  complete.set('params', new PyList(tensors));
  for (const [key, value] of defaults.entries()) if (!complete.has(key)) complete.set(key, value);
  const before = new Set(earlier.flatMap(tensorsOf));
  if (tensorsOf(complete).some((tensor) => before.has(tensor))) {
    interpreter.raise('ValueError', 'some parameters appear in more than one parameter group');
  }
  return complete;
}

function requireLeaf(value: Value, interpreter: Interpreter): void {
  if (value instanceof Unknown) return;
  if (!(value instanceof Tensor)) {
    interpreter.raise(
      'TypeError',
      `optimizer can only optimize Tensors, but one of the params is ${classOf(value).name}`,
    );
  }
  if (!isLeaf(value)) interpreter.raise('ValueError', "can't optimize a non-leaf Tensor");
}
