/** Medians of repeated runs; what is compared is measured in turns, so that both see the same machine. */

/** A measured case as `--json` writes it. */
export interface Result {
  readonly name: string;
  readonly median: number;
  readonly unit: string;
  /** What it is compared with, and how many times as long it takes. */
  readonly against?: string;
  readonly ratio?: number;
}

/** A case: `measure` is called once. */
export interface Case {
  readonly name: string;
  readonly measure: () => Promise<Omit<Result, 'name'>>;
}

/** A function and its name in the table. */
export interface Contestant {
  readonly name: string;
  readonly run: () => unknown;
}

const SAMPLES = 31;
/** A sample repeats short runs until it takes about this long, in milliseconds. */
const SAMPLE_TIME = 8;
const TIME_LIMIT = 8000;

/** A case that runs `run` in this process, compared with another function of the same run. */
export function timed(
  name: string,
  prepare: () => { readonly run: () => unknown; readonly against: Contestant },
): Case {
  return {
    name,
    measure: () => {
      const { run, against } = prepare();
      const [own, other] = inTurns([run, against.run]);
      return Promise.resolve({
        median: own!,
        unit: 'ms',
        against: against.name,
        ratio: own! / other!,
      });
    },
  };
}

/** The median time of one function of this process, in milliseconds. */
export function timeOf(run: () => unknown): number {
  return inTurns([run])[0]!;
}

/** The median of numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function inTurns(runs: readonly (() => unknown)[]): number[] {
  const repeats = runs.map(calibrate);
  const samples = runs.map((): number[] => []);
  const end = performance.now() + TIME_LIMIT;
  for (let i = 0; i < SAMPLES && (i < 3 || performance.now() < end); i++) {
    runs.forEach((run, n) => samples[n]!.push(time(run, repeats[n]!)));
  }
  return samples.map(median);
}

/** Warms a function up and finds how many runs fill a sample. */
function calibrate(run: () => unknown): number {
  for (let repeats = 1; ; repeats *= 2) {
    const taken = time(run, repeats) * repeats;
    if (taken >= SAMPLE_TIME) return Math.max(1, Math.round((repeats * SAMPLE_TIME) / taken));
  }
}

/** Milliseconds for one run, over `repeats` runs. */
function time(run: () => unknown, repeats: number): number {
  const begun = performance.now();
  for (let i = 0; i < repeats; i++) run();
  return (performance.now() - begun) / repeats;
}
