/** Reads mappings against the catalogue: known keys, each once, required ones present; and things chosen by name with their options. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../lines';
import { nearest } from '../nearest';
import type { Group, OptionSpec, TypeSpec } from './catalog-types';
import { describe, reportType, shortened } from './describe';
import { needs } from './needs';
import { typeNamed } from './named-type';
import { formOf, removeEntry, renamed, whyNotNeeded } from './pytorch-words';
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
    const other = renamed(entry.key, free);
    const isLayer = specs.some(({ value }) => value.kind === 'name');
    const superfluous = other || !isLayer ? null : whyNotNeeded(entry.key);
    if (superfluous !== null) {
      context.problems.error('not-needed', entry.keySpan, superfluous, removeEntry(context, entry));
      continue;
    }
    const near = nearest(
      entry.key,
      free.map(({ name }) => name),
    );
    const meantSpec = other ?? specs.find(({ name }) => name === near);
    reportUnknownKey(entry, meantSpec?.name ?? null, other !== null, specs, context);
    if (meantSpec) options.read(meantSpec, entry.value, entry.keySpan, context);
    else options.unclear = true;
  }
}

function reportUnknownKey(
  entry: Entry,
  meant: string | null,
  isOtherWord: boolean,
  specs: readonly OptionSpec[],
  context: Context,
): void {
  const key = shortened(entry.key);
  const names = specs.map(({ name }) => name).join(', ');
  context.problems.error(
    'unknown-key',
    entry.keySpan,
    meant
      ? isOtherWord
        ? l10n.t('"{0}" is called "{1}" here.', key, meant)
        : l10n.t('Unknown key "{0}". Is "{1}" meant?', key, meant)
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

/** Kinds of values that are never a list. */
const SINGLE: readonly Kind[] = ['size', 'integer', 'number', 'boolean', 'choice', 'text'];

/** What stands right after the type's name: its options, or its main one. */
function readOwn(type: TypeSpec, entry: Entry, options: Options, context: Context): void {
  const { value, keySpan } = entry;
  if (isNothing(value)) return;
  if (value.kind === 'map') {
    readEntries(options, value.entries, type.options, context);
    return;
  }
  const main = type.options.find((option) => option.name === type.main);
  if (main && value.kind === 'list' && value.items.length > 1 && SINGLE.includes(main.value.kind)) {
    options.ok = false;
    options.unclear = true;
    context.problems.error(
      'wrong-type',
      value.span,
      l10n.t(
        'Options are written by name, as in {0}, but this is a list.',
        formOf(type, context.language),
      ),
    );
    return;
  }
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
