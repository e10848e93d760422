/** The WebAssembly kernels and their memory, loaded when they are first needed. Compiled from `scripts/kernels/gemm.mjs`. */
import type { Values } from '../values';
import { GEMM_BYTES } from './gemm-bytes';

/** C = A B with any strides of A; addresses and strides in bytes. */
export type ProductNN = (
  m: number,
  n: number,
  k: number,
  a: number,
  b: number,
  c: number,
  rowA: number,
  columnA: number,
  rowB: number,
  rowC: number,
  more: number,
) => void;

/** C = A Bᵀ with contiguous rows of A and B; addresses and strides in bytes. */
export type ProductNT = (
  m: number,
  n: number,
  k: number,
  a: number,
  b: number,
  c: number,
  rowA: number,
  rowB: number,
  rowC: number,
) => void;

interface Products {
  readonly f32nn: ProductNN;
  readonly f64nn: ProductNN;
  readonly f32nt: ProductNT;
  readonly f64nt: ProductNT;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used of WebAssembly, which is not part of the language's own library; absent where it is switched off. */
declare const WebAssembly:
  | {
      readonly Memory: new (options: { initial: number }) => Memory;
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (module: object, imports: object) => { readonly exports: Products };
    }
  | undefined;
declare function atob(text: string): string;

const PAGE = 65_536;

/** Kernels with their memory. */
export class Kernels {
  readonly products: Products;
  private readonly memory: Memory;
  private f32 = new Float32Array(0);
  private f64 = new Float64Array(0);

  constructor(wasm: NonNullable<typeof WebAssembly>) {
    const bytes = Uint8Array.from(atob(GEMM_BYTES), (letter) => letter.charCodeAt(0));
    this.memory = new wasm.Memory({ initial: 1 });
    const env = { memory: this.memory };
    this.products = new wasm.Instance(new wasm.Module(bytes), { env }).exports;
  }

  /** The memory in one precision, at least so many elements long. */
  view(type: 'f32' | 'f64', count: number): Values {
    const missing = count * (type === 'f32' ? 4 : 8) - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    if (this.f32.buffer !== this.memory.buffer) {
      this.f32 = new Float32Array(this.memory.buffer);
      this.f64 = new Float64Array(this.memory.buffer);
    }
    return type === 'f32' ? this.f32 : this.f64;
  }
}

let kernels: Kernels | null | undefined;

/** The kernels; null where WebAssembly is switched off, forbidden by a content security policy, or without SIMD. */
export function loadKernels(): Kernels | null {
  if (kernels === undefined) {
    try {
      kernels = typeof WebAssembly === 'undefined' ? null : new Kernels(WebAssembly);
    } catch {
      kernels = null;
    }
  }
  return kernels;
}
