/** What a module's code says of its attributes: some that are never defined, layers that are never used, modules that are not registered. */
import * as l10n from '@vscode/l10n';
import { nearest } from '../../nearest';
import type { Expression, ExpressionOf, StatementOf } from '../../python/syntax/ast';
import { PyDict, PyInstance, PyList, PyTuple, type PyClass, type Value } from '../../python/values';
import { MODULE_CLASS, Tensor, type Finding } from '../tape';
import { expressionsIn, methodOf, statementsIn } from '../models/walk';
import { mentions, placeIn } from './code';
import { fixable, warning, type Facts } from './facts';

/** Findings on the modules of the model whose classes stand in the file. */
export function adviseOnMembers(facts: Facts): Finding[] {
  const seen = new Set<PyClass>();
  const mentioned = mentions(facts.file.tree);
  return [...facts.names.modules.keys()].flatMap((module) => {
    const cls = classIn(module.cls, facts);
    if (!cls || seen.has(module.cls)) return [];
    seen.add(module.cls);
    return [
      ...undefinedAttributes(module, cls, facts),
      ...plainContainers(module, cls, facts),
      ...unusedLayers(module, cls, mentioned, facts),
    ];
  });
}

/** The class statement of a class of this file that does nothing unusual with attributes. */
function classIn({ options, mro }: PyClass, { file }: Facts): StatementOf<'class'> | null {
  const { place } = options;
  if (!place || place.file !== file) return null;
  const own = mro.filter((each) => !each.native);
  const dynamic = own.some((each) =>
    ['__getattr__', '__getattribute__', '__setattr__'].some((name) => each.attributes.has(name)),
  );
  if (dynamic) return null;
  for (const cls of statementsIn(file.tree.body, 'class')) {
    if (cls.start <= place.span.start && cls.end >= place.span.end && cls.name) {
      if (cls.start === place.span.start || cls.nameSpan.start === place.span.start) return cls;
    }
  }
  return null;
}

/** `self.fc3` in `forward`, when nothing of that name was ever set. */
function undefinedAttributes(
  module: PyInstance,
  cls: StatementOf<'class'>,
  { file }: Facts,
): Finding[] {
  const forward = methodOf(cls, 'forward');
  const self = forward?.parameters[0]?.name;
  if (!forward || self === undefined) return [];
  const known = attributeNames(module);
  const written = writtenAnywhere(cls);
  const found = new Map<string, Finding>();
  for (const each of expressionsIn(forward.body, 'attribute')) {
    const { object, name, nameSpan } = each;
    if (object.kind !== 'name' || object.id !== self || known.has(name) || written.has(name))
      continue;
    if (module.cls.lookup(name) !== undefined || found.has(name)) continue;
    const place = placeIn({ file }, nameSpan);
    const message = l10n.t(
      '"{0}" has no attribute "{1}": it is used in forward, but never set.',
      cls.name,
      name,
    );
    const finding: Finding = {
      severity: 'error',
      code: 'undefined-attribute',
      message,
      place,
      fixes: [],
    };
    const meant = nearest(name, known);
    found.set(
      name,
      meant === null ? finding : fixable(finding, l10n.t('Change to {0}', meant), place, meant),
    );
  }
  return [...found.values()];
}

/** Everything that the instance has. */
function attributeNames(module: PyInstance): Set<string> {
  const names = new Set(module.attributes.keys());
  for (const table of ['_parameters', '_buffers', '_modules']) {
    const dict = module.attributes.get(table);
    if (!(dict instanceof PyDict)) continue;
    for (const key of dict.keys()) if (typeof key === 'string') names.add(key);
  }
  return names;
}

/** Attributes that some method sets, whether it was run or not. */
function writtenAnywhere(cls: StatementOf<'class'>): Set<string> {
  const names = new Set<string>();
  const targets = (target: Expression): void => {
    if (target.kind === 'attribute') names.add(target.name);
    else if (target.kind === 'tuple' || target.kind === 'list') target.items.forEach(targets);
  };
  for (const statement of statementsIn(cls.body, 'assign')) statement.targets.forEach(targets);
  for (const statement of statementsIn(cls.body, 'annotate')) targets(statement.target);
  for (const call of expressionsIn(cls.body, 'call')) {
    const [first, second] = call.args;
    const name =
      call.callee.kind === 'name' && call.callee.id === 'setattr' ? second?.value : first?.value;
    if (name?.kind === 'constant' && typeof name.value === 'string') names.add(name.value);
  }
  return names;
}

