/** How formulas stand on the page: equations, case distinctions, lines under each other. */
import * as l10n from '@vscode/l10n';
import { LEVEL, type Piece } from './piece';

/** One branch of a function that is defined piece by piece. */
export interface Branch {
  readonly piece: Piece;
  /** When it applies. */
  readonly condition: Piece;
  readonly holds: boolean;
}

/** With symbols all branches under each other; with numbers only the one that applies. */
export function cases(branches: readonly Branch[], numeric: boolean): Piece {
  if (numeric) return (branches.find((b) => b.holds) ?? branches[branches.length - 1]!).piece;
  const rows = branches.map((b) => `${b.piece.tex} & ${b.condition.tex}`);
  const words = branches.map((b) => l10n.t('{0} if {1}', b.piece.words, b.condition.words));
  const tex = `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`;
  return { tex, words: words.join(', '), level: LEVEL.negative, value: null };
}

/** a relation b, such as a = b or a ≤ b. */
export function relation(a: Piece, tex: string, words: string, b: Piece): Piece {
  return {
    tex: `${a.tex} ${tex} ${b.tex}`,
    words: `${a.words} ${words} ${b.words}`,
    level: LEVEL.negative,
    value: null,
  };
}

/** a = b */
export function equals(a: Piece, b: Piece): Piece {
  return relation(a, '=', l10n.t('equals'), b);
}

/** Longest formula, in characters that are seen, that is left on one line. */
const LINE = 30;
/** Longest line of a formula that has several. */
const ROW = 38;

/** A sign between the first and the second side of a formula; further sides follow with an equals sign. */
export interface Sign {
  readonly tex: string;
  readonly words: string;
}

/** first = a = b; one line if it is short, else a line for each equation, aligned at the sign. Repeated sides are said once. */
export function chain(first: Piece, sides: readonly Piece[], sign = equalsSign()): Piece {
  const rest = sides.filter(
    (side, i) => i === 0 || plainTex(side.tex) !== plainTex(sides[i - 1]!.tex),
  );
  const all = [first, ...rest];
  const breaks =
    all.reduce((sum, p) => sum + seenLength(p.tex), 0) > LINE || all.some((p) => isTall(p.tex));
  const [second, ...more] = rest.map((p) => (breaks ? brokenTex(p) : p.tex));
  const tex = breaks
    ? `\\begin{aligned} ${first.tex} &${sign.tex} ${[second, ...more].join(' \\\\ &= ')} \\end{aligned}`
    : `${first.tex} ${sign.tex} ${[second, ...more].join(' = ')}`;
  const [secondWords, ...moreWords] = rest.map((p) => p.words);
  const tail = [secondWords, ...moreWords].join(` ${l10n.t('equals')} `);
  return { tex, words: `${first.words} ${sign.words} ${tail}`, level: LEVEL.negative, value: null };
}

/** TeX of one side, a long sum broken into lines that begin with the sign of their first summand. */
function brokenTex({ tex, summands }: Piece): string {
  if (!summands || seenLength(tex) <= ROW || summands.some((t) => t.includes('{cases}')))
    return tex;
  const rows: string[] = [];
  let length = Infinity;
  for (const summand of summands) {
    const more = seenLength(summand);
    length += more;
    if (length <= ROW) rows[rows.length - 1] += ` ${summand}`;
    else {
      rows.push(summand);
      length = more;
    }
  }
  return rows.join(' \\\\ &\\quad {}');
}

/** What is seen of a formula, without colours and spaces. */
function plainTex(tex: string): string {
  return tex.replace(/\\(fwd|bwd|upd|val|err)(?![a-z])/g, '').replace(/[{}^_\s]/g, '');
}

/** Roughly how many characters wide it is: a command counts as one, a matrix as its widest rows. */
function seenLength(tex: string): number {
  const flat = tex.replace(/\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}/g, (_, body: string) =>
    'x'.repeat(matrixLength(body)),
  );
  return plainTex(flat).replace(/\\[a-zA-Z]+/g, 'x').length;
}

function matrixLength(body: string): number {
  const rows = body.split('\\\\').map((row) => row.split('&'));
  const widths = rows[0]!.map((_, k) =>
    Math.max(...rows.map((row) => (row[k] ?? '').trim().length)),
  );
  return widths.reduce((sum, width) => sum + Math.min(width, 8) + 2, 0);
}

function isTall(tex: string): boolean {
  return tex.includes('\\begin');
}

function equalsSign(): Sign {
  return { tex: '=', words: l10n.t('equals') };
}

/** The sign of an assignment: w ← w − η g. */
export function becomes(): Sign {
  return { tex: '\\leftarrow', words: l10n.t('becomes') };
}

/** Several formulas, one under the other. */
export function lines(...pieces: readonly Piece[]): Piece {
  if (pieces.length === 1) return pieces[0]!;
  return {
    tex: `\\begin{aligned} & ${pieces.map((p) => p.tex).join(' \\\\ & ')} \\end{aligned}`,
    words: pieces.map((p) => p.words).join('; '),
    level: LEVEL.negative,
    value: null,
  };
}
