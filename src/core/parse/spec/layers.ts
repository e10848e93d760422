/** Reads lists of layers into layer descriptions: what stands in the file, names and nesting, before any shape is known. */
import * as l10n from '@vscode/l10n';
import { LAYER_TYPES } from './catalog';
import { describe, reportType } from './describe';
import type { LayerSpec } from './layer-spec';
import type { Group } from './catalog-types';
import { readChosen, type Options } from './options';
import { changeWord, type Context } from './source';
import { isNothing, type Tree } from './tree';

const LAYERS: Group = {
  types: LAYER_TYPES,
  code: 'layer',
  expected: () => l10n.t('a layer, such as tanh or linear: 4'),
};

/** Reads a list of layers; null when it is not one. */
export function readLayers(tree: Tree, context: Context): LayerSpec[] | null {
  if (tree.kind !== 'list') {
    context.problems.error(
      'wrong-type',
      tree.span,
      l10n.t(
        'A list of layers is needed here, but this is {0}. Start each layer with "- " on a line of its own.',
        describe(tree),
      ),
    );
    return null;
  }
  const layers = tree.items.map((item, index) => readLayer(item, { list: tree, index }, context));
  return withoutDuplicates(layers, context);
}

function readLayer(tree: Tree, place: LayerSpec['place'], context: Context): LayerSpec {
  const { type, typeSpan, options } = readChosen(tree, LAYERS, context);
  const bodies = readBodies(options, context);
  const name = options.get('name', 'name') ?? null;
  return {
    type,
    typeSpan,
    options,
    key: name ?? String(place.index),
    name,
    from: options.get('from', 'from') ?? null,
    bodies: bodies ?? [],
    span: tree.span,
    place,
    ok: type !== null && options.ok && bodies !== null,
  };
}

/** The lists inside a container; null when one of them could not be read. */
function readBodies(options: Options, context: Context): LayerSpec[][] | null {
  const layers = options.get('layers', 'layers');
  if (layers) {
    const body = readLayers(layers, context);
    if (body && body.length > 0) return [body];
    if (body) reportEmpty(layers, context);
    return null;
  }
  const branches = options.get('branches', 'branches');
  return branches ? readBranches(branches, context) : [];
}

function readBranches(tree: Tree, context: Context): LayerSpec[][] | null {
  if (tree.kind !== 'list') {
    reportType(context, tree, l10n.t('a list of branches, each a list of layers'));
    return null;
  }
  if (tree.items.length < 2) {
    context.problems.error(
      'too-few',
      tree.span,
      l10n.t('Two or more branches are needed, but there are {0}.', tree.items.length),
    );
    return null;
  }
  const bodies = tree.items.map((item) => (isNothing(item) ? [] : readLayers(item, context)));
  return bodies.every((body) => body !== null) ? bodies : null;
}

/** Reports a list without layers. */
export function reportEmpty(tree: Tree, context: Context): void {
  context.problems.error(
    'empty-layers',
    tree.span,
    l10n.t('At least one layer is needed here, such as linear: 4'),
  );
}

/** Reports names that are there already; these layers go on under their number. */
function withoutDuplicates(layers: readonly LayerSpec[], context: Context): LayerSpec[] {
  const names = new Set(layers.flatMap((layer) => layer.name ?? []));
  const seen = new Set<string>();
  return layers.map((layer, index) => {
    const tree = layer.options.tree('name');
    if (layer.name === null || !tree) return layer;
    if (!seen.has(layer.name)) {
      seen.add(layer.name);
      return layer;
    }
    context.problems.error(
      'duplicate-name',
      tree.span,
      l10n.t('Another layer is called "{0}" already. Names must differ.', layer.name),
      changeWord(context, tree.span, freeName(layer.name, names)),
    );
    return { ...layer, key: String(index), name: null, ok: false };
  });
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let number = 2;
  while (taken.has(`${name}_${number}`)) number += 1;
  return `${name}_${number}`;
}
