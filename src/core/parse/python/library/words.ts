/** Texts as arguments of library functions. */
import { unbox } from '../builtins/needs';
import type { Value } from '../values';

/** The value as text; empty where it is none. */
export function textOf(value: Value): string {
  const plain = unbox(value);
  return typeof plain === 'string' ? plain : '';
}
