/** Smooth functions by their Taylor series about the nearest point of a grid: a few multiplications to double accuracy. */

/** Taylor coefficients at the points 0, 1/perUnit, 2/perUnit, … */
export interface Table {
  readonly perUnit: number;
  /** Coefficients of one point. */
  readonly width: number;
  readonly coefficients: Float64Array;
}

/** The table of a function on [0, end]; `series` gives its first coefficients at a point. */
export function tabulate(
  end: number,
  perUnit: number,
  series: (point: number) => readonly number[],
): Table {
  const width = series(0).length;
  const coefficients = new Float64Array((end * perUnit + 1) * width);
  for (let k = 0; k <= end * perUnit; k++) coefficients.set(series(k / perUnit), k * width);
  return { perUnit, width, coefficients };
}

/** The function at x in [0, end]. */
export function fromTable({ perUnit, width, coefficients }: Table, x: number): number {
  const point = (x * perUnit + 0.5) | 0;
  const rest = x - point / perUnit;
  const first = point * width;
  let n = first + width - 1;
  let sum = coefficients[n]!;
  while (n > first) {
    n -= 1;
    sum = sum * rest + coefficients[n]!;
  }
  return sum;
}
