/** Says which option is missing and what it may look like. */
import * as l10n from '@vscode/l10n';
import type { OptionSpec } from './catalog-types';

/** One sentence on a required option that is not given. */
export function needs(owner: string, { name, value }: OptionSpec): string {
  switch (value.kind) {
    case 'size':
      return l10n.t('"{0}" needs "{1}", such as {1}: 4.', owner, name);
    case 'from':
      return l10n.t(
        '"{0}" needs "{1}", the names of two or more layers above, such as {1}: [a, b].',
        owner,
        name,
      );
    case 'choice':
      return l10n.t('"{0}" needs "{1}", one of: {2}.', owner, name, value.values.join(', '));
    case 'layers':
      return l10n.t('"{0}" needs "{1}", a list of layers.', owner, name);
    case 'branches':
      return l10n.t('"{0}" needs "{1}", a list of branches, each a list of layers.', owner, name);
    case 'numbers':
      return l10n.t('"{0}" needs "{1}", a list of numbers, one row for each sample.', owner, name);
    default:
      return l10n.t('"{0}" needs "{1}", which is not given.', owner, name);
  }
}
