/** `[nn.Linear(d, d)] * n`: a list of n times the same layer. */
import * as l10n from '@vscode/l10n';
import type { Expression } from '../../python/syntax/ast';
import { PyInstance } from '../../python/values';
import { MODULE_CLASS, Tensor, type Finding } from '../tape';
import { expressionsIn, within } from '../models/walk';
import { placeIn, textAt } from './code';
import { fixable, warning, type Facts } from './facts';
import { PyDict } from '../../python/values';

/** Findings on products of a list with a layer in it and a number. */
export function adviseOnRepeated({ torch, file, names }: Facts): Finding[] {
  const findings: Finding[] = [];
  for (const product of expressionsIn(file.tree.body, 'binary')) {
    const { operator, left, right } = product;
    const list = left.kind === 'list' ? left : right.kind === 'list' ? right : null;
    if (operator !== '*' || !list || !list.items.some(isCall)) continue;
    const made = torch.made.find(({ module, stack }) => {
      const last = stack.at(-1);
      const here = last?.place.file === file && within(last.place.span, list);
      return here && names.modules.has(module) && learns(module);
    });
    if (!made) continue;
    const count = list === left ? right : left;
    const place = placeIn({ file }, product);
    const finding = warning(
      'repeated-layer',
      place,
      l10n.t(
        'This list holds the same {0} several times: all of them share one weight. Make a new one for each place.',
        made.module.cls.name,
      ),
    );
    const [item] = list.items;
    if (list.items.length !== 1 || !item) findings.push(finding);
    else {
      const text = `[${textAt(place, item)} for _ in range(${textAt(place, count)})]`;
      findings.push(fixable(finding, l10n.t('Change to {0}', text), place, text));
    }
  }
  return findings;
}

function isCall({ kind }: Expression): boolean {
  return kind === 'call';
}

function learns(module: PyInstance): boolean {
  const parameters = module.attributes.get('_parameters');
  const children = module.attributes.get('_modules');
  const own =
    parameters instanceof PyDict && parameters.values().some((each) => each instanceof Tensor);
  return (
    own ||
    (children instanceof PyDict &&
      children
        .values()
        .some(
          (child) =>
            child instanceof PyInstance && child.cls.isSubclassOf(MODULE_CLASS) && learns(child),
        ))
  );
}
