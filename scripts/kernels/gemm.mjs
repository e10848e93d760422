/**
 * Matrix products in WebAssembly SIMD, as text: blocks of the result are summed in registers. For each precision two functions, with all
 * addresses and strides in bytes:
 *
 *   nn (m, n, k, a, b, c, rowA, columnA, rowB, rowC, more): C = A B, or C + A B with `more`; A with any strides, rows of B contiguous
 *   nt (m, n, k, a, b, c, rowA, rowB, rowC): C = A Bᵀ, rows of A and B contiguous, k a multiple of a vector
 *
 * They compute whole blocks: up to ROWS - 1 rows and a block's columns more than asked for, which must be there but mean nothing.
 */
const ROWS = 4;
const VECTORS = 2;

const TYPES = {
  f32: { bytes: 4, lanes: 4, shape: 'f32x4', scalar: 'f32' },
  f64: { bytes: 8, lanes: 2, shape: 'f64x2', scalar: 'f64' },
};

/** The whole module. */
export function gemmModule() {
  const functions = Object.entries(TYPES).flatMap(([name, type]) => [
    nn(name, type),
    nt(name, type),
  ]);
  return `(module
  (import "env" "memory" (memory 0))
${functions.join('\n')})
`;
}

/** @param {number} count */
const range = (count) => Array.from({ length: count }, (_, i) => i);
/** @param {string} name */
const get = (name) => `(local.get $${name})`;
/** @param {string} a @param {string} b */
const add = (a, b) => `(i32.add ${a} ${b})`;
/** @param {string} a @param {string} b */
const multiply = (a, b) => `(i32.mul ${a} ${b})`;
/** @param {string} name @param {string} value */
const set = (name, value) => `(local.set $${name} ${value})`;
/** @param {string} type @param {string[]} names */
const locals = (type, names) => names.map((name) => `(local $${name} ${type})`).join(' ');
const sums = () => range(ROWS).flatMap((i) => range(VECTORS).map((v) => `s${i}${v}`));
const zero = '(v128.const i64x2 0 0)';

/**
 * Walks the result in blocks of ROWS rows and `columns` columns; `body` computes the block at row i and column j.
 * @param {number} columns
 * @param {string[]} body
 */
function blocks(columns, body) {
  return `    ${set('j', '(i32.const 0)')}
    (block $doneColumns (loop $columns
      (br_if $doneColumns (i32.ge_s ${get('j')} ${get('n')}))
      ${set('i', '(i32.const 0)')}
      (block $doneRows (loop $rows
        (br_if $doneRows (i32.ge_s ${get('i')} ${get('m')}))
${body.map((line) => `        ${line}`).join('\n')}
        ${set('i', add(get('i'), `(i32.const ${ROWS})`))}
        (br $rows)))
      ${set('j', add(get('j'), `(i32.const ${columns})`))}
      (br $columns))))`;
}

/**
 * The addresses of ROWS rows from the one of the first.
 * @param {string} name
 * @param {string} first
 * @param {string} stride
 */
const rowsFrom = (name, first, stride) =>
  range(ROWS).map((i) => set(`${name}${i}`, i === 0 ? first : add(get(`${name}${i - 1}`), stride)));

/**
 * Every row of A times a slice of B, which is two vectors wide.
 * @param {string} name
 * @param {{ bytes: number; lanes: number; shape: string }} type
 */
