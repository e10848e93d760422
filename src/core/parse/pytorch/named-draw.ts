/** Draws with names in the place of slots, as graphs have them. */
import type { Initializer } from '../../model/graph';
import type { Draw, Slot } from './tape';

/** The slot that a step reads beside the one that it fills; null for most. */
export function readsFrom(initializer: Draw['initializer']): Slot | null {
  return initializer.kind === 'copy' || initializer.kind === 'norm' ? initializer.from : null;
}

/** The step as a graph has it. */
export function withNames(
  initializer: Draw['initializer'],
  nameOf: (slot: Slot) => string,
): Initializer {
  if (initializer.kind === 'copy' || initializer.kind === 'norm') {
    return { ...initializer, from: nameOf(initializer.from) };
  }
  return initializer;
}
