/** Timers behind a seam, so that tests can give their own, and what is built on them. */

export interface Timers {
  set(callback: () => void, milliseconds: number): number;
  clear(timer: number): void;
}

/** Runs `work` soon after it is asked for, at most once an interval; the last request is never lost. */
export function paced(timers: Timers, milliseconds: number, work: () => void): () => void {
  let timer: number | null = null;
  return () => {
    timer ??= timers.set(() => {
      timer = null;
      work();
    }, milliseconds);
  };
}
