/**
 * Matrix products in WebAssembly SIMD, as text: blocks of the result are summed in registers. Addresses and strides in elements:
 *
 *   nn (m, n, k, a, b, c, s, rowA, columnA, rowB, rowC, rowS): C = S + A B; A with any strides, rows of B contiguous
 *   nt (m, n, k, a, b, c, s, rowA, rowB, rowC, rowS): C = S + A Bᵀ, rows of A and B contiguous
 *
 * S is what sums start with, nothing where s is 0; C is not S. m, n and k are at least 1. They compute whole blocks: where there are
 * fewer rows or columns than in one, what lies around the operands must be there, but means nothing.
 */
import {
  add,
  get,
  increase,
  int,
  kernel,
  less,
  multiply,
  range,
  repeat,
  set,
  subtract,
  when,
} from './wat.mjs';

/** @typedef {import('./wat.mjs').Type} Type */

const ROWS = 4;
const VECTORS = 2;
const PAIRS = range(ROWS).flatMap((i) => range(VECTORS).map((v) => `${i}${v}`));
const sums = PAIRS.map((pair) => `s${pair}`);
const rowsOfA = range(ROWS).map((i) => `a${i}`);

/** Every row of A times a slice of B, which is two vectors wide. @param {string} name @param {Type} type */
export function nn(name, type) {
  const { bytes, lanes, shape } = type;
  const params = ['m', 'n', 'k', 'a', 'b', 'c', 's', 'rowA', 'columnA', 'rowB', 'rowC', 'rowS'];
  const locals = {
    i32: ['i', 'j', 'p', 'pb', 'at', ...rowsOfA],
    v128: ['x', 'b0', 'b1', ...sums],
  };
  /** @param {number} i @param {string} stride @param {(v: number) => string} each */
  const row = (i, stride, each) => [
    ...(i > 0 ? [increase('at', get(stride))] : []),
    ...range(VECTORS).map(each),
  ];
  const body = [
    ...startRows(),
    set('at', add(get('s'), add(multiply(get('i'), get('rowS')), columnOffset(bytes)))),
    `(if ${get('s')} (then`,
    ...range(ROWS).flatMap((i) =>
      row(i, 'rowS', (v) => set(`s${i}${v}`, `(v128.load offset=${16 * v} ${get('at')})`)),
    ),
    ') (else',
    ...sums.map((sum) => set(sum, '(v128.const i64x2 0 0)')),
    '))',
    set('pb', add(get('b'), columnOffset(bytes))),
    set('p', get('k')),
    repeat(
      'products',
      [
        ...range(VECTORS).map((v) => set(`b${v}`, `(v128.load offset=${16 * v} ${get('pb')})`)),
        ...range(ROWS).flatMap((i) => [
          set('x', `(v128.load${8 * bytes}_splat ${get(`a${i}`)})`),
          ...range(VECTORS).map((v) => addProduct(shape, i, v)),
          increase(`a${i}`, get('columnA')),
        ]),
        increase('pb', get('rowB')),
      ],
      `(local.tee $p ${subtract(get('p'), int(1))})`,
    ),
    set('at', add(get('c'), add(multiply(get('i'), get('rowC')), columnOffset(bytes)))),
    ...range(ROWS).flatMap((i) =>
      row(i, 'rowC', (v) => `(v128.store offset=${16 * v} ${get('at')} ${get(`s${i}${v}`)})`),
    ),
  ];
  return kernel(
    name,
    params,
    { elements: params.slice(3), type, locals },
    blocks(VECTORS * lanes, body),
  );
}

