/**
 * Functions of neighbouring elements, as text. Addresses in elements:
 *
 *   add, sub, mul, div, pass (count, a, stepA, b, stepB, y): y_i = f(a_i, b_i); a step is 1, or 0 for one element throughout
 *   beat (count, x, best, winner, number): where x_i is larger than best_i, or is NaN, best_i = x_i and winner_i = number
 *   only (count, x, winner, y, number): y_i = x_i where winner_i is the number, else 0
 *
 * `pass` gives b where a is not 0 or less, else 0. There is at least one element. Whole vectors are computed: what follows the operands
 * must be there, and what follows the results is written over.
 */
import { get, increase, int, kernel, less, multiply, repeat, set, subtract } from './wat.mjs';

/** @typedef {import('./wat.mjs').Type} Type */

export const MAPS = {
  add: arithmetic('add'),
  sub: arithmetic('sub'),
  mul: arithmetic('mul'),
  div: arithmetic('div'),
  /** @param {string} name @param {Type} type */
  pass: (name, type) =>
    map(
      name,
      type,
      `(v128.andnot ${get('v')} (${type.shape}.le ${get('u')} (v128.const i64x2 0 0)))`,
    ),
  beat,
  only,
};

/** @param {string} operation */
function arithmetic(operation) {
  /** @param {string} name @param {Type} type */
  return (name, type) => map(name, type, `(${type.shape}.${operation} ${get('u')} ${get('v')})`);
}

/** @param {string} name @param {Type} type @param {string} value */
function map(name, type, value) {
  const params = ['count', 'a', 'stepA', 'b', 'stepB', 'y'];
  const locals = { v128: ['u', 'v'] };
  /** @param {string} from @param {string} step */
  const operand = (from, step) =>
    `(if (result v128) ${get(step)} (then (v128.load ${get(from)})) (else (v128.load${8 * type.bytes}_splat ${get(from)})))`;
  return kernel(name, params, { elements: ['a', 'b', 'y'], type, locals }, [
    ...['stepA', 'stepB'].map((step) => set(step, multiply(get(step), int(16)))),
    repeat(
      'elements',
      [
        set('u', operand('a', 'stepA')),
        set('v', operand('b', 'stepB')),
        `(v128.store ${get('y')} ${value})`,
        increase('a', get('stepA')),
        increase('b', get('stepB')),
        increase('y', int(16)),
        set('count', subtract(get('count'), int(type.lanes))),
      ],
      less(int(0), get('count')),
    ),
  ]);
}

/** @param {string} name @param {Type} type */
function beat(name, type) {
  const { shape } = type;
  return numbered(name, ['x', 'best', 'winner'], type, [
    set('u', `(v128.load ${get('x')})`),
    set('v', `(v128.load ${get('best')})`),
    set(
      'mask',
      `(v128.or (${shape}.gt ${get('u')} ${get('v')}) (${shape}.ne ${get('u')} ${get('u')}))`,
    ),
    `(v128.store ${get('best')} (v128.bitselect ${get('u')} ${get('v')} ${get('mask')}))`,
    `(v128.store ${get('winner')} (v128.bitselect ${get('n')} (v128.load ${get('winner')}) ${get('mask')}))`,
  ]);
}

/** @param {string} name @param {Type} type */
function only(name, type) {
  const chosen = `(${type.shape}.eq ${get('n')} (v128.load ${get('winner')}))`;
  return numbered(name, ['x', 'winner', 'y'], type, [
    `(v128.store ${get('y')} (v128.and (v128.load ${get('x')}) ${chosen}))`,
  ]);
}

/** A loop over vectors with a whole number in every lane of n. @param {string} name @param {string[]} elements @param {Type} type @param {string[]} body */
function numbered(name, elements, type, body) {
  const { shape, scalar, lanes } = type;
  const params = ['count', ...elements, 'number'];
  return kernel(name, params, { elements, type, locals: { v128: ['u', 'v', 'n', 'mask'] } }, [
    set('n', `(${shape}.splat (${scalar}.convert_i32_s ${get('number')}))`),
    repeat(
      'elements',
      [
        ...body,
        ...elements.map((each) => increase(each, int(16))),
        set('count', subtract(get('count'), int(lanes))),
      ],
      less(int(0), get('count')),
    ),
  ]);
}
