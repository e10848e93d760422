/** Names and paths: which layer a name after `from:` means, and why it cannot be read when it cannot. */
import * as l10n from '@vscode/l10n';
import type { NamedOutput } from '../../model/graph';
import { nodeOf, outputNameOf, reference } from '../../model/outputs';
import { nearest } from '../nearest';
import { shortened } from './describe';
import type { LayerSpec } from './layer-spec';
import { changeWord, type Context } from './source';
import { INPUT_NAME, type NameRef } from './values';

/** The path of a layer from the path of its container. */
export function childPath(container: string, key: string): string {
  return container === '' ? key : `${container}.${key}`;
}

/** The paths that a name can mean, seen from inside a container: nearest container first. */
function candidates(name: string, container: string): string[] {
  const parts = container === '' ? [] : container.split('.');
  const paths: string[] = [];
  for (let length = parts.length; length >= 0; length -= 1) {
    paths.push(childPath(parts.slice(0, length).join('.'), name));
  }
  return paths;
}

/** The first of the paths that a name can mean which is there. */
export function lookUp<T>(
  name: string,
  container: string,
  there: ReadonlyMap<string, T>,
): T | null {
  for (const path of candidates(name, container)) {
    const found = there.get(path);
    if (found !== undefined) return found;
  }
  return null;
}

/** Reports the name of an output that a layer does not have, such as `lstm:hn`. */
export function reportNoOutput(
  ref: NameRef,
  outputs: readonly NamedOutput[],
  context: Context,
): void {
  const layer = nodeOf(ref.name);
  const wanted = outputNameOf(ref.name) ?? '';
  const names = outputs.map(({ name }) => name);
  const [first] = names;
  const meant = first === undefined ? null : (nearest(wanted, names) ?? first);
  context.problems.error(
    'unknown-output',
    ref.span,
    meant === null
      ? l10n.t('"{0}" has one output only, which is read by its name alone.', shortened(layer))
      : l10n.t(
          '"{0}" has no output "{1}". Beside its first output it has: {2}.',
          shortened(layer),
          shortened(wanted),
          names.join(', '),
        ),
    changeWord(context, ref.span, reference(layer, meant)),
  );
}

/** A layer that stands somewhere in the file, with what it reads: a path, or a name seen from its container. */
interface Declared {
  readonly path: string;
  readonly container: string;
  readonly reads: readonly string[];
  readonly from: readonly NameRef[];
}

/** Every layer of a file by its path, repetitions once, to tell an unknown name from one that comes too late. */
export class Declarations {
  private readonly declared = new Map<string, Declared>();

  constructor(layers: readonly LayerSpec[]) {
    this.walk(layers, '', INPUT_NAME);
  }

  /** Reports why a name cannot be read by the layer at this path. */
  report(
    ref: NameRef,
    path: string,
    container: string,
    built: Iterable<string>,
    context: Context,
  ): void {
    const layer = nodeOf(ref.name);
    const name = shortened(layer);
    const target = lookUp(layer, container, this.declared);
    const chain = target && this.chain(target, path);
    if (chain) {
      const text = [path, ...chain].map(shortened).join(' → ');
      const message = l10n.t(
        'A layer cannot read its own result, but this goes in a circle: {0}.',
        text,
      );
      context.problems.error('cycle', ref.span, message);
    } else if (target) {
      const message = l10n.t(
        '"{0}" is defined further down. A layer can read only what is above it.',
        name,
      );
      context.problems.error('from-below', ref.span, message);
    } else {
      this.reportUnknown(ref, container, built, context);
    }
  }

  private reportUnknown(
    ref: NameRef,
    container: string,
    built: Iterable<string>,
    context: Context,
  ): void {
    const paths = [...built];
    const wanted = nodeOf(ref.name);
    const inside = paths.find((path) => path.endsWith(`.${wanted}`));
    const prefixes = candidates('', container);
    const names = paths.flatMap((path) => {
      const prefix = prefixes.find((candidate) => path.startsWith(candidate)) ?? '';
      const name = path.slice(prefix.length);
      return /^[\d.]*$/.test(name) || name.includes('.') ? [] : [name];
    });
    const visible = [...new Set([INPUT_NAME, ...names])];
    const meant = inside ?? nearest(wanted, visible);
    const message = meant
      ? l10n.t('No layer above is called "{0}". Is "{1}" meant?', shortened(wanted), meant)
      : l10n.t(
          'No layer above is called "{0}". Names that can be read here: {1}.',
          shortened(wanted),
          visible.slice(0, 20).join(', '),
        );
    const word = meant && reference(meant, outputNameOf(ref.name));
    const fixes = word ? [changeWord(context, ref.span, word)] : [];
    context.problems.error('unknown-from', ref.span, message, ...fixes);
  }

  /** Notes the layers of one list and gives the path of the last one. */
  private walk(layers: readonly LayerSpec[], container: string, input: string): string {
    let previous = input;
    for (const layer of layers) {
      const path = childPath(container, layer.key);
      const reads = layer.from ? [] : [previous];
      const results = layer.bodies.map((body, index) => {
        const repeated = layer.type?.name === 'residual' ? path : childPath(path, String(index));
        return this.walk(body, repeated, previous);
      });
      this.declared.set(path, {
        path,
        container,
        reads: [...reads, ...results],
        from: layer.from ?? [],
      });
      previous = path;
    }
    return previous;
  }

  /** The paths on the way from a layer back to another one that it depends on, or null when it does not. */
  private chain(from: Declared, to: string): string[] | null {
    const readBy = new Map<string, string | null>([[from.path, null]]);
    const queue = [from];
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { path, container } = next;
      if (path === to) return [...trail(to, readBy)].reverse();
      const named = next.from.map((ref) => lookUp(nodeOf(ref.name), container, this.declared));
      const read = next.reads.map((other) => this.declared.get(other));
      for (const source of [...named, ...read]) {
        if (!source || readBy.has(source.path)) continue;
        readBy.set(source.path, path);
        queue.push(source);
      }
    }
    return null;
  }
}

/** From a path along the map until it ends. */
function* trail(start: string, next: ReadonlyMap<string, string | null>): Generator<string> {
  for (let path: string | null | undefined = start; path; path = next.get(path)) yield path;
}
