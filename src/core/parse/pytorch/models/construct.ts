/** Makes a model that the script does not make: with guessed arguments, tried until its constructor goes through. */
import * as l10n from '@vscode/l10n';
import type { Assumption } from '../../../model/graph';
import type { Place } from '../../python/place';
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
  /** How it would be made, as text. */
  readonly text: string;
  /** True when other guesses may go through. */
  readonly guessed: boolean;
}

/** For a name of which no instance was made and that is no class. */
export function nothingMakes(name: string, place: Place): NotMade {
  const reason = l10n.t('Nothing makes this model.');
  return {
    stop: { reason, place, exception: null, uncertain: true },
    text: `${name}()`,
    guessed: false,
  };
}

/** An instance of the class, or why there is none; then nothing of it is left. */
export function* construct(
  session: Session,
  cls: PyClass,
  measure: Measure,
): Step<Constructed | NotMade> {
  const { text, guessed } = constructText(cls, offerOf(session, measure));
  if (guessed.length > 0) session.torch.makeUp('models');
  const restore = yield* checkpoint([], session);
  try {
    const module = yield* session.text(text);
    if (module instanceof PyInstance && module.cls.isSubclassOf(MODULE_CLASS)) {
      const assumptions = guessed.length === 0 ? [] : [argumentsAssumption(cls, guessed)];
      return { module, text, assumptions };
    }
    const reason = module instanceof Unknown ? module.reason : l10n.t('{0} gives no module.', text);
    const place = (module instanceof Unknown && module.place) || (cls.options.place ?? null);
    return { stop: { reason, place, exception: null, uncertain: true }, text, guessed: false };
  } catch (error) {
    const stop = yield* stopOfError(error, session);
    restore();
    if (guessed.length === 0 || stop.exception === null) return { stop, text, guessed: false };
    const blamed = NOT_GUESSED.has(stop.exception) ? stop : wrongGuess(cls, text, guessed, stop);
    return { stop: blamed, text, guessed: true };
  }
}

/** Exceptions that no argument is the cause of. */
const NOT_GUESSED: ReadonlySet<string> = new Set(['NameError', 'ImportError', 'SyntaxError']);

/** Not the place where a guess of ours fails is shown, but what nobody says. */
function wrongGuess(cls: PyClass, text: string, guessed: readonly Guessed[], stop: Stop): Stop {
  const names = guessed.map(({ name }) => name).join(', ');
  const reason =
    guessed.length === 1
      ? l10n.t('Nothing says what {0} is, and the guess {1} fails: {2}', names, text, stop.reason)
      : l10n.t('Nothing says what {0} are, and the guess {1} fails: {2}', names, text, stop.reason);
  const [first] = blanksOf(cls);
  const { place } = cls.options;
  return {
    ...stop,
    reason,
    place: place && first ? { file: place.file, span: first.parameter } : (place ?? null),
  };
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
