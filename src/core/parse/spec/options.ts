/** Reads mappings against the catalogue: known keys, each once, required ones present; and things chosen by name with their options. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../lines';
import { nearest } from '../nearest';
import { changeTo } from '../problems';
import type { OptionSpec, TypeSpec } from './catalog-types';
import { describe, reportType, shortened } from './describe';
import { needs } from './needs';
import { isNotYet } from './not-yet';
import { changeWord, type Context } from './source';
import { isNothing, type Entry, type Tree } from './tree';
import { readValue, type Kind, type ValueOf } from './values';

interface Given {
  readonly kind: Kind;
  readonly value: unknown;
  readonly tree: Tree;
  readonly keySpan: Span;
}

/** The options that were given and understood, by name. */
export class Options {
  /** False when some option was not understood or is missing. */
  ok = true;
  /** True when there is a key whose meaning is not even guessed, so that others may only seem to be missing. */
  unclear = false;
  private readonly given = new Map<string, Given>();
  /** Names that stand in the file, understood or not. */
  private readonly seen = new Map<string, Span>();

  /** The value of an option, or undefined when it was not given or not understood. */
  get<K extends Kind>(name: string, kind: K): ValueOf[K] | undefined {
    const option = this.given.get(name);
    return option?.kind === kind ? (option.value as ValueOf[K]) : undefined;
  }

  /** The tree of an option's value. */
  tree(name: string): Tree | undefined {
    return this.given.get(name)?.tree;
  }

  /** The place of an option's key; of its value when it stands without a key. */
  keySpan(name: string): Span | undefined {
    return this.seen.get(name);
  }

  /** Reads one option; a second one of the same name is a problem. */
  read(spec: OptionSpec, tree: Tree, keySpan: Span, context: Context): void {
    if (this.seen.has(spec.name)) {
      this.ok = false;
      context.problems.error(
        'duplicate-key',
        keySpan,
        l10n.t('"{0}" is given twice. The first one counts; remove the other.', spec.name),
      );
      return;
    }
    this.seen.set(spec.name, keySpan);
    const value = readValue(spec.value, tree, context);
    if (value === undefined) this.ok = false;
    else this.given.set(spec.name, { kind: spec.value.kind, value, tree, keySpan });
  }

  /** Reports required options that do not stand in the file. */
  require(specs: readonly OptionSpec[], owner: string, span: Span, context: Context): void {
    if (this.unclear) return;
    for (const spec of specs) {
      if (!spec.required || this.seen.has(spec.name)) continue;
      this.ok = false;
      context.problems.error('missing-option', span, needs(owner, spec));
    }
  }
}

/** Reads the entries of a mapping whose keys are all in `specs`. A key that is clearly misspelt is read as what was meant. */
export function readEntries(
  options: Options,
  entries: readonly Entry[],
  specs: readonly OptionSpec[],
  context: Context,
): void {
  const taken = new Set(entries.map((entry) => entry.key));
  for (const entry of entries) {
    const spec = specs.find((candidate) => candidate.name === entry.key);
    if (spec) {
      options.read(spec, entry.value, entry.keySpan, context);
      continue;
    }
    options.ok = false;
    const free = specs.filter(({ name }) => !taken.has(name) && !options.keySpan(name));
    const meant = nearest(
      entry.key,
      free.map(({ name }) => name),
    );
    reportUnknownKey(entry, meant, specs, context);
    const meantSpec = specs.find(({ name }) => name === meant);
    if (meantSpec) options.read(meantSpec, entry.value, entry.keySpan, context);
    else options.unclear = true;
  }
}

function reportUnknownKey(
  entry: Entry,
  meant: string | null,
  specs: readonly OptionSpec[],
  context: Context,
): void {
  const key = shortened(entry.key);
  const names = specs.map(({ name }) => name).join(', ');
  context.problems.error(
    'unknown-key',
    entry.keySpan,
    meant
      ? l10n.t('Unknown key "{0}". Is "{1}" meant?', key, meant)
      : l10n.t('Unknown key "{0}". Known here: {1}.', key, names),
    ...(meant ? [changeWord(context, entry.keySpan, meant)] : []),
  );
}

/** Something chosen by name, such as a layer or a loss. */
export interface Chosen {
  /** Null when it was not understood what is meant. */
  readonly type: TypeSpec | null;
  /** The place of the name. */
  readonly typeSpan: Span;
  readonly options: Options;
}

/** Words for the messages about a group of types. */
export interface Group {
  readonly types: readonly TypeSpec[];
  /** `layer`, `loss` … for codes such as `unknown-layer`. */
  readonly code: string;
  /** What is expected, for messages: `a layer, such as linear: 4`. */
  readonly expected: () => string;
}

