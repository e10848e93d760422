/**
 * Random numbers as PyTorch's CPU generator gives them in double precision after `torch.manual_seed(seed)`:
 * `Tensor.uniform_`, `torch.randn`, `torch.randint`. One call here draws what one call there draws.
 */
import { fma } from './fma';
import { MersenneTwister } from './mt19937';

/** `randn` fills arrays of at least this many numbers in blocks of 16, shorter ones one after another. */
const BLOCK = 16;
const HALF = BLOCK / 2;

/** A seeded source of random numbers. */
export class Generator {
  private readonly twister: MersenneTwister;
  /** The second number of a pair of normal numbers, if one is left over. */
  private spare: number | null = null;

  constructor(seed: number) {
    this.twister = new MersenneTwister(seed);
  }

  /** `count` numbers of U(low, high): `torch.empty(count).uniform_(low, high)`, which scales with one rounding. */
  uniform(count: number, low: number, high: number): Float64Array {
    return new Float64Array(count).map(() => fma(this.unit(), high - low, low));
  }

  /** `count` integers in [low, high): `torch.randint(low, high, (count,))`, for ranges below 2^28. */
  randint(count: number, low: number, high: number): Float64Array {
    return new Float64Array(count).map(() => (this.twister.random32() % (high - low)) + low);
  }

  /** `count` normal numbers with mean 0 and deviation 1: `torch.randn(count)`. */
  randn(count: number): Float64Array {
    if (count < BLOCK) return new Float64Array(count).map(() => this.normal());
    const numbers = new Float64Array(count).map(() => this.unit());
    for (let start = 0; start + BLOCK <= count; start += BLOCK) normalizeBlock(numbers, start);
    if (count % BLOCK !== 0) {
      const start = count - BLOCK;
      for (let i = start; i < count; i++) numbers[i] = this.unit();
      normalizeBlock(numbers, start);
    }
    return numbers;
  }

  /** A number in [0, 1) with 53 random bits. */
  private unit(): number {
    const high = this.twister.random32() & 0x1fffff;
    return (high * 2 ** 32 + this.twister.random32()) * 2 ** -53;
  }

  /** Box and Muller's transform of two uniform numbers into two normal ones. */
  private normal(): number {
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
