/** The operations that pieces of mathematics are joined with. */
import * as l10n from '@vscode/l10n';
import { LEVEL, parenthesized, wrap, type Piece } from './piece';

/** a + b + … */
export function plus(...pieces: readonly Piece[]): Piece {
  if (pieces.length === 1) return pieces[0]!;
  const parts = pieces.map((p, i) => (i === 0 ? p : wrap(p, LEVEL.sum)));
  return {
    tex: parts.map((p) => p.tex).join(' + '),
    words: parts.map((p) => p.words).reduce((a, b) => l10n.t('{0} plus {1}', a, b)),
    level: LEVEL.sum,
    value: combine(pieces, (values) => values.reduce((a, b) => a + b, 0)),
    summands: parts.flatMap((p, i) => (i === 0 ? breakable(p) : signed('+', p))),
  };
}

/** a − b */
export function minus(a: Piece, b: Piece): Piece {
  const second = wrap(b, LEVEL.product);
  return {
    tex: `${a.tex} - ${second.tex}`,
    words: l10n.t('{0} minus {1}', a.words, second.words),
    level: LEVEL.sum,
    value: combine([a, b], ([x, y]) => x! - y!),
    summands: [...breakable(a), ...signed('-', second)],
  };
}

/** −a */
export function negative(a: Piece): Piece {
  const inner = wrap(a, LEVEL.product);
  return {
    tex: `-${inner.tex}`,
    words: l10n.t('minus {0}', inner.words),
    level: LEVEL.negative,
    value: combine([a], ([x]) => -x!),
  };
}

/** a b …: side by side for symbols, with a dot between numbers. */
export function times(...pieces: readonly Piece[]): Piece {
  if (pieces.length === 1) return pieces[0]!;
  const parts: Piece[] = pieces.map((p, i) => {
    if (i === 0 && p.level === LEVEL.negative) return p;
    return wrap(p, LEVEL.product);
  });
  const texts = parts.map((p, i) => (i === 0 ? '' : between(parts[i - 1]!, p)) + p.tex);
  const last = parts[parts.length - 1]!;
  const before = texts.slice(0, -1).join('') + between(parts[parts.length - 2]!, last);
  const [first, ...rest] = breakable(last);
  return {
    tex: texts.join(''),
    words: parts.map((p) => p.words).reduce((a, b) => l10n.t('{0} times {1}', a, b)),
    level: parts[0]!.level === LEVEL.negative ? LEVEL.negative : LEVEL.product,
    value: combine(pieces, (values) => values.reduce((a, b) => a * b, 1)),
    ...(rest.length > 0 && { summands: [before + first!, ...rest] }),
    ...(parts.some(holdsMatrix) && { summands: parts.map((p) => p.tex) }),
  };
}

function holdsMatrix({ tex }: Piece): boolean {
  return tex.includes('{bmatrix}');
}

/** Where a piece may be broken into lines: before a summand, and before a factor where there are matrices. */
function breakable({ tex, summands }: Piece): readonly string[] {
  return summands ?? [tex];
}

function signed(sign: string, piece: Piece): string[] {
  const [first, ...rest] = breakable(piece);
  return [`${sign} ${first!}`, ...rest];
}

function between(a: Piece, b: Piece): string {
  return a.value !== null && b.value !== null ? ' \\cdot ' : '\\,';
}

/** a ⊙ b, element by element. */
export function hadamard(a: Piece, b: Piece): Piece {
  const [first, second] = [wrap(a, LEVEL.product), wrap(b, LEVEL.product)];
  return {
    tex: `${first.tex} \\odot ${second.tex}`,
    words: l10n.t('{0} times, element by element, {1}', first.words, second.words),
    level: LEVEL.product,
    value: null,
    ...([first, second].some(holdsMatrix) && {
      summands: [first.tex, `\\odot ${second.tex}`],
    }),
  };
}

/** a over b */
export function over(a: Piece, b: Piece): Piece {
  const words = [a, b].map((p) =>
    p.level < LEVEL.scripted ? l10n.t('the quantity {0}', p.words) : p.words,
  );
  return {
    tex: `\\frac{${a.tex}}{${b.tex}}`,
    words: l10n.t('{0} over {1}', words[0]!, words[1]!),
    level: LEVEL.product,
    value: combine([a, b], ([x, y]) => x! / y!),
  };
}

