/** Advice on a model that was evaluated. Correct code gets none. */
import type { Finding } from '../tape';
import { undefinedAttributes } from './attributes';
import { ownModules } from './classes';
import { plainContainers } from './containers';
import type { Facts } from './facts';
import { adviseOnGradients } from './gradients';
import { adviseOnInPlace } from './in-place';
import { adviseOnLosses } from './losses';
import { adviseOnRepeated } from './repeated';
import { adviseOnRows } from './rows';
import { adviseOnStretched } from './stretched';
import { isUnknownInModel } from './sure';
import { unusedParts } from './unused';

export type { Facts } from './facts';

/** Everything that was noticed; the findings of the run itself (`Torch.findings`) come on top. */
export function adviseOn(facts: Facts): Finding[] {
  const own = ownModules(facts).flatMap((each) => [
    ...undefinedAttributes(each, facts),
    ...plainContainers(each, facts),
    ...unusedParts(each, facts),
  ]);
  const sure = facts.sure && !facts.notes.some(isUnknownInModel);
  return [
    ...own,
    ...adviseOnLosses(facts),
    ...adviseOnStretched(facts),
    ...adviseOnRepeated(facts),
    ...adviseOnGradients(facts),
    ...(sure ? [...adviseOnInPlace(facts), ...adviseOnRows(facts)] : []),
  ];
}
