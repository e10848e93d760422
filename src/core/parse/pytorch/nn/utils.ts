/** `torch.nn.utils` beside its Python text: computed weights, and what is noted instead of done. */
import * as l10n from '@vscode/l10n';
import { native, nativeClass, type NativeFunction } from '../../python/native';
import { PyProperty, type Value } from '../../python/values';
import { textOf } from '../read';
import { isModule } from './module/parts';

/** Gives one module a computed attribute: its class becomes one of its own, with a property. */
const COMPUTED = native('_computed(module, name, method)', (bound, interpreter) => {
  const module = bound.get('module');
  const name = textOf(bound.get('name'), 'name', interpreter);
  const method = bound.get('method');
  if (!isModule(module)) return null;
  const getter = native(`${name}(self)`, (own, run) => run.call(method, [own.get('self')]));
  const { cls } = module;
  const options = { bases: [cls], ...(cls.options.module && { module: cls.options.module }) };
  module.cls = nativeClass(cls.name, options, { [name]: new PyProperty(getter) });
  return module;
});

/** Functions that leave everything as it is, which is noted. */
function noted(signature: string, message: () => string, result: string | null): NativeFunction {
  return native(signature, (bound, interpreter) => {
    interpreter.note('not-applied', message());
    return result === null ? null : bound.get(result);
  });
}

const weightNorm = () =>
  l10n.t(
    'weight_norm is not applied: the weight itself is learned. The first output is the same, parameters and later steps are not.',
  );
const clipping = () =>
  l10n.t('Gradients are not clipped here: later steps may differ where they would be.');

/** Functions of `torch.nn.utils` that are not Python text. */
export const UTILS: Readonly<Record<string, Value>> = {
  _computed: COMPUTED,
  weight_norm: noted("weight_norm(module, name='weight', dim=0)", weightNorm, 'module'),
  remove_weight_norm: native("remove_weight_norm(module, name='weight')", (bound) =>
    bound.get('module'),
  ),
  clip_grad_value_: noted('clip_grad_value_(parameters, clip_value, foreach=None)', clipping, null),
  ...Object.fromEntries(
    ['clip_grad_norm_', 'clip_grad_norm'].map((name) => [
      name,
      native(
        `${name}(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None)`,
        (_, interpreter) => {
          interpreter.note('not-applied', clipping());
          return interpreter.unknown(l10n.t('The norm of the gradients is not known here.'));
        },
      ),
    ]),
  ),
};

/** Functions of `torch.nn.utils.parametrizations`. */
export const PARAMETRIZATIONS: Readonly<Record<string, Value>> = {
  weight_norm: noted("weight_norm(module, name='weight', dim=0)", weightNorm, 'module'),
  _spectral_note: noted(
    '_spectral_note()',
    () =>
      l10n.t(
        'spectral_norm starts with one step of its power iteration here, where PyTorch does fifteen: the numbers differ.',
      ),
    null,
  ),
  orthogonal: noted(
    "orthogonal(module, name='weight', orthogonal_map=None, use_trivialization=True)",
    () => l10n.t('The weight is not kept orthogonal here: it is learned as it is.'),
    'module',
  ),
};
