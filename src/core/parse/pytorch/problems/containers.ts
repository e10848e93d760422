/** `self.layers = [nn.Linear(…), …]`: nobody knows of these layers' parameters. */
import * as l10n from '@vscode/l10n';
import type { Expression } from '../../python/syntax/ast';
import { PyDict, PyList, PyTuple, type PyInstance, type Value } from '../../python/values';
import { sourceKey } from '../graph/names';
import { methodOf } from '../models/walk';
import type { Finding } from '../tape';
import { isModule, parametersIn, settingOf, type OwnModule } from './classes';
import { nnOf, placeIn, textAt } from './code';
import { fixable, warning, type Facts } from './facts';

/** Findings on lists and dicts of modules among the attributes. */
export function plainContainers(own: OwnModule, facts: Facts): Finding[] {
  const { module, statement, file } = own;
  if (methodOf(statement, 'parameters') || methodOf(statement, 'named_parameters')) return [];
  return [...module.attributes].flatMap(([name, value]) => {
    if (name.startsWith('_') || !lost(value, facts).some((each) => isUnknown(each, facts)))
      return [];
    const setting = settingOf(own, name);
    const place = placeIn({ file }, setting?.value ?? statement.nameSpan);
    const finding = warning('unregistered-modules', place, messageFor(name, value));
    return [setting ? wrapped(finding, value, setting.value) : finding];
  });
}

function messageFor(name: string, value: Value): string {
  return value instanceof PyDict
    ? l10n.t(
        'The modules in the dict "{0}" are not registered: parameters() does not give theirs, so they are never trained. Use nn.ModuleDict.',
        name,
      )
    : l10n.t(
        'The modules in the list "{0}" are not registered: parameters() does not give theirs, so they are never trained. Use nn.ModuleList.',
        name,
      );
}

/** Modules in a container, and in containers in it, that are registered nowhere in the model. */
function lost(value: Value, facts: Facts, depth = 0): PyInstance[] {
  if (depth > 3) return [];
  return itemsOf(value).flatMap((item) => {
    if (isModule(item)) return facts.names.modules.has(item) ? [] : [item];
    return lost(item, facts, depth + 1);
  });
}

function itemsOf(value: Value): readonly Value[] {
  if (value instanceof PyDict) return value.values();
  return value instanceof PyList || value instanceof PyTuple ? value.items : [];
}

/** True for a module with parameters to be trained that no optimizer was given apart. */
function isUnknown(module: PyInstance, { torch, names }: Facts): boolean {
  const given = new Set(
    torch.optimizers.flatMap(({ groups }) =>
      groups.flatMap(({ tensors }) => tensors.map(({ ref }) => sourceKey(ref))),
    ),
  );
  return parametersIn(module).some(({ requiresGrad, ref }) => {
    const key = sourceKey(ref);
    return requiresGrad && !given.has(key) && !names.held.has(key);
  });
}

/** Wraps the value in the container that registers, where that is enough. */
function wrapped(finding: Finding, value: Value, expression: Expression): Finding {
  const { place } = finding;
  if (!itemsOf(value).every(isModule)) return finding;
  const dict = value instanceof PyDict;
  if (dict && !value.keys().every((key) => typeof key === 'string')) return finding;
  const container = `${nnOf(place.file)}.${dict ? 'ModuleDict' : 'ModuleList'}`;
  const empty =
    (expression.kind === 'list' && expression.items.length === 0) ||
    (expression.kind === 'dict' && expression.entries.length === 0);
  const text = empty ? '' : textAt(place, expression);
  return fixable(
    finding,
    l10n.t('Wrap it in {0}', container),
    placeIn(place, expression),
    `${container}(${text})`,
  );
}
