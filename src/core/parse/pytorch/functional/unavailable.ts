/** Functions that PyTorch has and that are not there yet. */
import * as l10n from '@vscode/l10n';
import { native, type NativeFunction } from '../../python/native';

/** Functions that give an unknown value, with this as the reason. `module` is the part after `torch.`, such as `nn.functional`. */
export function unavailable(
  module: string,
  names: readonly string[],
): Record<string, NativeFunction> {
  const made = names.map((name) =>
    native(`${name}(*args, **kwargs)`, (_, interpreter) =>
      interpreter.unknown(l10n.t('torch.{0} is not available yet.', `${module}.${name}`)),
    ),
  );
  return Object.fromEntries(made.map((each) => [each.name, each]));
}
