/** Which labels along a line fit without touching: a pure function. */

export interface LineLabel {
  /** Middle and width in pixels. */
  readonly at: number;
  readonly width: number;
  /** Larger is kept first. */
  readonly weight: number;
}

/** Free room that every label keeps to its right, in pixels. */
const GAP = 8;

/** For each label whether it can be shown within [0, length]; heavier ones first, earlier ones on a tie. */
export function fittingLabels(labels: readonly LineLabel[], length: number): boolean[] {
  const order = labels
    .map((_, i) => i)
    .sort((a, b) => labels[b]!.weight - labels[a]!.weight || a - b);
  const shown = labels.map(() => false);
  for (const i of order) {
    const label = labels[i]!;
    const inside = left(label) >= 0 && right(label) <= length;
    const free = labels.every((other, k) => !shown[k] || apart(label, other));
    shown[i] = inside && free;
  }
  return shown;
}

function apart(a: LineLabel, b: LineLabel): boolean {
  return right(a) + GAP <= left(b) || right(b) + GAP <= left(a);
}

function left({ at, width }: LineLabel): number {
  return at - width / 2;
}

function right({ at, width }: LineLabel): number {
  return at + width / 2;
}
