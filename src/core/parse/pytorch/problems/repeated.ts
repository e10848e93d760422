/** `[nn.Linear(d, d)] * n`: a list of n times the same layer. */
import * as l10n from '@vscode/l10n';
import type { SourceFile } from '../../python/place';
import type { ExpressionOf } from '../../python/syntax/ast';
import { PyDict, PyList, PyTuple, type PyInstance } from '../../python/values';
import { expressionsIn, within } from '../models/walk';
import type { Finding } from '../tape';
import { isModule, parametersIn } from './classes';
import { placeIn, textAt } from './code';
import { fixable, warning, type Facts } from './facts';

/** Findings on products of a list with a layer in it and a number. */
export function adviseOnRepeated(facts: Facts): Finding[] {
  return facts.files.flatMap((file) =>
    [...expressionsIn(file.tree.body, 'binary')].flatMap((product) => {
      const { operator, left, right } = product;
      const list = left.kind === 'list' ? left : right.kind === 'list' ? right : null;
      if (operator !== '*' || !list?.items.some(({ kind }) => kind === 'call')) return [];
      const made = repeatedIn(list, file, facts);
      return made ? [repeatedLayer(made, product, list, file)] : [];
    }),
  );
}

/** A layer with parameters that was made in the list, and that the model holds more than once. */
function repeatedIn(
  list: ExpressionOf<'list'>,
  file: SourceFile,
  { torch, names }: Facts,
): PyInstance | null {
  const made = torch.made.find(
    ({ module, stack }) =>
      stack.some(({ place }) => place.file.lines === file.lines && within(place.span, list)) &&
      names.modules.has(module) &&
      parametersIn(module).length > 0 &&
      timesHeld(module, names.modules.keys()) > 1,
  );
  return made?.module ?? null;
}

/** How often modules and their lists hold a module. */
function timesHeld(module: PyInstance, holders: Iterable<PyInstance>): number {
  let times = 0;
  for (const { attributes } of holders) {
    for (const [name, value] of attributes) {
      const items =
        name === '_modules' && value instanceof PyDict
          ? value.values()
          : value instanceof PyList || value instanceof PyTuple
            ? value.items
            : [];
      times += items.filter((each) => isModule(each) && each === module).length;
    }
  }
  return times;
}

function repeatedLayer(
  { cls }: PyInstance,
  product: ExpressionOf<'binary'>,
  list: ExpressionOf<'list'>,
  file: SourceFile,
): Finding {
  const place = placeIn({ file }, product);
  const finding = warning(
    'repeated-layer',
    place,
    l10n.t(
      'This list holds the same {0} several times: all of them share one weight. Make a new one for each place.',
      cls.name,
    ),
  );
  const [item, ...others] = list.items;
  if (!item || others.length > 0) return finding;
  const count = textAt(place, list === product.left ? product.right : product.left);
  const text = `[${textAt(place, item)} for _ in range(${count})]`;
  return fixable(finding, l10n.t('Change to {0}', text), place, text);
}
