/** `self.fc3` in `forward`, when nothing of that name was ever set. */
import * as l10n from '@vscode/l10n';
import { nearest } from '../../nearest';
import type { Expression, StatementOf } from '../../python/syntax/ast';
import { OBJECT, type PyClass } from '../../python/values';
import { isOurs } from '../models/definitions';
import { methodOf, expressionsIn, statementsIn } from '../models/walk';
import { MODULE_CLASS, type Finding } from '../tape';
import { partsOf, textsIn, type OwnModule } from './classes';
import { placeIn } from './code';
import { fixable, type Facts } from './facts';

/** Findings on attributes that the code behind `forward` reads. */
export function undefinedAttributes(own: OwnModule, facts: Facts): Finding[] {
  if (!own.module.cls.mro.every((cls) => !isOurs(cls) || PLAIN.has(cls))) return [];
  const known = attributeNames(own);
  const set = new Set([...own.family.flatMap(namesSet), ...setElsewhere(facts)]);
  const texts = textsIn(facts);
  const found = new Map<string, Finding>();
  for (const method of reachedMethods(own.statement)) {
    const self = method.parameters[0]?.name;
    for (const { object, name, nameSpan } of expressionsIn(method.body, 'attribute')) {
      if (object.kind !== 'name' || object.id !== self || found.has(name)) continue;
      if (known.has(name) || set.has(name) || texts.has(name)) continue;
      if (own.module.cls.lookup(name) !== undefined) continue;
      found.set(name, undefinedAttribute(own, name, nameSpan, method.name));
    }
  }
  return [...found.values()];
}

/** Classes of the library whose attributes are all here. */
const PLAIN: ReadonlySet<PyClass> = new Set([OBJECT, MODULE_CLASS]);

function undefinedAttribute(
  own: OwnModule,
  name: string,
  nameSpan: { readonly start: number; readonly end: number },
  method: string,
): Finding {
  const place = placeIn(own, nameSpan);
  const message = l10n.t(
    '"{0}" has no attribute "{1}": it is used in {2}, but never set.',
    own.statement.name,
    name,
    method,
  );
  const code = 'undefined-attribute';
  const finding: Finding = { severity: 'error', code, message, place, fixes: [] };
  const meant = nearest(name, candidatesFor(own));
  return meant === null ? finding : fixable(finding, l10n.t('Change to {0}', meant), place, meant);
}

/** What may have been meant, first what the class does not read. */
function candidatesFor(own: OwnModule): string[] {
  const { body } = own.statement;
  const names = [...attributeNames(own)].filter((name) => !name.startsWith('_'));
  const set = new Set<unknown>([...statementsIn(body, 'assign')].flatMap(({ targets }) => targets));
  const read = new Set(
    [...expressionsIn(body, 'attribute')].flatMap((each) => (set.has(each) ? [] : [each.name])),
  );
  return [...names.filter((name) => !read.has(name)), ...names.filter((name) => read.has(name))];
}

/** `forward` and the methods that it calls on `self`, directly or not. */
function reachedMethods(statement: StatementOf<'class'>): StatementOf<'function'>[] {
  const reached = new Set<StatementOf<'function'>>();
  const visit = (name: string): void => {
    const method = methodOf(statement, name);
    const self = method?.parameters[0]?.name;
    if (!method || self === undefined || reached.has(method) || isStatic(method)) return;
    reached.add(method);
    for (const { callee } of expressionsIn(method.body, 'call')) {
      if (callee.kind === 'attribute' && callee.object.kind === 'name' && callee.object.id === self)
        visit(callee.name);
    }
  };
  visit('forward');
  return [...reached];
}

function isStatic({ decorators }: StatementOf<'function'>): boolean {
  return decorators.some((each) => each.kind === 'name' && /^(static|class)method$/.test(each.id));
}

/** Everything that the instance has. */
function attributeNames({ module }: OwnModule): Set<string> {
  const names = new Set(module.attributes.keys());
  for (const table of ['_modules', '_parameters', '_buffers'] as const)
    for (const [name] of partsOf(module, table)) names.add(name);
  return names;
}

/** Attributes that code of a class sets, whether it was run or not. */
function namesSet({ body }: Pick<StatementOf<'class'>, 'body'>): string[] {
  const names: string[] = [];
  const visit = (target: Expression): void => {
    if (target.kind === 'attribute') names.push(target.name);
    else if (target.kind === 'tuple' || target.kind === 'list') target.items.forEach(visit);
    else if (target.kind === 'starred') visit(target.value);
  };
  for (const { targets } of statementsIn(body, 'assign')) targets.forEach(visit);
  for (const { target } of statementsIn(body, 'annotate')) visit(target);
  for (const { target } of statementsIn(body, 'for')) visit(target);
  for (const { items } of statementsIn(body, 'with'))
    for (const { target } of items) if (target) visit(target);
  return names;
}

/** Attributes that are set on something else than `self`: `model.scale = 2`. */
function setElsewhere({ files }: Facts): string[] {
  return files.flatMap(({ tree }) =>
    [...statementsIn(tree.body, 'assign')].flatMap(({ targets }) =>
      targets.flatMap((target) =>
        target.kind === 'attribute' &&
        !(target.object.kind === 'name' && target.object.id === 'self')
          ? [target.name]
          : [],
      ),
    ),
  );
}
