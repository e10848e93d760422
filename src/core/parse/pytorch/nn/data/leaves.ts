/** Tensors of data that is not read: their shapes and types are known, their numbers are fed. */
import * as l10n from '@vscode/l10n';
import type { Shape } from '../../../../model/shape';
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import { Unknown, type Value } from '../../../python/values';
import { intOf, intsOf, textOf } from '../../read';
import { Tensor, type InputLeaf, type TensorType } from '../../tape';
import { typeNamed } from '../../tensor/dtypes';
import { nameOf } from '../module/parts';

/** A tensor that is fed. */
export function leafTensor(shape: Shape, dtype: TensorType, input: InputLeaf): Tensor {
  return new Tensor({ shape, dtype, source: { kind: 'input', input } });
}

/** Class numbers that stand for those of samples which are not read, with their number of classes; null where it is not known. */
const classNumbers = new WeakMap<Unknown, { readonly classes: number | null }>();

/** What is known of a class number; undefined for other values. */
export function classNumber(value: Value): { readonly classes: number | null } | undefined {
  return value instanceof Unknown ? classNumbers.get(value) : undefined;
}

function label(classes: number | null, interpreter: Interpreter): Value {
  const reason = l10n.t('The class of a sample stands in the data, which is not read.');
  const value = interpreter.unknown(reason);
  if (value instanceof Unknown) classNumbers.set(value, { classes });
  return value;
}

/** Functions for the Python text of data sets. */
export const LEAF_FUNCTIONS = Object.fromEntries(
  [
    native("_leaf(shape, dtype=None, name='input', below=None, assumed=None)", (bound, run) => {
      const shape = intsOf(bound.get('shape'), 'shape', run);
      const below = bound.get('below');
      const assumed = bound.get('assumed');
      return leafTensor(shape, typeNamed(bound.get('dtype')) ?? 'float32', {
        name: textOf(bound.get('name'), 'name', run),
        below: below === null ? null : intOf(below, 'below', run),
        assumed: typeof assumed === 'string' ? assumed : null,
      });
    }),
    native('_label(classes=None)', (bound, run) => {
      const classes = bound.get('classes');
      return label(classes === null ? null : intOf(classes, 'classes', run), run);
    }),
    native('_not_read(what)', (bound, run) =>
      run.unknown(l10n.t('{0} stands in files, which are not read.', nameOf(bound.get('what')))),
    ),
    native('_assumed_size()', () =>
      l10n.t('The images of this data set have different sizes: 224 × 224 is assumed.'),
    ),
  ].map((fn) => [fn.name, fn]),
);
