/** Finds the type that a name stands for, and says what is meant when there is none. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../lines';
import { nearest } from '../nearest';
import { changeTo } from '../problems';
import type { Group, TypeSpec } from './catalog-types';
import { shortened } from './describe';
import { isNotYet } from './not-yet';
import { formOf } from './pytorch-words';
import { changeWord, type Context } from './source';

/** The type of this name; the one that was probably meant after a problem, for which `options` are not ok. */
export function typeNamed(
  name: string,
  span: Span,
  group: Group,
  options: { ok: boolean },
  context: Context,
): TypeSpec | null {
  const found = group.types.find((type) => type.name === name);
  if (found) return found;
  options.ok = false;
  const glued = context.language === 'yaml' ? /^([\w-]+):(\S.*)$/.exec(name) : null;
  if (glued && group.types.some((type) => type.name === glued[1])) {
    context.problems.error(
      'missing-space',
      span,
      l10n.t('A space is missing after the colon of "{0}".', shortened(name)),
      changeTo(span, `${glued[1]}: ${glued[2]}`),
    );
    return null;
  }
  if (isNotYet(group.code, name)) {
    reportNotYet(name, span, group, context);
    return null;
  }
  const call = /^([\w.]+)\s*\(([^]*)\)$/.exec(name);
  const meant = meantType(call?.[1] ?? name, group.types);
  if (call?.[2]?.trim()) {
    reportCall(call[1]!, meant, span, group, context);
    return null;
  }
  context.problems.error(
    `unknown-${group.code}`,
    span,
    meant
      ? l10n.t('"{0}" is not known here. Is "{1}" meant?', shortened(name), meant.name)
      : `${l10n.t('"{0}" is not known here.', shortened(name))} ${possible(group.types)}`,
    ...(meant ? [changeWord(context, span, meant.name)] : []),
  );
  return meant;
}

/** Reports a call as in Python, such as `nn.Conv2d(3, 6, 3)`. */
function reportCall(
  word: string,
  meant: TypeSpec | null,
  span: Span,
  group: Group,
  context: Context,
): void {
  context.problems.error(
    `unknown-${group.code}`,
    span,
    meant
      ? l10n.t('Options are written by name, as in {0}', formOf(meant, context.language))
      : `${l10n.t('"{0}" is not known here.', shortened(word))} ${possible(group.types)}`,
  );
}

/** Layers that many models have. */
const COMMON: readonly string[] = [
  ...['linear', 'conv2d', 'max_pool2d', 'batch_norm2d', 'layer_norm', 'dropout', 'flatten', 'relu'],
  ...['softmax', 'embedding', 'lstm', 'residual'],
];

/** The names to choose from; of very many, those that are used most. */
function possible(types: readonly TypeSpec[]): string {
  const names = types.map(({ name }) => name);
  if (names.length <= MANY) return l10n.t('Possible are: {0}.', names.join(', '));
  const common = COMMON.filter((name) => names.includes(name)).join(', ');
  return l10n.t('Often used are: {0}. All are in docs/layers.md.', common);
}

/** More names than this are not listed in a message. */
const MANY = 20;

/** Reports something that other libraries have; where there is one choice only, it is the remedy. */
function reportNotYet(name: string, span: Span, group: Group, context: Context): void {
  const [only, second] = group.types;
  const single = second ? undefined : only;
  context.problems.error(
    `unknown-${group.code}`,
    span,
    single
      ? l10n.t('"{0}" is not available yet. Use {1}.', name, single.name)
      : `${l10n.t('"{0}" is not available yet.', name)} ${possible(group.types)}`,
    ...(single ? [changeWord(context, span, single.name)] : []),
  );
}

/** The type that is meant by another word for it, or by a misspelt name. */
function meantType(name: string, types: readonly TypeSpec[]): TypeSpec | null {
  const word = name.toLowerCase().replace(/^(torch\.)?(nn\.|optim\.|f\.)?(functional\.)?/, '');
  const named = types.find(
    (type) => type.name === word || `${type.name}loss` === word.replaceAll('_', ''),
  );
  const synonym = types.find((type) => type.synonyms?.includes(word));
  const near = nearest(
    name,
    types.map((type) => type.name),
  );
  return named ?? synonym ?? types.find((type) => type.name === near) ?? null;
}
