/** Built-in functions that reach outside of the program, which has no outside here. */
import * as l10n from '@vscode/l10n';
import { natives, type Run } from '../../native';
import { raiseWith } from '../raising';

const notRun: Run = (_, interpreter) =>
  interpreter.unknown(l10n.t('Text is not run as code here.'));

/** `print`, `open` and the like. */
export const INERT_FUNCTIONS = natives({
  'print(*args, **kwargs)': () => null,
  'breakpoint(*args, **kwargs)': () => null,
  'help(*args)': () => null,
  'input(*args)': (_, interpreter) =>
    interpreter.unknown(l10n.t('What a person would type here is not known.')),
  'open(*args, **kwargs)': (_, interpreter) =>
    interpreter.unknown(l10n.t('Files are not opened here.')),
  'eval(*args)': notRun,
  'exec(*args)': notRun,
  'compile(*args, **kwargs)': notRun,
  'exit(code=None)': (bound, interpreter) =>
    raiseWith('SystemExit', [bound.get('code')], interpreter),
  'quit(code=None)': (bound, interpreter) =>
    raiseWith('SystemExit', [bound.get('code')], interpreter),
  'bytearray(*args)': (_, interpreter) =>
    interpreter.unknown(l10n.t('{0} is not supported here.', 'bytearray')),
  'memoryview(*args)': (_, interpreter) =>
    interpreter.unknown(l10n.t('{0} is not supported here.', 'memoryview')),
});
