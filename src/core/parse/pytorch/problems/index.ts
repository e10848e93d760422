/** Advice on a model that was evaluated. Correct code gets none. */
import type { Finding } from '../tape';
import type { Facts } from './facts';
import { adviseOnGraph } from './gradients';
import { adviseOnInPlace } from './in-place';
import { adviseOnLosses } from './losses';
import { adviseOnMembers } from './members';
import { adviseOnRepeated } from './repeated';

export type { Facts } from './facts';

/** Everything that was noticed; the findings of the run itself (`Torch.findings`) come on top. */
export function adviseOn(facts: Facts): Finding[] {
  return [
    ...adviseOnLosses(facts),
    ...adviseOnMembers(facts),
    ...adviseOnRepeated(facts),
    ...adviseOnInPlace(facts),
    ...adviseOnGraph(facts),
  ];
}
