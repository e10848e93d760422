/** A cache that lets go of what was used longest ago once it costs more than it may; never of what the present frame uses. */

interface Entry<Value> {
  readonly value: Value;
  readonly cost: number;
  frame: number;
}

/** Values by key, each with a cost. */
export class FrameCache<Value> {
  /** In the order of last use. */
  private readonly entries = new Map<string, Entry<Value>>();
  private frame = 0;
  private total = 0;

  constructor(
    private readonly limit: number,
    private readonly release: (value: Value) => void,
  ) {}

  /** Number of values held. */
  get size(): number {
    return this.entries.size;
  }

  /** The value of a key, made if it is not there. */
  get(key: string, make: () => { value: Value; cost: number }): Value {
    const entry = this.entries.get(key) ?? { ...make(), frame: -1 };
    if (entry.frame === this.frame) return entry.value;
    if (entry.frame < 0) this.total += entry.cost;
    entry.frame = this.frame;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** Ends a frame: brings the cost back to the limit. */
  endFrame(): void {
    for (const [key, entry] of this.entries) {
      if (this.total <= this.limit || entry.frame === this.frame) break;
      this.drop(key, entry);
    }
    this.frame += 1;
  }

  /** Lets go of everything. */
  clear(): void {
    for (const [key, entry] of this.entries) this.drop(key, entry);
  }

  private drop(key: string, entry: Entry<Value>): void {
    this.entries.delete(key);
    this.total -= entry.cost;
    this.release(entry.value);
  }
}