/** Rows of A times two rows of B, a vector at a time; the lanes are added up at the end. @param {string} name @param {Type} type */
export function nt(name, type) {
  const { bytes, shift, lanes, shape, scalar } = type;
  const params = ['m', 'n', 'k', 'a', 'b', 'c', 's', 'rowA', 'rowB', 'rowC', 'rowS'];
  const locals = {
    i32: ['i', 'j', 'p', 'pb0', 'pb1', 'at', ...rowsOfA],
    v128: ['x', 'b0', 'b1', ...sums],
    [scalar]: PAIRS.map((pair) => `t${pair}`),
  };
  /** @param {string} sum */
  const total = (sum) =>
    range(lanes)
      .map((lane) => `(${shape}.extract_lane ${lane} ${get(sum)})`)
      .reduce((a, b) => `(${scalar}.add ${a} ${b})`);
  /** @param {number} step */
  const onward = (step) => [...rowsOfA, 'pb0', 'pb1'].map((each) => increase(each, int(step)));
  /** @param {string} stride @param {(pair: string, offset: number) => string} each */
  const rows = (stride, each) =>
    range(ROWS).flatMap((i) => [
      ...(i > 0 ? [increase('at', get(stride))] : []),
      ...range(VECTORS).map((v) => each(`${i}${v}`, v * bytes)),
    ]);
  const body = [
    ...startRows(),
    set('pb0', add(get('b'), multiply(get('j'), get('rowB')))),
    set('pb1', add(get('pb0'), get('rowB'))),
    ...sums.map((sum) => set(sum, '(v128.const i64x2 0 0)')),
    set('p', `(i32.shr_s ${get('k')} ${int(4 - shift)})`),
    when(get('p'), [
      repeat(
        'products',
        [
          ...range(VECTORS).map((v) => set(`b${v}`, `(v128.load ${get(`pb${v}`)})`)),
          ...range(ROWS).flatMap((i) => [
            set('x', `(v128.load ${get(`a${i}`)})`),
            ...range(VECTORS).map((v) => addProduct(shape, i, v)),
          ]),
          ...onward(16),
        ],
        `(local.tee $p ${subtract(get('p'), int(1))})`,
      ),
    ]),
    ...PAIRS.map((pair) => set(`t${pair}`, total(`s${pair}`))),
    set('p', `(i32.and ${get('k')} ${int(lanes - 1)})`),
    when(get('p'), [
      repeat(
        'rest',
        [
          ...range(ROWS).flatMap((i) =>
            range(VECTORS).map((v) => {
              const product = `(${scalar}.mul (${scalar}.load ${get(`a${i}`)}) (${scalar}.load ${get(`pb${v}`)}))`;
              return set(`t${i}${v}`, `(${scalar}.add ${get(`t${i}${v}`)} ${product})`);
            }),
          ),
          ...onward(bytes),
        ],
        `(local.tee $p ${subtract(get('p'), int(1))})`,
      ),
    ]),
    when(get('s'), [
      set('at', add(get('s'), add(multiply(get('i'), get('rowS')), columnOffset(bytes)))),
      ...rows('rowS', (pair, offset) => {
        const start = `(${scalar}.load offset=${offset} ${get('at')})`;
        return set(`t${pair}`, `(${scalar}.add ${start} ${get(`t${pair}`)})`);
      }),
    ]),
    set('at', add(get('c'), add(multiply(get('i'), get('rowC')), columnOffset(bytes)))),
    ...rows(
      'rowC',
      (pair, offset) => `(${scalar}.store offset=${offset} ${get('at')} ${get(`t${pair}`)})`,
    ),
  ];
  return kernel(name, params, { elements: params.slice(3), type, locals }, blocks(VECTORS, body));
}

/** Where the rows of A begin that the block needs. */
function startRows() {
  return range(ROWS).map((i) =>
    set(
      `a${i}`,
      i === 0 ? add(get('a'), multiply(get('i'), get('rowA'))) : add(get(`a${i - 1}`), get('rowA')),
    ),
  );
}

/** @param {number} bytes */
const columnOffset = (bytes) => multiply(get('j'), int(bytes));

/** @param {string} shape @param {number} i @param {number} v */
const addProduct = (shape, i, v) =>
  set(`s${i}${v}`, `(${shape}.add ${get(`s${i}${v}`)} (${shape}.mul ${get('x')} ${get(`b${v}`)}))`);

/**
 * Walks the result in blocks of ROWS rows and `columns` columns; `body` computes the block at row i and column j. The last block of rows
 * and of columns lies over the one before where it would not fit.
 * @param {number} columns
 * @param {string[]} body
 */
function blocks(columns, body) {
  return [
    `(loop $columns ${set('i', int(0))}`,
    '(loop $rows',
    ...body,
    ...onward('rows', 'i', 'm', ROWS),
    ')',
    ...onward('columns', 'j', 'n', columns),
    ')',
  ];
}

/** Goes on to the next block if there is one. @param {string} loop @param {string} at @param {string} count @param {number} size */
function onward(loop, at, count, size) {
  const last = subtract(get(count), int(size));
  return [
    when(less(`(local.tee $${at} ${add(get(at), int(size))})`, get(count)), [
      set(at, `(select ${get(at)} ${last} ${less(get(at), last)})`),
      `(br $${loop})`,
    ]),
  ];
}
