/** Finds what fits at a marked place of a tree, by walking it along the catalogue. */
import * as l10n from '@vscode/l10n';
import {
  DATA_TYPES,
  DATASETS,
  GIVEN_DATA,
  LAYER_TYPES,
  LOSSES,
  OPTIMIZERS,
  SECTIONS,
} from './catalog';
import type { OptionSpec, TypeSpec, ValueKind } from './catalog-types';
import { entryOf, type MapTree, type Tree } from './tree';
import { INPUT_NAME } from './values';

/** A word that fits, before it is written in a language. */
export interface Fitting {
  readonly label: string;
  readonly documentation: string;
  readonly kind: 'key' | 'type' | 'value' | 'name';
  /** What comes after the word: a value on the same line, a block below, or nothing. */
  readonly follow: 'value' | 'block' | 'nothing';
  /** What has to stand before it in YAML: a dash where a list is to begin. */
  readonly prefix: string;
}

/** Everything that fits where the mark stands; nothing when it stands where anything may be. */
export function findFitting(tree: Tree, mark: string): Fitting[] {
  return new Finder(tree, mark).find();
}

class Finder {
  constructor(
    private readonly root: Tree,
    private readonly mark: string,
  ) {}

  find(): Fitting[] {
    if (this.root.kind === 'map') return this.inMap(this.root, SECTIONS, keys(SECTIONS)) ?? [];
    return this.isMark(this.root) ? keys(SECTIONS) : [];
  }

  private isMark(tree: Tree): boolean {
    return tree.kind === 'scalar' && tree.value === this.mark;
  }

  /** In a mapping with these keys; null when the mark is not inside. */
  private inMap(
    map: MapTree,
    specs: readonly OptionSpec[],
    offered: readonly Fitting[],
  ): Fitting[] | null {
    for (const entry of map.entries) {
      if (entry.key === this.mark) return offered.filter(({ label }) => !entryOf(map, label));
      const spec = specs.find(({ name }) => name === entry.key);
      const found = spec && this.inValue(entry.value, spec.value);
      if (found) return found;
    }
    return null;
  }

  private inValue(tree: Tree, kind: ValueKind): Fitting[] | null {
    switch (kind.kind) {
      case 'loss':
        return this.inChosen(tree, LOSSES);
      case 'optimizer':
        return this.inChosen(tree, OPTIMIZERS);
      case 'data':
        return this.inData(tree);
      case 'layers':
        return this.inLayers(tree);
      case 'branches':
        return this.inItems(tree, (branch) => this.inLayers(branch));
      case 'dims':
        return tree.kind === 'map'
          ? this.inItems(tree, (size) => this.marked(size, this.sizes()))
          : null;
      case 'from':
        return (
          this.marked(tree, this.names()) ??
          this.inItems(tree, (item) => this.marked(item, this.names()))
        );
      case 'shape':
        return (
          this.marked(tree, this.sizes()) ??
          this.inItems(tree, (item) => this.marked(item, this.sizes()))
        );
      case 'size':
        return this.marked(tree, this.sizes());
      case 'counts':
      case 'integers':
      case 'reals':
        return this.marked(tree, []) ?? this.inItems(tree, (item) => this.marked(item, []));
      case 'padding':
        return this.marked(tree, values(['same', 'valid']));
      case 'boolean':
        return this.marked(tree, values(['true', 'false']));
      case 'choice':
        return this.marked(tree, choices(kind.values));
      case 'integer':
      case 'number':
      case 'text':
      case 'name':
      case 'numbers':
        return this.marked(tree, []);
    }
  }

  /** The given words if this is the marked place. */
  private marked(tree: Tree, fitting: readonly Fitting[]): Fitting[] | null {
    return this.isMark(tree) ? [...fitting] : null;
  }

  private inItems(tree: Tree, look: (item: Tree) => Fitting[] | null): Fitting[] | null {
    const items =
      tree.kind === 'list'
        ? tree.items
        : tree.kind === 'map'
          ? tree.entries.map((e) => e.value)
          : [];
    for (const item of items) {
      const found = look(item);
      if (found) return found;
    }
    return null;
  }

  private inLayers(tree: Tree): Fitting[] | null {
    if (this.isMark(tree))
      return types(LAYER_TYPES).map((fitting) => ({ ...fitting, prefix: '- ' }));
    return this.inItems(tree, (item) => this.inChosen(item, LAYER_TYPES));
  }

