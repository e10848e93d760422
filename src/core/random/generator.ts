/**
 * Random numbers as PyTorch's CPU generator gives them after `torch.manual_seed(seed)`: `Tensor.uniform_`, `normal_`, `bernoulli_`,
 * `torch.randn`, `randint`, `randperm`. One call here draws what one call there draws, and leaves the generator where it leaves it there.
 */
import type { DType } from '../model/graph';
import { fma, fma32 } from './fma';
import { MersenneTwister } from './mt19937';
import { BLOCK, fillBlock, normalPair } from './normal';

/** From this range on, whole numbers are made of 64 random bits instead of 32. */
const WIDE = 2 ** 28;

/** Where a generator stands: what follows is the same after every return to it. */
export interface GeneratorState {
  readonly words: Uint32Array;
  readonly next: number;
  readonly spare: number | null;
}

/** A seeded source of random numbers. */
export class Generator {
  private readonly twister: MersenneTwister;
  /** The second number of a pair of normal numbers, if one is left over; either precision takes it. */
  private spare: number | null = null;

  constructor(seed: number) {
    this.twister = new MersenneTwister(seed);
  }

  /** Where the generator stands. */
  snapshot(): GeneratorState {
    return { ...this.twister.snapshot(), spare: this.spare };
  }

  /** Goes back to where it stood. */
  restore(state: GeneratorState): void {
    this.twister.restore(state);
    this.spare = state.spare;
  }

  /**
   * `count` numbers of U[low, high): `torch.empty(count).uniform_(low, high)`, which scales with one rounding; what is rounded up to
   * `high` becomes `low`.
   */
  uniform(count: number, low: number, high: number, dtype: DType): Float64Array {
    const single = dtype === 'float32';
    const [from, to] = single ? [Math.fround(low), Math.fround(high)] : [low, high];
    const range = single ? Math.fround(to - from) : to - from;
    const numbers = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const x = single ? fma32(this.unit24(), range, from) : fma(this.unit(), range, from);
      numbers[i] = x === to ? from : x;
    }
    return numbers;
  }

  /** `count` normal numbers with mean 0 and deviation 1: `torch.randn(count)`. */
  randn(count: number, dtype: DType): Float64Array {
    return this.normal(count, 0, 1, dtype);
  }

  /** `count` normal numbers: `torch.empty(count).normal_(mean, std)`. Fewer than 16 are drawn in double precision. */
  normal(count: number, mean: number, std: number, dtype: DType): Float64Array {
    const numbers = new Float64Array(count);
    if (count < BLOCK) {
      for (let i = 0; i < count; i++) {
        const x = fma(this.nextNormal(), std, mean);
        numbers[i] = dtype === 'float32' ? Math.fround(x) : x;
      }
      return numbers;
    }
    const last = count - BLOCK;
    this.fillUnits(numbers, 0, dtype);
    for (let at = 0; at <= last; at += BLOCK) fillBlock(numbers, at, mean, std, dtype);
    if (count % BLOCK !== 0) {
      this.fillUnits(numbers, last, dtype);
      fillBlock(numbers, last, mean, std, dtype);
    }
    return numbers;
  }

  /** `count` integers in [low, high): `torch.randint(low, high, (count,))`. */
  randint(count: number, low: number, high: number): Float64Array {
    const range = high - low;
    const numbers = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const drawn = range < WIDE ? this.twister.random32() % range : this.below(BigInt(range));
      numbers[i] = drawn + low;
    }
    return numbers;
  }

  /** The integers from 0 to `count` − 1 in random order: `torch.randperm(count)`, for less than 2^32 / 20 of them. */
  randperm(count: number): Float64Array {
    const order = Float64Array.from({ length: count }, (_, i) => i);
    for (let i = 0; i < count - 1; i++) {
      const j = i + (this.twister.random32() % (count - i));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  /** `count` numbers that are 1 with probability p, else 0: `torch.empty(count).bernoulli_(p)`, the same in either precision. */
  bernoulli(count: number, p: number): Float64Array {
    const numbers = new Float64Array(count);
    for (let i = 0; i < count; i++) numbers[i] = this.unit() < p ? 1 : 0;
    return numbers;
  }

  /** Uniform numbers from a place on. */
  private fillUnits(numbers: Float64Array, start: number, dtype: DType): void {
    const single = dtype === 'float32';
    for (let i = start; i < numbers.length; i++) numbers[i] = single ? this.unit24() : this.unit();
  }

  /** A number in [0, 1) with 24 random bits. */
  private unit24(): number {
    return (this.twister.random32() & 0xffffff) * 2 ** -24;
  }

  /** A number in [0, 1) with 53 random bits. */
  private unit(): number {
    const high = this.twister.random32() & 0x1fffff;
    return (high * 2 ** 32 + this.twister.random32()) * 2 ** -53;
  }

  /** A whole number below a limit from 64 random bits. */
  private below(limit: bigint): number {
    const high = BigInt(this.twister.random32());
    return Number(((high << 32n) | BigInt(this.twister.random32())) % limit);
  }

  /** One normal number of a pair; the other one is kept for the next time. */
  private nextNormal(): number {
    if (this.spare !== null) {
      const { spare } = this;
      this.spare = null;
      return spare;
    }
    const angular = this.unit();
    const [first, second] = normalPair(this.unit(), angular);
    this.spare = second;
    return first;
  }
}
