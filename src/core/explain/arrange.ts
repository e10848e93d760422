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

/** Width of the place for a formula, in digits. */
const ROW = 37;
/** Width of a sign between two sides. */
const SIGN = 3;

/** A first side that is no wider always has the other sides beside it. */
const SHORT = 8;

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
    all.reduce((sum, p) => sum + seenLength(p.tex) + SIGN, 0) > ROW ||
    all.some((p) => isTall(p.tex));
  const tex = breaks
    ? stacked(first, rest, sign)
    : `${first.tex} ${sign.tex} ${rest.map((p) => p.tex).join(' = ')}`;
  const [secondWords, ...moreWords] = rest.map((p) => p.words);
  const tail = [secondWords, ...moreWords].join(` ${l10n.t('equals')} `);
  return { tex, words: `${first.words} ${sign.words} ${tail}`, level: LEVEL.negative, value: null };
}

/** A line for each equation, aligned at the sign; where the first side leaves too little room, it has a line of its own. */
function stacked(first: Piece, sides: readonly Piece[], sign: Sign): string {
  const taken = seenLength(first.tex);
  const room = ROW - SIGN - taken;
  const beside =
    taken <= SHORT || sides.every((p) => Math.max(...partsOf(p).map(seenLength)) <= room);
  const left = beside ? `${first.tex} &` : `& ${first.tex} \\\\ &\\quad `;
  const next = beside ? ' \\\\ &' : ' \\\\ &\\quad ';
  const rows = sides.map((p) => brokenTex(p, beside ? room : ROW - SIGN - INDENT));
  return `\\begin{aligned} ${left}${sign.tex} ${rows.join(`${next}= `)} \\end{aligned}`;
}

/** Width of the space before lines that go on with a side. */
const INDENT = 2;

/** What a side may be broken into. */
function partsOf({ tex, summands }: Piece): readonly string[] {
  return summands === undefined || summands.some((t) => t.includes('{cases}')) ? [tex] : summands;
}

/** TeX of one side, broken into lines that begin with the sign of their first summand. */
function brokenTex(side: Piece, room: number): string {
  const parts = partsOf(side);
  if (parts.length === 1 || seenLength(side.tex) <= room) return side.tex;
  const rows: string[] = [];
  let length = Infinity;
  for (const part of parts) {
    const more = seenLength(part);
    length += more;
    if (length <= room) rows[rows.length - 1] += ` ${part}`;
    else {
      rows.push(part);
      length = more + (rows.length > 1 ? INDENT : 0);
    }
  }
  return rows.join(' \\\\ &\\quad {}');
}

/** What is seen of a formula, without colours and spaces. */
function plainTex(tex: string): string {
  return tex.replace(/\\(fwd|bwd|upd|val|err)(?![a-z])/g, '').replace(/[{}^_\s]/g, '');
}

/** Roughly how wide it is, in digits: of fractions and matrices the widest rows, indices smaller, signs with the space around them. */
function seenLength(tex: string): number {
  let flat = tex.replace(/\\(fwd|bwd|upd|val|err)(?![a-z])/g, '');
  flat = flat.replace(/\\begin\{(bmatrix|cases)\}(.*?)\\end\{\1\}/g, (_, _kind, body: string) =>
    wide(matrixLength(body)),
  );
  for (let before = ''; before !== flat;) {
    before = flat;
    flat = flat
      .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, (_, a: string, b: string) =>
        wide(Math.max(signLength(a), signLength(b))),
      )
      .replace(/[_^]\{([^{}]*)\}/g, (_, index: string) => wide(0.7 * signLength(index)))
      .replace(/\{([^{}]*\{[^{}]*\}[^{}]*|[^{}]*)\}(?!\{)/g, (whole, body: string) =>
        /[{}]/.test(body) ? whole : body,
      );
  }
  return signLength(flat);
}

/** Width of TeX without braces. */
function signLength(tex: string): number {
  return tex
    .replace(/\\(left|right|,|quad|text|operatorname|mathrm|mathbf)(?![a-z])/g, '')
    .replace(/\s[-+=]\s|^[-+]\s|\\(leftarrow|odot|star)(?![a-zA-Z])/g, 'xxx')
    .replace(/\\cdot(?![a-zA-Z])/g, 'xx')
    .replace(/\\[a-zA-Z]+/g, 'x')
    .replace(/\s/g, '').length;
}

function wide(length: number): string {
  return 'x'.repeat(Math.ceil(length));
}

function matrixLength(body: string): number {
  const rows = body.split('\\\\').map((row) => row.split('&'));
  const widths = rows[0]!.map((_, k) => Math.max(...rows.map((row) => seenLength(row[k] ?? ''))));
  return widths.reduce((sum, width) => sum + width + 2, 0);
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
