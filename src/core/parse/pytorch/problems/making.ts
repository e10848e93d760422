/** Where layers are made. */
import type { Place } from '../../python/place';
import { isOurs } from '../models/definitions';
import type { Recorded, Torch } from '../tape';

/** The expression that made the layer of an operation; null for functions. */
export function makingOf({ layer }: Recorded, { made }: Torch): Place | null {
  if (!layer) return null;
  return made.find(({ module }) => module === layer)?.stack.at(-1)?.place ?? null;
}

/** True for a layer that is called by a container of torch.nn. */
export function isItem({ layer, calls }: Recorded): boolean {
  const caller = calls.at(-2)?.module;
  return layer !== null && caller !== undefined && isOurs(caller.cls);
}
