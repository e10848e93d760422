/** `torch.nn.utils` beside its Python text: computed weights, and what is noted instead of done. */
import * as l10n from '@vscode/l10n';
import { native, nativeClass, type NativeFunction } from '../../python/native';
import { PyProperty, type PyClass, type Value } from '../../python/values';
import { dimOf, tensorOf, textOf } from '../read';
import { slotOf } from '../slots';
import { draw } from '../tensor/leaves';
import { isModule } from './module/parts';
import { newBuffer } from './state';

/** Classes of single modules, which have a computed attribute. */
const computed = new WeakSet<PyClass>();

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
  computed.add(module.cls);
  return module;
});

/** Takes computed attributes away again. */
const PLAIN = native('_plain(module)', (bound) => {
  const module = bound.get('module');
  if (isModule(module) && computed.has(module.cls)) module.cls = module.cls.bases[0]!;
  return module;
});

/** Lengths of the rows of a weight along one dimension (None for all together), as a parameter without a gradient's way to it. */
const LENGTHS = native('_lengths(weight, dim)', (bound, interpreter) => {
  const weight = tensorOf(bound.get('weight'), 'weight', interpreter);
  const of = weight.shape;
  const dim = bound.get('dim') === null ? null : dimOf(bound.get('dim'), of.length, interpreter);
  const shape = dim === null ? [] : of.map((size, d) => (d === dim ? size : 1));
  const from = slotOf(weight, interpreter);
  const made = newBuffer(shape, weight.dtype);
  const { source } = made.ref;
  if (from && source.kind === 'slot') {
    draw(source.slot, { shape, initializer: { kind: 'norm', from, of, dim } }, interpreter);
  }
  return made;
});

/** Functions that leave everything as it is, which is noted. */
function noted(signature: string, message: () => string, result: string | null): NativeFunction {
  return native(signature, (bound, interpreter) => {
    interpreter.note('not-applied', message());
    return result === null ? null : bound.get(result);
  });
}

const clipping = () =>
  l10n.t('Gradients are not clipped here: steps are larger where they would be.');

/** Functions of `torch.nn.utils` that are not Python text. */
export const UTILS: Readonly<Record<string, Value>> = {
  _computed: COMPUTED,
  _lengths: LENGTHS,
  _plain: PLAIN,
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
