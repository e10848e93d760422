/**
 * Random numbers as PyTorch's CPU generator gives them after `torch.manual_seed(seed)`:
 * `Tensor.uniform_`, `torch.randn`, `torch.randint`. One call here draws what one call there draws.
 */
import type { DType } from '../model/graph';
import { fma } from './fma';
import { MersenneTwister } from './mt19937';

/** `randn` fills arrays of at least this many numbers in blocks of 16, shorter ones one after another. */
const BLOCK = 16;
const HALF = BLOCK / 2;

/** Where a generator stands: what follows is the same after every return to it. */
export interface GeneratorState {
  readonly words: Uint32Array;
  readonly next: number;
  readonly spare: number | null;
}

/** A seeded source of random numbers. */
export class Generator {
  private readonly twister: MersenneTwister;
  /** The second number of a pair of normal numbers, if one is left over. */
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

  /** `count` numbers of U[low, high): `torch.empty(count).uniform_(low, high)`, which scales with one rounding. */
  uniform(count: number, low: number, high: number, dtype: DType): Float64Array {
    if (dtype === 'float32') {
      const [from, range] = [Math.fround(low), Math.fround(high - low)];
      return new Float64Array(count).map(() => Math.fround(this.unit24() * range + from));
    }
    return new Float64Array(count).map(() => fma(this.unit(), high - low, low));
  }

  /** `count` integers in [low, high): `torch.randint(low, high, (count,))`, for ranges below 2^28. */
  randint(count: number, low: number, high: number): Float64Array {
    return new Float64Array(count).map(() => (this.twister.random32() % (high - low)) + low);
  }

  /** `count` numbers that are 1 with probability p, else 0: `torch.empty(count).bernoulli_(p)`. */
  bernoulli(count: number, p: number, dtype: DType): Float64Array {
    return this.uniform(count, 0, 1, dtype).map((u) => (u < p ? 1 : 0));
  }

  /** The integers from 0 to `count` − 1 in random order: `torch.randperm(count)`. */
  randperm(count: number): Float64Array {
    const order = Float64Array.from({ length: count }, (_, i) => i);
    for (let i = 0; i < count - 1; i++) {
      const j = i + (this.twister.random32() % (count - i));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  /** `count` normal numbers: `torch.empty(count).normal_(mean, std)`. */
  normal(count: number, mean: number, std: number, dtype: DType): Float64Array {
    return this.randn(count, dtype).map((z) => z * std + mean);
  }

  /** `count` normal numbers with mean 0 and deviation 1: `torch.randn(count)`. */
  randn(count: number, dtype: DType): Float64Array {
    const next = dtype === 'float32' ? () => this.unit24() : () => this.unit();
    if (count < BLOCK) return new Float64Array(count).map(() => this.normalPair());
    const numbers = new Float64Array(count).map(next);
    for (let start = 0; start + BLOCK <= count; start += BLOCK) normalizeBlock(numbers, start);
    if (count % BLOCK !== 0) {
      const start = count - BLOCK;
      for (let i = start; i < count; i++) numbers[i] = next();
      normalizeBlock(numbers, start);
    }
    return numbers;
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

  /** Box and Muller's transform of two uniform numbers into two normal ones. */
  private normalPair(): number {
    if (this.spare !== null) {
      const { spare } = this;
      this.spare = null;
      return spare;
    }
    const angle = 2 * Math.PI * this.unit();
    const radius = Math.sqrt(-2 * Math.log1p(-this.unit()));
    this.spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

/** Turns 16 uniform numbers into normal ones: radii from the first half, angles from the second. */
function normalizeBlock(numbers: Float64Array, start: number): void {
  for (let i = start; i < start + HALF; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - numbers[i]!));
    const angle = 2 * Math.PI * numbers[i + HALF]!;
    numbers[i] = radius * Math.cos(angle);
    numbers[i + HALF] = radius * Math.sin(angle);
  }
}
