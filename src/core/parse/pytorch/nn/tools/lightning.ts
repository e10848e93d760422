/** `pytorch_lightning` and `lightning`: `save_hyperparameters` reads the variables of the `__init__` that calls it, and a training step is one pass. */
import type { NativeModule } from '../../../python/interpreter';
import { native } from '../../../python/native';
import { PyInstance, PyTuple } from '../../../python/values';
import { callStep } from '../module/call';
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

/** Makes one training step of a module with a batch; further arguments are counted from 0. */
const STEP = native('_step(module, batch, *indices)', function* (bound, interpreter) {
  const module = bound.get('module');
  const args = [bound.get('batch'), ...bound.rest];
  return module instanceof PyInstance
    ? yield* callStep(module, args, interpreter)
    : yield* interpreter.callMethod(module, 'training_step', args);
});

/** The module, which has many names. */
export const LIGHTNING: NativeModule = {
  attributes: { _saver: SAVER, _step: STEP },
  source: LIGHTNING_TEXT,
  open: true,
};
