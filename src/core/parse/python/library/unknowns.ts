/** What the Python texts of the library give for things that nobody can know here, each with its reason. */
import * as l10n from '@vscode/l10n';
import type { NativeModule } from '../interpreter';
import { natives } from '../native';
import { textOf } from './words';

/** `_unknown` */
export const UNKNOWNS: NativeModule = {
  attributes: natives({
    'file(*args, **kwargs)': (_, interpreter) =>
      interpreter.unknown(l10n.t('Files are not read here.')),
    'clock(*args, **kwargs)': (_, interpreter) =>
      interpreter.unknown(l10n.t('What the clock says is not known here.')),
    'chance(*args, **kwargs)': (_, interpreter) =>
      interpreter.unknown(l10n.t('What Python draws at random is not known here.')),
    'machine(*args, **kwargs)': (_, interpreter) =>
      interpreter.unknown(l10n.t('The machine that this runs on is not known here.')),
    'environment(name)': (bound, interpreter) =>
      interpreter.unknown(
        l10n.t('The environment variable {0} is not known here.', textOf(bound.get('name'))),
      ),
    'argument(name)': (bound, interpreter) =>
      interpreter.unknown(
        l10n.t(
          'The argument {0} has no default: it is given on the command line.',
          textOf(bound.get('name')),
        ),
      ),
    'shuffled()': (_, interpreter) => {
      interpreter.note(
        'not-shuffled',
        l10n.t('What Python draws at random is not known here: the order is left as it is.'),
      );
      return null;
    },
  }),
};
