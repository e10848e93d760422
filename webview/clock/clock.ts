/** The only loop of the page: runs while something moves or waits to be drawn, and rests otherwise. */

/** Where frames and time come from, so that tests can give their own. */
export interface FrameSource {
  request(callback: (milliseconds: number) => void): void;
}

/** What happens in a frame. */
export interface FrameWork {
  /** True while time changes what is shown. */
  moving(): boolean;
  /** Lets so many seconds pass. */
  tick(seconds: number): void;
  draw(): void;
}

/** A pause longer than this (a hidden window, a slow frame) counts as this long, in seconds. */
const LONGEST_FRAME = 0.1;

/** Makes a clock; `wake()` it after every change. */
export function createClock(frames: FrameSource, work: FrameWork): { wake(): void } {
  let waiting = false;
  let last: number | null = null;

  const frame = (milliseconds: number): void => {
    waiting = false;
    if (work.moving()) {
      if (last !== null) work.tick(Math.min((milliseconds - last) / 1000, LONGEST_FRAME));
      last = milliseconds;
    }
    work.draw();
    if (work.moving()) wake();
    else last = null;
  };
  const wake = (): void => {
    if (waiting) return;
    waiting = true;
    frames.request(frame);
  };
  return { wake };
}
