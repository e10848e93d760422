/** Waits for a pause before acting, so that typing is not followed letter by letter. */

/** How long typing must rest before a text is read again, in milliseconds. */
export const EDIT_PAUSE = 40;

/** Runs the action once, when no further call came for `milliseconds`. */
export class Debounced {
  private timer: unknown;

  constructor(
    private readonly action: () => void,
    private readonly milliseconds = EDIT_PAUSE,
  ) {}

  call(): void {
    this.cancel();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.action();
    }, this.milliseconds);
  }

  cancel(): void {
    if (this.timer !== undefined) clearTimeout(this.timer);
    this.timer = undefined;
  }
}
