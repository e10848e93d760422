/** Advice on a model that was evaluated. Correct code gets none. */
import { pause } from '../../python/builtins/pace';
import type { Step } from '../../python/steps';
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
export function* adviseOn(facts: Facts): Step<Finding[]> {
  const found: Finding[] = [];
  for (const own of ownModules(facts)) {
    for (const advise of OF_CLASSES) {
      yield* pause();
      found.push(...advise(own, facts));
    }
  }
  const sure = facts.sure && !facts.notes.some(isUnknownInModel);
  for (const advise of sure ? [...OF_RUNS, adviseOnInPlace, adviseOnRows] : OF_RUNS) {
    yield* pause();
    found.push(...advise(facts));
  }
  return found;
}

/** Advice on the code of one class. */
const OF_CLASSES = [undefinedAttributes, plainContainers, unusedParts];
/** Advice on what was run. */
const OF_RUNS = [adviseOnLosses, adviseOnStretched, adviseOnRepeated, adviseOnGradients];
