/** Samples as a batch, as `torch.utils.data.default_collate` makes it: of the code's own numbers, or of one sample that stands for all. */
import * as l10n from '@vscode/l10n';
import { PyError } from '../../../python/errors';
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import type { Step } from '../../../python/steps';
import { PyDict, PyList, PyTuple, Unknown, type Value } from '../../../python/values';
import { intOf } from '../../read';
import { Tensor, type Recorded, type TensorRef, type TensorType } from '../../tape';
import { nameOf } from '../module/parts';
import { classNumber, leafTensor } from './leaves';

/** What inputs of a batch are called by their places. */
const NAMES = ['input', 'target'];

/** A batch of so many samples like this one. */
function* collate(
  sample: Value,
  count: number,
  name: string,
  interpreter: Interpreter,
): Step<Value> {
  const leaf = (shape: readonly number[], dtype: TensorType, below: number | null) =>
    leafTensor([count, ...shape], dtype, { name, below, assumed: null });
  const number = classNumber(sample);
  if (number) return leaf([], 'int64', number.classes);
  if (sample instanceof Tensor) {
    const { source, shape, dtype } = sample.ref;
    return leaf(shape, dtype, source.kind === 'input' ? source.input.below : null);
  }
  if (typeof sample === 'bigint' || typeof sample === 'boolean') return leaf([], 'int64', null);
  if (typeof sample === 'number') return leaf([], 'float64', null);
  if (sample instanceof Unknown || sample === null) return sample;
  if (typeof sample === 'string') {
    return new PyList(Array.from({ length: count }, () => sample));
  }
  if (sample instanceof PyDict) {
    const made = new PyDict();
    for (const [key, value] of sample.entries()) {
      made.set(key, yield* collate(value, count, nameOf(key), interpreter));
    }
    return made;
  }
  if (sample instanceof PyTuple || sample instanceof PyList) {
    return yield* collateItems(sample, count, name, interpreter);
  }
  const torch = yield* interpreter.importModule('torch');
  const tensor = yield* interpreter.callMethod(torch, 'as_tensor', [sample]);
  return yield* collate(tensor, count, name, interpreter);
}

function* collateItems(
  sample: PyTuple | PyList,
  count: number,
  name: string,
  interpreter: Interpreter,
): Step<Value> {
  const items: Value[] = [];
  for (const [i, item] of sample.items.entries()) {
    const own = name === '' ? (NAMES[i] ?? `input${i + 1}`) : `${name}${i + 1}`;
    items.push(yield* collate(item, count, own, interpreter));
  }
  if (!(sample instanceof PyTuple) || !sample.names) return new PyList(items);
  const made = new PyTuple(items, sample.cls);
  made.names = sample.names;
  return made;
}

/** The first sample of a data set; unknown when its code cannot get it without files. */
function* firstSample(dataset: Value, interpreter: Interpreter): Step<Value> {
  try {
    return yield* interpreter.getItem(dataset, 0n);
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    const { name } = error.exception.cls;
    return interpreter.unknown(l10n.t('A sample of this data set could not be made ({0}).', name));
  }
}

/** `len(dataset)`; None where it is not known. */
function* knownLength(dataset: Value, interpreter: Interpreter): Step<Value> {
  try {
    const length = yield* interpreter.callMethod(dataset, '__len__');
    return typeof length === 'bigint' ? length : null;
  } catch (error) {
    if (error instanceof PyError) return null;
    throw error;
  }
}

/** True for samples of numbers that the code makes itself, so that those of a batch can be had one by one. */
function isMade(sample: Value): boolean {
  if (classNumber(sample)) return false;
  if (sample instanceof Tensor) return !isFed(sample.ref, new Set());
  if (sample instanceof PyTuple || sample instanceof PyList) return sample.items.every(isMade);
  if (sample instanceof PyDict) return sample.values().every(isMade);
  return ['bigint', 'boolean', 'number'].includes(typeof sample);
}

/** True for what comes from made up data. */
function isFed({ source }: TensorRef, seen: Set<Recorded>): boolean {
  if (source.kind !== 'output') return source.kind === 'input';
  if (seen.has(source.of)) return false;
  seen.add(source.of);
  return [...source.of.inputs, ...source.of.weights.values()].some((ref) => isFed(ref, seen));
}

/** Functions for the Python text of data loaders. */
export const COLLATE_FUNCTIONS = Object.fromEntries(
  [
    native('_first_sample(dataset)', (bound, interpreter) =>
      firstSample(bound.get('dataset'), interpreter),
    ),
    native('_is_unknown(value)', (bound) => bound.get('value') instanceof Unknown),
    native('_is_made(sample)', (bound) => isMade(bound.get('sample'))),
    native('_known_length(dataset)', (bound, interpreter) =>
      knownLength(bound.get('dataset'), interpreter),
    ),
    native('_collate(sample, count)', (bound, interpreter) => {
      const count = intOf(bound.get('count'), 'count', interpreter);
      const sample = bound.get('sample');
      const named = sample instanceof PyTuple || sample instanceof PyList;
      return collate(sample, count, named ? '' : 'input', interpreter);
    }),
    native('default_collate(batch)', function* (bound, interpreter) {
      const samples = yield* interpreter.listOf(bound.get('batch'));
      if (samples.length === 0) return interpreter.raise('IndexError', 'list index out of range');
      const [sample] = samples;
      const named = sample instanceof PyTuple || sample instanceof PyList;
      return yield* collate(sample!, samples.length, named ? '' : 'input', interpreter);
    }),
  ].map((fn) => [fn.name, fn]),
);
