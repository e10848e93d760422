/** What a run may use: operations and memory. */
import * as l10n from '@vscode/l10n';
import { Halt } from '../errors';
import type { Place } from '../place';
import type { Request, Step } from '../steps';

/** Limits of a run. */
export interface Limits {
  /** Operations. */
  readonly operations: number;
  /** Operations of all parts of the work together; each part has a sixth of its own even then. */
  readonly total: number;
  /** Elements of containers, characters and digits. */
  readonly elements: number;
}

/** The limits when nothing else is said. */
export const LIMITS: Limits = {
  operations: 3_000_000,
  total: Infinity,
  elements: 5_000_000,
};

/** How far apart pauses are, in operations. */
const PAUSE_EVERY = 250;
const PAUSE: Request = { kind: 'pause' };

/** Counts what a run uses. */
export class Budget {
  private operations = 0;
  /** Operations of the parts before this one. */
  private before = 0;
  /** Operations that this part may take. */
  private most: number;
  private elements = 0;
  private pauseAt = PAUSE_EVERY;

  constructor(
    private readonly limits: Limits,
    private readonly place: () => Place | null,
  ) {
    this.most = limits.operations;
  }

  /** Operations so far. */
  get count(): number {
    return this.operations;
  }

  /** Begins another part of the work, which counts from zero. */
  renew(): void {
    const { operations, total } = this.limits;
    this.before += this.operations;
    this.most = Math.max(operations / 6, Math.min(operations, total - this.before));
    this.operations = 0;
    this.elements = 0;
    this.pauseAt = PAUSE_EVERY;
  }

  /** Counts one operation; true when it is time to rest. */
  tick(): boolean {
    this.operations += 1;
    return this.operations >= this.pauseAt;
  }

  /** Pauses; halts the run above the limit. */
  *rest(): Step<null> {
    this.check();
    yield PAUSE;
    this.pauseAt = this.operations + PAUSE_EVERY;
    return null;
  }

  spend(units: number): void {
    this.operations += units;
    if (this.operations > this.most) this.check();
  }

  allocate(elements: number): void {
    this.elements += elements;
    if (this.elements > this.limits.elements) {
      const message = l10n.t(
        'More than {0} elements would be kept in memory here; the run ends.',
        this.limits.elements,
      );
      throw new Halt('too-large', message, this.place());
    }
  }

  private check(): void {
    if (this.operations <= this.most) return;
    const message = l10n.t('The run takes more than {0} operations; it ends here.', this.most);
    throw new Halt('too-many-steps', message, this.place());
  }
}
