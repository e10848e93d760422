/** Pieces of WebAssembly text that the kernels are put together from. */

/** The two precisions. Addresses come in elements; `shift` makes bytes of them. */
export const TYPES = {
  f32: { bytes: 4, shift: 2, lanes: 4, shape: 'f32x4', scalar: 'f32' },
  f64: { bytes: 8, shift: 3, lanes: 2, shape: 'f64x2', scalar: 'f64' },
};

/** @typedef {typeof TYPES.f32} Type */

/** @param {number} count */
export const range = (count) => Array.from({ length: count }, (_, i) => i);
/** @param {string} name */
export const get = (name) => `(local.get $${name})`;
/** @param {string} name @param {string} value */
export const set = (name, value) => `(local.set $${name} ${value})`;
/** @param {string} a @param {string} b */
export const add = (a, b) => `(i32.add ${a} ${b})`;
/** @param {string} a @param {string} b */
export const subtract = (a, b) => `(i32.sub ${a} ${b})`;
/** @param {string} a @param {string} b */
export const multiply = (a, b) => `(i32.mul ${a} ${b})`;
/** @param {string} a @param {string} b */
export const less = (a, b) => `(i32.lt_s ${a} ${b})`;
/** @param {number} value */
export const int = (value) => `(i32.const ${value})`;
/** @param {string} name @param {string} value */
export const increase = (name, value) => set(name, add(get(name), value));
/** @param {string} condition @param {string[]} then */
export const when = (condition, then) => `(if ${condition} (then ${then.join(' ')}))`;

/**
 * Repeats `body` while the condition, which is asked after each time, holds.
 * @param {string} label @param {string[]} body @param {string} condition
 */
export const repeat = (label, body, condition) =>
  `(loop $${label} ${body.join('\n')} (br_if $${label} ${condition}))`;

/**
 * An exported function of whole numbers. Those of `elements` count elements and become bytes.
 * @param {string} name
 * @param {string[]} params
 * @param {{ elements: readonly string[]; type: Type; locals: Record<string, string[]> }} about
 * @param {string[]} body
 */
export function kernel(name, params, { elements, type, locals }, body) {
  const declared = Object.entries(locals).flatMap(([kind, names]) =>
    names.map((each) => `(local $${each} ${kind})`),
  );
  const bytes = elements.map((each) => set(each, `(i32.shl ${get(each)} ${int(type.shift)})`));
  return `(func (export "${name}") ${params.map((each) => `(param $${each} i32)`).join(' ')}
${[...declared, ...bytes, ...body].join('\n')})`;
}
