/**
 * The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded as PyTorch's CPU generator is, so that equal seeds give
 * equal numbers.
 */

const SIZE = 624;
const SHIFT = 397;
const TWIST = 0x9908b0df;
const UPPER_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;

/** A stream of random 32-bit numbers. */
export class MersenneTwister {
  private readonly state = new Uint32Array(SIZE);
  private next = SIZE;

  /** Only the lower 32 bits of the seed count, as in PyTorch. */
  constructor(seed: number) {
    const { state } = this;
    state[0] = lower32(seed);
    for (let i = 1; i < SIZE; i++) {
      const last = state[i - 1]!;
      state[i] = Math.imul(1812433253, last ^ (last >>> 30)) + i;
    }
  }

  /** The next number, an integer in [0, 2^32). */
  random32(): number {
    if (this.next === SIZE) this.refill();
    let y = this.state[this.next++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** A copy of the state, and how much of it is used up. */
  snapshot(): { readonly words: Uint32Array; readonly next: number } {
    return { words: this.state.slice(), next: this.next };
  }

  /** Goes back to a snapshot. */
  restore({ words, next }: { readonly words: Uint32Array; readonly next: number }): void {
    this.state.set(words);
    this.next = next;
  }

  private refill(): void {
    const { state } = this;
    for (let i = 0; i < SIZE; i++) {
      const y = (state[i]! & UPPER_BIT) | (state[(i + 1) % SIZE]! & LOWER_BITS);
      state[i] = state[(i + SHIFT) % SIZE]! ^ (y >>> 1) ^ (y & 1 ? TWIST : 0);
    }
    this.next = 0;
  }
}

/** The lower 32 bits of an integer, in two's complement. */
function lower32(seed: number): number {
  return Number(BigInt.asUintN(32, BigInt(Math.trunc(seed))));
}
