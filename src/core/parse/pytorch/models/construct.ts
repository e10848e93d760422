/** Makes a model that the script does not make: with guessed arguments, tried until its constructor goes through. */
import * as l10n from '@vscode/l10n';
import type { Assumption } from '../../../model/graph';
import type { Step } from '../../python/steps';
import { PyInstance, Unknown, type PyClass } from '../../python/values';
import { rangeOf } from '../graph/places';
import { MODULE_CLASS } from '../tape';
import { checkpoint } from './checkpoint';
import { blanksOf } from './definitions';
import { constructText, offerOf, type Guessed } from './file-offer';
import { stopOfError, type Stop } from './feed/trial';
import type { Session } from './session';
import type { Measure } from './usual';

/** A model that was made here. */
export interface Constructed {
  readonly module: PyInstance;
  /** `Net(hidden=64)` */
  readonly text: string;
  readonly assumptions: readonly Assumption[];
}

/** A model that could not be made. */
export interface NotMade {
  readonly stop: Stop;
  /** True when other guesses may go through. */
  readonly guessed: boolean;
}

/** An instance of the class, or why there is none; then nothing of it is left. */
export function* construct(
  session: Session,
  cls: PyClass,
  measure: Measure,
): Step<Constructed | NotMade> {
  const { text, guessed } = constructText(cls, offerOf(session, measure));
  if (guessed.length > 0) session.torch.makeUp('models');
  const restore = checkpoint([], session);
  try {
    const module = yield* session.text(text);
    if (module instanceof PyInstance && module.cls.isSubclassOf(MODULE_CLASS)) {
      const assumptions = guessed.length === 0 ? [] : [argumentsAssumption(cls, guessed)];
      return { module, text, assumptions };
    }
    const reason = module instanceof Unknown ? module.reason : l10n.t('{0} gives no module.', text);
    const place = (module instanceof Unknown && module.place) || (cls.options.place ?? null);
    return { stop: { reason, place, exception: null, uncertain: true }, guessed: false };
  } catch (error) {
    const stop = yield* stopOfError(error, session);
    restore();
    return { stop, guessed: guessed.length > 0 && stop.exception !== null };
  }
}

/** Says which arguments were guessed. */
export function argumentsAssumption(cls: PyClass, guessed: readonly Guessed[]): Assumption {
  const [first] = blanksOf(cls);
  const { place } = cls.options;
  return {
    code: 'arguments',
    message: l10n.t(
      'Nothing says with which arguments {0} is made: {1}.',
      cls.name,
      guessed.map(({ name, text }) => `${name} = ${text}`).join(', '),
    ),
    ...(place && first && { range: rangeOf({ file: place.file, span: first.parameter }) }),
  };
}
