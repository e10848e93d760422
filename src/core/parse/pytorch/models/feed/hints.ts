/** What the text around `forward` says of the shapes of its inputs: comments, docstrings, annotations, and how many sizes are taken apart. */
import type { SourceFile } from '../../../python/place';
import type { Expression, Statement, StatementOf } from '../../../python/syntax/ast';
import { expressionsIn, lastWord, statementsIn, within } from '../walk';

/** Sizes from the batch on; null where only a letter stands. */
export interface ShapeHint {
  readonly sizes: readonly (number | null)[];
  /** False when only the number of dimensions is sure. */
  readonly written: boolean;
}

/** Hints for a parameter of `forward`, the surest first. */
export function hintsFor(
  name: string,
  forward: StatementOf<'function'>,
  cls: StatementOf<'class'>,
  file: SourceFile,
): readonly ShapeHint[] {
  return [
    ...fromAnnotation(name, forward),
    ...fromTexts(name, textsOf(forward, cls, file), forward.parameters.length <= 2),
    ...fromCode(name, forward.body),
  ];
}

/** `Float[Tensor, "batch 3 h w"]` */
function fromAnnotation(name: string, { parameters }: StatementOf<'function'>): ShapeHint[] {
  const annotation = parameters.find((each) => each.name === name)?.annotation;
  if (annotation?.kind !== 'subscript') return [];
  for (const { value } of expressionsIn(annotation.index, 'constant')) {
    if (typeof value === 'string') return hint(value.split(/\s+/), true);
  }
  return [];
}

/** Comments and docstrings of the class. */
function textsOf(
  forward: StatementOf<'function'>,
  cls: StatementOf<'class'>,
  file: SourceFile,
): string[] {
  const comments = file.tree.comments
    .filter((each) => within(each, forward))
    .map(({ text }) => text);
  return [...comments, ...documentation(forward.body), ...documentation(cls.body)];
}

function documentation([first]: readonly Statement[]): string[] {
  return first?.kind === 'expression' &&
    first.value.kind === 'constant' &&
    typeof first.value.value === 'string'
    ? first.value.value.split('\n')
    : [];
}

/** `(B, 3, 32, 32)`, `[N, C, H, W]` or `N x 3 x 32 x 32`. */
const SHAPE = /[([]\s*([\w*]+(?:\s*,\s*[\w*]+)+)\s*,?\s*[)\]]|\b(\w+(?:\s*[x×]\s*\w+)+)\b/;

function fromTexts(name: string, texts: readonly string[], only: boolean): ShapeHint[] {
  const words = only ? `${name}|inputs?|shape|size` : name;
  const named = new RegExp(
    `(?:^|[\\s#(\`'"*])(?:${words})\\b[^()[\\]]{0,40}?(?:${SHAPE.source})`,
    'i',
  );
  for (const text of texts) {
    const found = named.exec(text);
    if (!found || /\breturn|\boutput|->|=>|→/.test(text.slice(0, found.index + 1))) continue;
    const sizes = (found[1] ?? found[2]!).split(/\s*[,x×]\s*/);
    if (sizes.some((size) => /^\d+$/.test(size)) || sizes.every((size) => /^[\w*]+$/.test(size))) {
      return hint(sizes, true);
    }
  }
  return [];
}

function hint(words: readonly string[], written: boolean): ShapeHint[] {
  const sizes = words.map((word) => (/^[1-9]\d*$/.test(word) ? Number(word) : null));
  return sizes.length >= 2 && sizes.length <= 5 ? [{ sizes, written }] : [];
}

/** `b, c, h, w = x.shape`, `x.permute(0, 3, 1, 2)`, `rearrange(x, 'b n d -> …')`: how many dimensions there are. */
function fromCode(name: string, body: readonly Statement[]): ShapeHint[] {
  const ranks: number[] = [];
  for (const { targets, value } of statementsIn(body, 'assign')) {
    const [target] = targets;
    if (target?.kind !== 'tuple' || !isShapeOf(value, name)) continue;
    if (target.items.every(({ kind }) => kind !== 'starred')) ranks.push(target.items.length);
  }
  for (const { callee, args } of expressionsIn(body, 'call')) {
    const word = lastWord(callee);
    if (callee.kind === 'attribute' && isName(callee.object, name) && word === 'permute') {
      ranks.push(
        args.length === 1 && args[0]!.value.kind === 'tuple'
          ? args[0]!.value.items.length
          : args.length,
      );
    }
    const pattern = args[1]?.value;
    if ((word === 'rearrange' || word === 'reduce') && args[0] && isName(args[0].value, name)) {
      if (pattern?.kind === 'constant' && typeof pattern.value === 'string') {
        ranks.push(axesOf(pattern.value));
      }
    }
  }
  return ranks
    .slice(0, 1)
    .map((rank) => ({ sizes: Array.from({ length: rank }, () => null), written: false }));
}

/** How many axes stand on the left of a pattern of einops. */
function axesOf(pattern: string): number {
  const left = pattern.split('->')[0]!.replace(/\([^)]*\)/g, 'g');
  return left.trim().split(/\s+/).length;
}

/** `x.shape`, `x.size()` */
function isShapeOf(value: Expression, name: string): boolean {
  if (value.kind === 'call') {
    return (
      value.args.length === 0 &&
      value.callee.kind === 'attribute' &&
      value.callee.name === 'size' &&
      isName(value.callee.object, name)
    );
  }
  return value.kind === 'attribute' && value.name === 'shape' && isName(value.object, name);
}

function isName(value: Expression, name: string): boolean {
  return value.kind === 'name' && value.id === name;
}
