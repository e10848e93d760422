/**
 * Moving rectangles of elements, as text. Addresses and strides in elements; the elements of a dense row are neighbours:
 *
 *   gather  (rows, columns, dense, rowDense, strided, rowStrided, columnStrided): dense = strided
 *   scatter (rows, columns, dense, rowDense, strided, rowStrided, columnStrided): strided += dense
 *
 * There is at least one row.
 */
import { get, increase, int, kernel, less, repeat, set, subtract, when } from './wat.mjs';

/** @typedef {import('./wat.mjs').Type} Type */

/** @param {string} name @param {Type} type */
export function gather(name, type) {
  /** @param {string} kind */
  const move = (kind) => `(${kind}.store ${get('to')} (${kind}.load ${get('at')}))`;
  return rectangle(name, type, move('v128'), move(type.scalar));
}

/** @param {string} name @param {Type} type */
export function scatter(name, type) {
  /** @param {string} kind @param {string} numbers */
  const sum = (kind, numbers) =>
    `(${kind}.store ${get('at')} (${numbers}.add (${kind}.load ${get('at')}) (${kind}.load ${get('to')})))`;
  return rectangle(name, type, sum('v128', type.shape), sum(type.scalar, type.scalar));
}

/**
 * Row after row, in vectors where the strided elements are neighbours as well; `to` is the dense element, `at` the strided one.
 * @param {string} name @param {Type} type @param {string} vector @param {string} single
 */
function rectangle(name, type, vector, single) {
  const { bytes, lanes } = type;
  const elements = ['dense', 'rowDense', 'strided', 'rowStrided', 'columnStrided'];
  const locals = { i32: ['p', 'to', 'at'] };
  return kernel(name, ['rows', 'columns', ...elements], { elements, type, locals }, [
    repeat(
      'lines',
      [
        set('to', get('dense')),
        set('at', get('strided')),
        set('p', get('columns')),
        when(`(i32.eq ${get('columnStrided')} ${int(bytes)})`, [
          `(block $few (loop $vectors (br_if $few ${less(get('p'), int(lanes))})`,
          vector,
          increase('to', int(16)),
          increase('at', int(16)),
          set('p', subtract(get('p'), int(lanes))),
          '(br $vectors)))',
        ]),
        when(get('p'), [
          repeat(
            'singles',
            [single, increase('to', int(bytes)), increase('at', get('columnStrided'))],
            `(local.tee $p ${subtract(get('p'), int(1))})`,
          ),
        ]),
        increase('dense', get('rowDense')),
        increase('strided', get('rowStrided')),
      ],
      `(local.tee $rows ${subtract(get('rows'), int(1))})`,
    ),
  ]);
}
