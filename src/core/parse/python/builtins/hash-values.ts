/** Hashes of numbers, which are the same in every run of Python; those of strings and objects are not. */

const MODULUS = (1n << 61n) - 1n;
const INFINITY = 314159n;

/** `hash(value)` of a whole number. */
export function hashOfInt(value: bigint): bigint {
  const size = (value < 0n ? -value : value) % MODULUS;
  const hash = value < 0n ? -size : size;
  return hash === -1n ? -2n : hash;
}

/** `hash(value)` of a float, the same as that of an equal whole number. */
export function hashOfFloat(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (!Number.isFinite(value)) return value > 0 ? INFINITY : -INFINITY;
  let exponent = 0;
  let mantissa = Math.abs(value);
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
  }
  // Dividing by 2**k is multiplying by 2**(61 - k) in this field.
  const shift = (61 - (exponent % 61)) % 61;
  const size = (BigInt(mantissa) << BigInt(shift)) % MODULUS;
  const hash = value < 0 ? -size : size;
  return hash === -1n ? -2n : hash;
}

const WORD = (1n << 64n) - 1n;
/** Primes of xxHash, by which CPython mixes the hashes of a tuple. */
const FIRST = 11400714785074694791n;
const SECOND = 14029467366897019727n;
const FIFTH = 2870177450012600261n;

/** `hash(value)` of a tuple whose elements have these hashes. */
export function hashOfTuple(hashes: readonly bigint[]): bigint {
  let sum = FIFTH;
  for (const hash of hashes) {
    sum = (sum + BigInt.asUintN(64, hash) * SECOND) & WORD;
    sum = ((sum << 31n) | (sum >> 33n)) & WORD;
    sum = (sum * FIRST) & WORD;
  }
  const result = BigInt.asIntN(64, sum + (BigInt(hashes.length) ^ FIFTH ^ 3527539n));
  return result === -1n ? 1546275796n : result;
}