  private inData(tree: Tree): Fitting[] | null {
    const given = tree.kind === 'map' && tree.entries.some(({ key }) => isGiven(key));
    if (given) return this.inMap(tree, GIVEN_DATA, keys(GIVEN_DATA));
    const all = [...types(DATA_TYPES), ...keys(GIVEN_DATA)];
    if (this.isMark(tree)) return all.map((fitting) => ({ ...fitting, follow: 'value' }));
    return this.inChosen(tree, DATA_TYPES, all);
  }

  /** At the name of something chosen by name, or in its options. */
  private inChosen(
    tree: Tree,
    group: readonly TypeSpec[],
    offered: readonly Fitting[] = types(group),
  ): Fitting[] | null {
    if (tree.kind !== 'map') return this.marked(tree, offered);
    const type = group.find(({ name }) => entryOf(tree, name));
    if (!type)
      return this.inMap(
        tree,
        [],
        offered.map((fitting) => ({ ...fitting, follow: 'value' })),
      );
    const own = entryOf(tree, type.name)!.value;
    const main = type.options.find(({ name }) => name === type.main);
    const inside =
      own.kind === 'map'
        ? this.inMap(own, type.options, keys(type.options))
        : main && this.inValue(own, main.value);
    return inside ?? this.inMap(tree, type.options, keys(type.options.filter((o) => o !== main)));
  }

  /** Names of layers that stand above the mark, and the input. */
  private names(): Fitting[] {
    const found = new Set([INPUT_NAME]);
    const layers = this.root.kind === 'map' ? entryOf(this.root, 'layers')?.value : undefined;
    let passed = false;
    const collect = (tree: Tree): void => {
      if (passed) return;
      if (this.isMark(tree)) passed = true;
      else if (tree.kind === 'list') tree.items.forEach(collect);
      else if (tree.kind === 'map') {
        tree.entries.forEach(({ value }) => collect(value));
        const name = entryOf(tree, 'name')?.value;
        if (!passed && name?.kind === 'scalar' && typeof name.value === 'string')
          found.add(name.value);
      }
    };
    if (layers) collect(layers);
    return [...found].map((label) => fitting(label, 'name', ''));
  }

  /** Names of `dims`. */
  private sizes(): Fitting[] {
    const dims = this.root.kind === 'map' ? entryOf(this.root, 'dims')?.value : undefined;
    if (dims?.kind !== 'map') return [];
    return dims.entries.flatMap(({ key, value }) => {
      if (key === this.mark) return [];
      return fitting(key, 'name', value.kind === 'scalar' ? String(value.value) : '');
    });
  }
}

function fitting(
  label: string,
  kind: Fitting['kind'],
  documentation: string,
  follow: Fitting['follow'] = 'nothing',
): Fitting {
  return { label, kind, documentation, follow, prefix: '' };
}

function keys(specs: readonly OptionSpec[]): Fitting[] {
  return specs.map((spec) => {
    const block = ['layers', 'branches', 'dims', 'data'].includes(spec.value.kind);
    return fitting(spec.name, 'key', withDefault(spec), block ? 'block' : 'value');
  });
}

function withDefault({ doc, default: value }: OptionSpec): string {
  if (value === undefined) return doc();
  const written = typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
  return `${doc()} ${l10n.t('Default: {0}.', written)}`;
}

/** Types that need an argument are followed by it. */
function types(specs: readonly TypeSpec[]): Fitting[] {
  return specs.map((spec) => {
    const needed = spec.options.filter((option) => option.required);
    const block = needed.some(({ name, value }) => name === spec.main && isBlock(value));
    const follow = needed.length === 0 ? 'nothing' : block ? 'block' : 'value';
    return fitting(spec.name, 'type', spec.doc(), follow);
  });
}

function isBlock({ kind }: ValueKind): boolean {
  return kind === 'layers' || kind === 'branches';
}

function values(labels: readonly string[]): Fitting[] {
  return labels.map((label) => fitting(label, 'value', ''));
}

function choices(labels: readonly string[]): Fitting[] {
  return labels.map((label) => {
    const dataset = DATASETS.find(({ name }) => name === label);
    return fitting(label, 'value', dataset?.doc() ?? '');
  });
}

function isGiven(key: string): boolean {
  return GIVEN_DATA.some(({ name }) => name === key);
}