function nn(name, { bytes, lanes, shape }) {
  const columns = VECTORS * lanes;
  /** @param {number} i @param {number} v */
  const at = (i, v) => `offset=${v * 16} ${get(`c${i}`)}`;
  const body = [
    ...rowsFrom('a', add(get('a'), multiply(get('i'), get('rowA'))), get('rowA')),
    ...rowsFrom(
      'c',
      add(
        add(get('c'), multiply(get('i'), get('rowC'))),
        multiply(get('j'), `(i32.const ${bytes})`),
      ),
      get('rowC'),
    ),
    set('pb', add(get('b'), multiply(get('j'), `(i32.const ${bytes})`))),
    set('p', get('k')),
    `(if ${get('more')} (then`,
    ...range(ROWS).flatMap((i) =>
      range(VECTORS).map((v) => `  ${set(`s${i}${v}`, `(v128.load ${at(i, v)})`)}`),
    ),
    ') (else',
    ...sums().map((sum) => `  ${set(sum, zero)}`),
    '))',
    '(loop $products',
    ...range(VECTORS).map((v) => `  ${set(`b${v}`, `(v128.load offset=${v * 16} ${get('pb')})`)}`),
    ...range(ROWS).flatMap((i) => [
      `  ${set('x', `(v128.load${bytes * 8}_splat ${get(`a${i}`)})`)}`,
      ...range(VECTORS).map(
        (v) =>
          `  ${set(`s${i}${v}`, `(${shape}.add ${get(`s${i}${v}`)} (${shape}.mul ${get('x')} ${get(`b${v}`)}))`)}`,
      ),
      `  ${set(`a${i}`, add(get(`a${i}`), get('columnA')))}`,
    ]),
    `  ${set('pb', add(get('pb'), get('rowB')))}`,
    `  (br_if $products (local.tee $p (i32.sub ${get('p')} (i32.const 1)))))`,
    ...range(ROWS).flatMap((i) =>
      range(VECTORS).map((v) => `(v128.store ${at(i, v)} ${get(`s${i}${v}`)})`),
    ),
  ];
  return `  (func (export "${name}nn") (param $m i32) (param $n i32) (param $k i32)
    (param $a i32) (param $b i32) (param $c i32)
    (param $rowA i32) (param $columnA i32) (param $rowB i32) (param $rowC i32) (param $more i32)
    ${locals('i32', ['i', 'j', 'p', 'pb', ...range(ROWS).flatMap((i) => [`a${i}`, `c${i}`])])}
    ${locals('v128', ['x', 'b0', 'b1', ...sums()])}
${blocks(columns, body)}`;
}

/**
 * Rows of A times two rows of B, a vector at a time; the lanes are added up at the end.
 * @param {string} name
 * @param {{ bytes: number; lanes: number; shape: string; scalar: string }} type
 */
function nt(name, { bytes, lanes, shape, scalar }) {
  /** @param {string} sum */
  const total = (sum) =>
    range(lanes)
      .map((lane) => `(${shape}.extract_lane ${lane} ${get(sum)})`)
      .reduce((a, b) => `(${scalar}.add ${a} ${b})`);
  const body = [
    ...rowsFrom('a', add(get('a'), multiply(get('i'), get('rowA'))), get('rowA')),
    set('pb0', add(get('b'), multiply(get('j'), get('rowB')))),
    set('pb1', add(get('pb0'), get('rowB'))),
    set('p', get('k')),
    ...sums().map((sum) => set(sum, zero)),
    '(loop $products',
    ...range(VECTORS).map((v) => `  ${set(`b${v}`, `(v128.load ${get(`pb${v}`)})`)}`),
    ...range(ROWS).flatMap((i) => [
      `  ${set('x', `(v128.load ${get(`a${i}`)})`)}`,
      ...range(VECTORS).map(
        (v) =>
          `  ${set(`s${i}${v}`, `(${shape}.add ${get(`s${i}${v}`)} (${shape}.mul ${get('x')} ${get(`b${v}`)}))`)}`,
      ),
      `  ${set(`a${i}`, add(get(`a${i}`), '(i32.const 16)'))}`,
    ]),
    ...range(VECTORS).map((v) => `  ${set(`pb${v}`, add(get(`pb${v}`), '(i32.const 16)'))}`),
    `  (br_if $products (i32.gt_s (local.tee $p (i32.sub ${get('p')} (i32.const ${lanes}))) (i32.const 0))))`,
    ...rowsFrom(
      'a',
      add(
        add(get('c'), multiply(get('i'), get('rowC'))),
        multiply(get('j'), `(i32.const ${bytes})`),
      ),
      get('rowC'),
    ),
    ...range(ROWS).flatMap((i) =>
      range(VECTORS).map(
        (v) => `(${scalar}.store offset=${v * bytes} ${get(`a${i}`)} ${total(`s${i}${v}`)})`,
      ),
    ),
  ];
  return `  (func (export "${name}nt") (param $m i32) (param $n i32) (param $k i32)
    (param $a i32) (param $b i32) (param $c i32) (param $rowA i32) (param $rowB i32) (param $rowC i32)
    ${locals('i32', ['i', 'j', 'p', 'pb0', 'pb1', ...range(ROWS).map((i) => `a${i}`)])}
    ${locals('v128', ['x', 'b0', 'b1', ...sums()])}
${blocks(VECTORS, body)}`;
}
