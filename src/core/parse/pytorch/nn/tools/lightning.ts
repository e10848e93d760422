/** `pytorch_lightning` and `lightning`: `save_hyperparameters` reads the variables of the `__init__` that calls it. */
import type { NativeModule } from '../../../python/interpreter';
import { native } from '../../../python/native';
import { PyTuple } from '../../../python/values';
import { LIGHTNING_TEXT } from './lightning-text';

/** Makes the method `save_hyperparameters`, given Python's `locals`. */
const SAVER = native('_saver(locals)', (made) =>
  native(
    'save_hyperparameters(self, *args, ignore=None, frame=None, logger=True)',
    function* (bound, interpreter) {
      const names = yield* interpreter.call(made.get('locals'), []);
      const args = [names, new PyTuple(bound.rest), bound.get('ignore')];
      return yield* interpreter.callMethod(bound.get('self'), '_keep', args);
    },
  ),
);

/** The module, which has many names. */
export const LIGHTNING: NativeModule = {
  attributes: { _saver: SAVER },
  source: LIGHTNING_TEXT,
  open: true,
};