/** Reads `name`, `name: main`, `name: { options }`, and options that stand beside the name. */
export function readChosen(tree: Tree, group: Group, context: Context): Chosen {
  const options = new Options();
  if (tree.kind === 'scalar' && typeof tree.value === 'string') {
    const type = typeNamed(tree.value, tree.span, group, options, context);
    if (type) options.require(type.options, type.name, tree.span, context);
    return { type, typeSpan: tree.span, options };
  }
  if (tree.kind !== 'map' || tree.entries.length === 0) {
    reportType(context, tree, group.expected());
    options.ok = false;
    return { type: null, typeSpan: tree.span, options };
  }
  const entry = chosenEntry(tree.entries, group);
  const type = typeNamed(entry.key, entry.keySpan, group, options, context);
  if (type) {
    readOwn(type, entry, options, context);
    const others = tree.entries.filter((other) => other !== entry);
    const beside = withoutSecond(others, type, group, options, context);
    readEntries(options, beside, type.options, context);
    options.require(type.options, type.name, entry.keySpan, context);
  }
  return { type, typeSpan: entry.keySpan, options };
}

/** The entry that names the type: a known name, else one that is not the name of an option. */
function chosenEntry(entries: readonly Entry[], group: Group): Entry {
  const isType = (entry: Entry) => group.types.some((type) => type.name === entry.key);
  const isOption = (entry: Entry) =>
    group.types.some((type) => type.options.some((option) => option.name === entry.key));
  return entries.find(isType) ?? entries.find((entry) => !isOption(entry)) ?? entries[0]!;
}

/** What stands right after the type's name: its options, or its main one. */
function readOwn(type: TypeSpec, entry: Entry, options: Options, context: Context): void {
  const { value, keySpan } = entry;
  if (isNothing(value)) return;
  if (value.kind === 'map') {
    readEntries(options, value.entries, type.options, context);
    return;
  }
  const main = type.options.find((option) => option.name === type.main);
  if (main) {
    options.read(main, value, value.span, context);
    return;
  }
  options.ok = false;
  const names = type.options.map((option) => option.name).join(', ');
  context.problems.error(
    'unexpected-argument',
    value.span,
    l10n.t(
      '"{0}" takes no value of its own, but this is {1}. Its options are: {2}.',
      type.name,
      describe(value),
      names,
    ),
    {
      title: l10n.t('Remove the value'),
      edits: [{ span: { start: keySpan.end, end: value.span.end }, newText: '' }],
    },
  );
}

/** Reports further types beside the first one, and gives the other entries. */
function withoutSecond(
  entries: readonly Entry[],
  type: TypeSpec,
  group: Group,
  options: Options,
  context: Context,
): Entry[] {
  return entries.filter((entry) => {
    const isOption = type.options.some((option) => option.name === entry.key);
    const second = !isOption && group.types.some((other) => other.name === entry.key);
    if (second) {
      options.ok = false;
      context.problems.error(
        'several-types',
        entry.keySpan,
        l10n.t(
          '"{0}" and "{1}" stand in one mapping, where only one is possible.',
          type.name,
          entry.key,
        ),
      );
    }
    return !second;
  });
}

/** The type of this name; the one that was probably meant after a problem, for which `options` are not ok. */
function typeNamed(
  name: string,
  span: Span,
  group: Group,
  options: Options,
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
  const meant = meantType(name, group.types);
  const names = group.types.map((type) => type.name).join(', ');
  context.problems.error(
    `unknown-${group.code}`,
    span,
    meant
      ? l10n.t('"{0}" is not known here. Is "{1}" meant?', shortened(name), meant.name)
      : l10n.t('"{0}" is not known here. Possible are: {1}.', shortened(name), names),
    ...(meant ? [changeWord(context, span, meant.name)] : []),
  );
  return meant;
}

/** Reports something that other libraries have; where there is one choice only, it is the remedy. */
function reportNotYet(name: string, span: Span, group: Group, context: Context): void {
  const names = group.types.map((type) => type.name).join(', ');
  const [only, second] = group.types;
  const single = second ? undefined : only;
  context.problems.error(
    `unknown-${group.code}`,
    span,
    single
      ? l10n.t('"{0}" is not available yet. Use {1}.', name, single.name)
      : l10n.t('"{0}" is not available yet. Possible are: {1}.', name, names),
    ...(single ? [changeWord(context, span, single.name)] : []),
  );
}

/** The type that is meant by another word for it, or by a misspelt name. */
function meantType(name: string, types: readonly TypeSpec[]): TypeSpec | null {
  const word = name.toLowerCase();
  const synonym = types.find((type) => type.synonyms?.includes(word));
  const near = nearest(
    name,
    types.map((type) => type.name),
  );
  return synonym ?? types.find((type) => type.name === near) ?? null;
}