/** base^n for a fixed number n. */
export function power(base: Piece, n: number): Piece {
  const inner = wrap(base, LEVEL.atom);
  return {
    tex: `${inner.tex}^{${n}}`,
    words:
      n === 2
        ? l10n.t('{0} squared', inner.words)
        : l10n.t('{0} to the power of {1}', inner.words, n),
    level: LEVEL.scripted,
    value: combine([base], ([x]) => x! ** n),
  };
}

/** e^x */
export function exp(x: Piece): Piece {
  return {
    tex: `e^{${x.tex}}`,
    words: l10n.t('e to the {0}', x.words),
    level: LEVEL.scripted,
    value: combine([x], ([v]) => Math.exp(v!)),
  };
}

/** A function applied to its argument, in parentheses. */
export function call(
  tex: string,
  words: string,
  x: Piece,
  f: ((v: number) => number) | null = null,
): Piece {
  return {
    tex: tex + parenthesized(x).tex,
    words: l10n.t('{0} of {1}', words, x.words),
    level: LEVEL.scripted,
    value: f && combine([x], ([v]) => f(v!)),
  };
}

/** ln x */
export function ln(x: Piece): Piece {
  return call('\\ln', l10n.t('the logarithm'), x, Math.log);
}

/** |x| */
export function abs(x: Piece): Piece {
  return {
    tex: `\\left|${x.tex}\\right|`,
    words: l10n.t('the absolute value of {0}', x.words),
    level: LEVEL.atom,
    value: combine([x], ([v]) => Math.abs(v!)),
  };
}

/** a/b on one line, for exponents. */
export function slash(a: Piece, b: Piece): Piece {
  return { ...over(a, b), tex: `${wrap(a, LEVEL.product).tex}/${wrap(b, LEVEL.atom).tex}` };
}

/** The larger of a and b. */
export function larger(a: Piece, b: Piece): Piece {
  return {
    tex: `\\max(${a.tex}, ${b.tex})`,
    words: l10n.t('the larger of {0} and {1}', a.words, b.words),
    level: LEVEL.scripted,
    value: combine([a, b], ([x, y]) => Math.max(x!, y!)),
  };
}

/** base^exponent for any exponent. */
export function raised(base: Piece, exponent: Piece): Piece {
  const inner = wrap(base, LEVEL.atom);
  return {
    tex: `${inner.tex}^{${exponent.tex}}`,
    words: l10n.t('{0} to the power of {1}', inner.words, exponent.words),
    level: LEVEL.scripted,
    value: combine([base, exponent], ([x, n]) => x! ** n!),
  };
}

/** √x */
export function root(x: Piece): Piece {
  return {
    tex: `\\sqrt{${x.tex}}`,
    words: l10n.t('the root of {0}', x.words),
    level: LEVEL.atom,
    value: combine([x], ([v]) => Math.sqrt(v!)),
  };
}

/** A function of several things by its name, such as max(a, b, c). */
export function apply(
  tex: string,
  words: string,
  pieces: readonly Piece[],
  f: ((values: readonly number[]) => number) | null = null,
): Piece {
  return {
    tex: `${tex}(${pieces.map((p) => p.tex).join(', ')})`,
    words: l10n.t('{0} of {1}', words, pieces.map((p) => p.words).join(', ')),
    level: LEVEL.scripted,
    value: f && combine(pieces, f),
  };
}

/** x with a bar: its mean. */
export function bar(x: Piece): Piece {
  return {
    tex: `\\overline{${x.tex}}`,
    words: l10n.t('the mean of {0}', x.words),
    level: LEVEL.atom,
    value: null,
  };
}

/** The transposed matrix or vector. */
export function transpose(a: Piece): Piece {
  const inner = wrap(a, LEVEL.atom);
  return {
    tex: `${inner.tex}^{\\top}`,
    words: l10n.t('{0} transposed', a.words),
    level: LEVEL.scripted,
    value: null,
  };
}

/** Σ over `index` from 1 to `count` of the body. */
export function sumOver(index: string, count: number, body: Piece): Piece {
  return {
    tex: `\\sum_{${index}=1}^{${count}} ${wrap(body, LEVEL.product).tex}`,
    words: l10n.t('the sum over {0} from 1 to {1} of {2}', index, count, body.words),
    level: LEVEL.product,
    value: null,
  };
}

function combine(
  pieces: readonly Piece[],
  f: (values: readonly number[]) => number,
): number | null {
  const values = pieces.map((p) => p.value);
  return values.every((v) => v !== null) ? f(values) : null;
}
