/** Makes a model that the script does not make: with guessed arguments, tried until its constructor goes through. */
import * as l10n from '@vscode/l10n';
import type { Assumption } from '../../../model/graph';
import type { Step } from '../../python/steps';
import { PyInstance, type PyClass } from '../../python/values';
import { rangeOf } from '../graph/places';
import { MODULE_CLASS } from '../tape';
import { blanksOf } from './definitions';
import { constructText, offerOf } from './file-offer';
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

const MEASURES: readonly Measure[] = ['usual', 'even'];

/** An instance of the class, or why there is none. */
export function* construct(
  session: Session,
  cls: PyClass,
): Step<Constructed | { readonly stop: Stop; readonly text: string }> {
  const { torch } = session;
  let failed: { stop: Stop; text: string } | null = null;
  for (const measure of MEASURES) {
    const { text, guessed } = constructText(cls, offerOf(session, measure));
    const before = {
      draws: torch.draws.length,
      made: torch.made.length,
      findings: torch.findings.length,
    };
    try {
      const module = yield* session.text(text);
      if (!(module instanceof PyInstance) || !module.cls.isSubclassOf(MODULE_CLASS)) {
        return {
          stop: {
            reason: l10n.t('{0} gives no module.', text),
            place: cls.options.place ?? null,
            exception: null,
            uncertain: true,
          },
          text,
        };
      }
      return {
        module,
        text,
        assumptions: guessed.length === 0 ? [] : [argumentsAssumption(cls, guessed)],
      };
    } catch (error) {
      const stop = yield* stopOfError(error, session);
      failed ??= { stop, text };
      if (guessed.length === 0 || stop.exception === null) break;
      torch.draws.length = before.draws;
      torch.made.length = before.made;
      torch.findings.length = before.findings;
    }
  }
  return failed!;
}

function argumentsAssumption(
  cls: PyClass,
  guessed: readonly { readonly name: string; readonly text: string }[],
): Assumption {
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