/** `self.layers = [nn.Linear(…), …]`: nobody knows of these layers' parameters. */
function plainContainers(
  module: PyInstance,
  cls: StatementOf<'class'>,
  { file, names }: Facts,
): Finding[] {
  const findings: Finding[] = [];
  for (const [name, value] of module.attributes) {
    if (name.startsWith('_') || !holdsUnregistered(value, names.modules)) continue;
    const assigned = assignmentOf(cls, name);
    const place = placeIn({ file }, assigned?.value ?? cls.nameSpan);
    const dict = value instanceof PyDict;
    const container = dict ? 'nn.ModuleDict' : 'nn.ModuleList';
    const message = dict
      ? l10n.t(
          'The modules in the dict "{0}" are not registered: parameters() does not give theirs, so they are never trained. Use nn.ModuleDict.',
          name,
        )
      : l10n.t(
          'The modules in the list "{0}" are not registered: parameters() does not give theirs, so they are never trained. Use nn.ModuleList.',
          name,
        );
    const finding = warning('unregistered-modules', place, message);
    findings.push(assigned ? wrapped(finding, assigned.value, container) : finding);
  }
  return findings;
}

function holdsUnregistered(value: Value, registered: ReadonlyMap<PyInstance, string>): boolean {
  const items =
    value instanceof PyDict
      ? value.values()
      : value instanceof PyList || value instanceof PyTuple
        ? value.items
        : [];
  return items.some(
    (item) =>
      item instanceof PyInstance &&
      item.cls.isSubclassOf(MODULE_CLASS) &&
      !registered.has(item) &&
      hasParameters(item),
  );
}

function hasParameters(module: PyInstance): boolean {
  const parameters = module.attributes.get('_parameters');
  if (parameters instanceof PyDict && parameters.values().some((each) => each instanceof Tensor))
    return true;
  const children = module.attributes.get('_modules');
  return (
    children instanceof PyDict &&
    children.values().some((child) => child instanceof PyInstance && hasParameters(child))
  );
}

/** The value that a method first gives to `self.name`. */
function assignmentOf(
  cls: StatementOf<'class'>,
  name: string,
): { readonly value: Expression } | null {
  for (const { targets, value } of statementsIn(cls.body, 'assign')) {
    const hit = targets.some((each) => each.kind === 'attribute' && each.name === name);
    if (hit) return { value };
  }
  return null;
}

function wrapped(finding: Finding, value: Expression, container: string): Finding {
  if (!['list', 'dict', 'comprehension'].includes(value.kind)) return finding;
  const { file } = finding.place;
  const text = file.lines.text.slice(value.start, value.end);
  const empty =
    (value.kind === 'list' && value.items.length === 0) ||
    (value.kind === 'dict' && value.entries.length === 0);
  return fixable(
    finding,
    l10n.t('Wrap it in {0}', container),
    placeIn({ file }, value),
    empty ? `${container}()` : `${container}(${text})`,
  );
}

/** A layer with parameters that is set in the class and named nowhere else in the file. */
function unusedLayers(
  module: PyInstance,
  cls: StatementOf<'class'>,
  mentioned: ReadonlyMap<string, number>,
  { file, torch, graph }: Facts,
): Finding[] {
  if (!graph || graph.stoppedAt) return [];
  const children = module.attributes.get('_modules');
  if (!(children instanceof PyDict) || walksThroughModules(cls)) return [];
  const called = new Set(torch.tape.flatMap(({ calls }) => calls.map((call) => call.module)));
  return children.entries().flatMap(([name, child]) => {
    if (typeof name !== 'string' || !(child instanceof PyInstance)) return [];
    if (called.has(child) || !hasParameters(child) || (mentioned.get(name) ?? 0) > 1) return [];
    const target = targetOf(cls, name);
    if (!target) return [];
    return [
      warning(
        'unused-layer',
        placeIn({ file }, target),
        l10n.t('The layer "{0}" is defined but never used.', name),
      ),
    ];
  });
}

/** True where layers may be reached without being named. */
function walksThroughModules(cls: StatementOf<'class'>): boolean {
  const walks = ['children', 'named_children', 'modules', 'named_modules', '_modules', '__dict__'];
  for (const { name } of expressionsIn(cls.body, 'attribute'))
    if (walks.includes(name)) return true;
  for (const { callee } of expressionsIn(cls.body, 'call')) {
    if (callee.kind === 'name' && (callee.id === 'getattr' || callee.id === 'vars')) return true;
  }
  return false;
}

function targetOf(cls: StatementOf<'class'>, name: string): ExpressionOf<'attribute'> | null {
  for (const { targets } of statementsIn(cls.body, 'assign')) {
    for (const target of targets)
      if (target.kind === 'attribute' && target.name === name) return target;
  }
  return null;
}
