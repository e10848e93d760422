/** Draws with names in the place of slots, as graphs have them. */
import type { Initializer } from '../../model/graph';
import type { Draw, Slot } from './tape';

/** The slot that a step reads beside the one that it fills; null for most. */
export function readsFrom(initializer: Draw['initializer']): Slot | null {
  return 'from' in initializer ? initializer.from : null;
}

/** The name of a slot among those that have one; a new one gets the next. */
export function slotName(slot: Slot, names: Map<Slot, string>): string {
  const name = names.get(slot) ?? `slot${names.size}`;
  names.set(slot, name);
  return name;
}

/** The step as a graph has it. */
export function withNames(
  initializer: Draw['initializer'],
  nameOf: (slot: Slot) => string,
): Initializer {
  return 'from' in initializer ? { ...initializer, from: nameOf(initializer.from) } : initializer;
}
