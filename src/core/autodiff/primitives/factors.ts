/** Short ways to write the terms of provenance rules. */
import type { Factor, Term } from '../trace';
import type { Site } from './rule';

/** Element `index` of the input at `place`, as it is. */
export function valueOf(site: Site, place: number, index: number): Factor {
  const element = { tensor: site.inputIds[place]!, index };
  return { value: site.inputs[place]![index]!, element, kind: 'value' };
}

/** A local derivative taken at an element. */
export function derivativeAt(site: Site, place: number, index: number, value: number): Factor {
  return { value, element: { tensor: site.inputIds[place]!, index }, kind: 'derivative' };
}

/** A function of one element. */
export function functionAt(site: Site, place: number, index: number, value: number): Factor {
  return { value, element: { tensor: site.inputIds[place]!, index }, kind: 'function' };
}

/** A function or derivative of several elements, given as [place, index]. */
export function jointly(
  site: Site,
  kind: 'function' | 'derivative',
  elements: readonly (readonly [number, number])[],
  value: number,
): Factor {
  const refs = elements.map(([place, index]) => ({ tensor: site.inputIds[place]!, index }));
  return { value, element: refs[0] ?? null, kind, elements: refs };
}

/** A number that depends on no element. */
export function constant(value: number): Factor {
  return { value, element: null, kind: 'constant' };
}

/** A product. */
export function product(...factors: Factor[]): Term {
  return { factors };
}
