/**
 * Reads the equations of `torch.einsum`: which dimension of which operand each letter names. Dimensions that `...` stands for get
 * names of their own, counted from the last, so that what follows knows only names.
 */
import * as l10n from '@vscode/l10n';
import type { Shape } from './shape';

/** An equation with the names of all dimensions. */
export interface Einsum {
  /** Names of the dimensions of each operand; a name that stands twice in one operand means its diagonal. */
  readonly operands: readonly (readonly string[])[];
  readonly output: readonly string[];
  /** Size of each named dimension. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** The equation for operands of these shapes, or what is wrong with it, in words. */
export function readEinsum(
  equation: string,
  shapes: readonly Shape[],
): Einsum | { readonly misfit: string } {
  const [left, right, ...rest] = equation.replace(/\s/g, '').split('->');
  const terms = left!.split(',');
  const all = right === undefined ? terms : [...terms, right];
  if (rest.length > 0 || !all.every((term) => /^[A-Za-z]*(\.\.\.)?[A-Za-z]*$/.test(term))) {
    return { misfit: l10n.t('The equation "{0}" is not of the form "ij,jk->ik".', equation) };
  }
  if (terms.length !== shapes.length) {
    return {
      misfit: l10n.t(
        'The equation "{0}" names {1} operands, but there are {2}.',
        equation,
        terms.length,
        shapes.length,
      ),
    };
  }
  const operands = terms.map((term, i) => namesOf(term, shapes[i]!.length));
  const sizes = new Map<string, number>();
  for (const [i, names] of operands.entries()) {
    const shape = shapes[i]!;
    if (names?.length !== shape.length) {
      return {
        misfit: l10n.t(
          '"{0}" in the equation does not fit an operand of {1} dimensions.',
          terms[i]!,
          shape.length,
        ),
      };
    }
    for (const [d, name] of names.entries()) {
      const size = sizes.get(name) ?? 1;
      if (size !== 1 && shape[d] !== 1 && shape[d] !== size)
        return sizeMisfit(name, size, shape[d]!);
      const twice = names.findIndex((other, e) => other === name && shape[e] !== shape[d]);
      if (twice >= 0) return sizeMisfit(name, shape[twice]!, shape[d]!);
      if (size === 1) sizes.set(name, shape[d]!);
    }
  }
  const known = operands as string[][];
  const output = right === undefined ? impliedOutput(known) : outputNames(right, known);
  const wrong = output.find((name, i) => !sizes.has(name) || output.indexOf(name) !== i);
  if (wrong !== undefined) {
    return {
      misfit: l10n.t(
        'The result of the equation names "{0}", which must stand there once, and in an operand.',
        wrong,
      ),
    };
  }
  return { operands: known, output, sizes };
}

/** Dimensions that `...` stands for are called `.1`, `.2` …, counted from the last. */
function ellipsisNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `.${count - i}`);
}

/** Names of an operand's dimensions; null when `...` would stand for less than none. */
function namesOf(term: string, rank: number): string[] | null {
  const [before, after] = term.split('...');
  if (after === undefined) return [...before!];
  const count = rank - before!.length - after.length;
  return count < 0 ? null : [...before!, ...ellipsisNames(count), ...after];
}

function outputNames(term: string, operands: readonly (readonly string[])[]): string[] {
  const [before, after] = term.split('...');
  return after === undefined ? [...before!] : [...before!, ...longestEllipsis(operands), ...after];
}

/** Without `->`: what `...` stands for, then the letters that stand once, in the order of the alphabet. */
function impliedOutput(operands: readonly (readonly string[])[]): string[] {
  const names = operands.flat();
  const once = names.filter(
    (name) => !name.startsWith('.') && names.indexOf(name) === names.lastIndexOf(name),
  );
  return [...longestEllipsis(operands), ...once.sort()];
}

function longestEllipsis(operands: readonly (readonly string[])[]): string[] {
  const counts = operands.map((names) => names.filter((name) => name.startsWith('.')).length);
  return ellipsisNames(Math.max(...counts));
}

function sizeMisfit(name: string, a: number, b: number): { readonly misfit: string } {
  if (name.startsWith('.')) {
    return {
      misfit: l10n.t(
        'Dimensions that "..." stands for have sizes {0} and {1}, but they must be equal.',
        a,
        b,
      ),
    };
  }
  return {
    misfit: l10n.t(
      '"{0}" names dimensions of sizes {1} and {2}, but they must be equal.',
      name,
      a,
      b,
    ),
  };
}
