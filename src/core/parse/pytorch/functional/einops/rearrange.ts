/** What the functions of einops do to a tensor: split axes, reduce some, put the others in order, repeat new ones, join. */
import * as l10n from '@vscode/l10n';
import { brackets, sameShape, type Shape } from '../../../../model/shape';
import { allSizes, blame } from '../../problems/sure';
import type { Tensor } from '../../tape';
import type { Site } from '../site';
import { ELLIPSIS, isNumber, readPattern, type Side } from './pattern';
import { sizesOf, type Sized } from './sizes';

/** What is done with axes that stand on the left side only. */
export type Reduce = (x: Tensor, dims: readonly number[]) => Tensor;

/** Applies a pattern. `reduce` null for rearrange and repeat, where no axis may go away. */
export function transform(
  x: Tensor,
  pattern: string,
  lengths: ReadonlyMap<string, number>,
  kind: 'rearrange' | 'reduce' | 'repeat',
  reduce: Reduce | null,
  site: Site,
): Tensor {
  const fail = (wrong: string) => misfit({ x, pattern, lengths, kind }, wrong, site);
  const read = readPattern(pattern);
  if ('wrong' in read) return fail(read.wrong);
  const sized = sizesOf(read.left, x.shape, lengths);
  if ('wrong' in sized) return fail(sized.wrong);
  const right = rightAxes(read.right, sized, lengths);
  const wrong = namesMisfit(sized, right.axes.flat(), kind, lengths);
  if (wrong !== null) return fail(wrong);
  const { sizes } = right;
  const split = shaped(
    x,
    sized.axes.flat().map((name) => sizes.get(name)!),
    site,
  );
  const names = sized.axes.flat();
  const target = right.axes.flat();
  const gone = names.filter((name) => !target.includes(name));
  const dims = gone.map((name) => names.indexOf(name));
  const reduced = gone.length === 0 ? split : reduce!(split, dims);
  const kept = names.filter((name) => target.includes(name));
  const ordered = inOrder(
    reduced,
    kept,
    target.filter((name) => kept.includes(name)),
    site,
  );
  const repeated = withNewAxes(ordered, kept, target, sizes, site);
  return shaped(
    repeated,
    right.axes.map((parts) => product(parts, sizes)),
    site,
  );
}

interface RightSide {
  readonly axes: readonly (readonly string[])[];
  readonly sizes: ReadonlyMap<string, number>;
}

/** Axes of the result; numbers are axes of their own. */
function rightAxes(
  right: Side,
  { sizes: known, ellipsis }: Sized,
  lengths: ReadonlyMap<string, number>,
): RightSide {
  const sizes = new Map([...lengths, ...known]);
  const axes = right.flatMap(({ parts, grouped }, d): string[][] => {
    const names = parts.flatMap((part, i) => {
      if (part === ELLIPSIS) return ellipsis;
      if (!isNumber(part)) return [part];
      sizes.set(`+${d}.${i}`, Number(part));
      return [`+${d}.${i}`];
    });
    return parts.includes(ELLIPSIS) && !grouped ? names.map((name) => [name]) : [names];
  });
  return { axes, sizes };
}

/** What is wrong with the names of both sides; null when they fit. */
function namesMisfit(
  { axes, ellipsis }: Sized,
  right: readonly string[],
  kind: 'rearrange' | 'reduce' | 'repeat',
  lengths: ReadonlyMap<string, number>,
): string | null {
  const left = axes.flat();
  const list = (names: readonly string[]) => `{${names.map((name) => `'${name}'`).join(', ')}}`;
  const fresh = right.filter((name) => !left.includes(name));
  const gone = left.filter((name) => !right.includes(name));
  if (kind === 'rearrange' && [...gone, ...fresh].some((name) => /^[#+]/.test(name))) {
    return 'Non-unitary anonymous axes are not supported in rearrange (exception is length 1)';
  }
  if (kind !== 'reduce' && gone.some((name) => ellipsis.includes(name))) {
    return 'Ellipsis found in left side, but not right side of a pattern';
  }
  if (kind === 'rearrange' && fresh.length + gone.length > 0) {
    return `Identifiers only on one side of expression (should be on both): ${list([...gone, ...fresh])}`;
  }
  if (kind === 'repeat' && gone.length > 0) {
    return `Unexpected identifiers on the left side of repeat: ${list(gone)}`;
  }
  if (kind === 'reduce' && fresh.length > 0) {
    return `Unexpected identifiers on the right side of reduce reduce: ${list(fresh)}`;
  }
  const unknown = fresh.filter((name) => !name.startsWith('+') && !lengths.has(name));
  return unknown.length > 0 ? `Specify sizes for new axes in repeat: ${list(unknown)}` : null;
}

function product(names: readonly string[], sizes: ReadonlyMap<string, number>): number {
  return names.reduce((total, name) => total * sizes.get(name)!, 1);
}

/** The tensor in this shape; nothing is done where it has it. */
function shaped(x: Tensor, shape: Shape, site: Site): Tensor {
  return sameShape(x.shape, shape) ? x : site.reshape(x, shape);
}

function inOrder(x: Tensor, from: readonly string[], to: readonly string[], site: Site): Tensor {
  const dims = to.map((name) => from.indexOf(name));
  return dims.every((dim, d) => dim === d) ? x : site.permute(x, dims);
}

/** Axes that the tensor does not have yet, along which it is repeated. */
function withNewAxes(
  x: Tensor,
  kept: readonly string[],
  target: readonly string[],
  sizes: ReadonlyMap<string, number>,
  site: Site,
): Tensor {
  if (kept.length === target.length) return x;
  const single = target.map((name) => (kept.includes(name) ? sizes.get(name)! : 1));
  const whole = target.map((name) => sizes.get(name)!);
  const made = shaped(x, single, site);
  return sameShape(single, whole) ? made : site.expand(made, whole);
}

interface Attempt {
  readonly x: Tensor;
  readonly pattern: string;
  readonly lengths: ReadonlyMap<string, number>;
  readonly kind: string;
}

function misfit({ x, pattern, lengths, kind }: Attempt, wrong: string, site: Site): never {
  const { place } = site.interpreter;
  if (place) {
    const message = l10n.t(
      'The pattern "{0}" does not fit the input {1}: {2}.',
      pattern,
      brackets(x.shape),
      wrong.replace(/\.$/, ''),
    );
    const finding = {
      severity: 'error',
      code: 'shape-mismatch',
      message,
      place,
      fixes: [],
    } as const;
    blame(finding, allSizes([x.ref]), site.interpreter);
  }
  const info = [...lengths].map(([name, size]) => `'${name}': ${size}`).join(', ');
  return site.raise(
    'RuntimeError',
    ` Error while processing ${kind}-reduction pattern "${pattern}".\n` +
      ` Input tensor shape: torch.Size(${brackets(x.shape)}). Additional info: {${info}}.\n ${wrong}`,
  );
}
