/** Mixed precision, which is full precision here: `autocast`, `GradScaler`. */
import * as l10n from '@vscode/l10n';
import type { NativeModule } from '../../../python/interpreter';
import { contextClass, decorator, giving } from './inert';

/** `torch.autocast`, `torch.amp.autocast`: everything is computed in full precision. */
export const AUTOCAST = contextClass('autocast', 'torch.amp', ({ rest, keywords }, interpreter) => {
  const off = keywords.get('enabled') === false || rest.includes(false);
  if (!off) {
    interpreter.note(
      'not-applied',
      l10n.t('Mixed precision is not available yet: everything is computed in float32.'),
    );
  }
  return null;
});

/** `GradScaler`, whose scale is 1. */
export const GRAD_SCALER_SOURCE = `
class GradScaler:
    def __init__(self, *args, **kwargs):
        pass
    def scale(self, outputs):
        return outputs
    def unscale_(self, optimizer):
        pass
    def step(self, optimizer, *args, **kwargs):
        return optimizer.step(*args, **kwargs)
    def update(self, new_scale=None):
        pass
    def get_scale(self):
        return 1.0
    def is_enabled(self):
        return False
    def state_dict(self):
        return {}
    def load_state_dict(self, state_dict):
        pass
`;

/** `torch.amp`, `torch.cuda.amp` */
export const AMP: NativeModule = {
  attributes: {
    autocast: AUTOCAST,
    custom_fwd: decorator('custom_fwd'),
    custom_bwd: decorator('custom_bwd'),
    ...giving({ is_autocast_available: true }),
  },
  source: GRAD_SCALER_SOURCE,
};
