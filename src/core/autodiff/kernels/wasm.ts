/** The kernels in WebAssembly SIMD, with their memory. Compiled from `scripts/kernels`. */
import type { Values } from '../values';
import { KERNEL_BYTES } from './bytes';
import type { Kernels, Loops } from './loops';

/** The loops of both precisions. */
type Exports = { readonly [K in keyof Loops as `f32${K}` | `f64${K}`]: Loops[K] };

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used of WebAssembly, which is not part of the language's own library; absent where it is switched off. */
declare const WebAssembly:
  | {
      readonly Memory: new (options: { initial: number }) => Memory;
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
    }
  | undefined;
declare function atob(text: string): string;

const PAGE = 65_536;

/** What both precisions share. */
interface Instance {
  readonly memory: Memory;
  readonly exports: Exports;
}

let instance: Instance | null | undefined;

/** The kernels of one precision; null where WebAssembly is switched off, forbidden by a content security policy, or without SIMD. */
export function wasmKernels(precision: 'f32' | 'f64'): Kernels | null {
  instance ??= load();
  if (!instance) return null;
  const { memory, exports } = instance;
  const array = precision === 'f32' ? Float32Array : Float64Array;
  let view: Values = new array(memory.buffer);
  return {
    nn: exports[`${precision}nn`],
    nt: exports[`${precision}nt`],
    gather: exports[`${precision}gather`],
    scatter: exports[`${precision}scatter`],
    add: exports[`${precision}add`],
    sub: exports[`${precision}sub`],
    mul: exports[`${precision}mul`],
    div: exports[`${precision}div`],
    pass: exports[`${precision}pass`],
    beat: exports[`${precision}beat`],
    only: exports[`${precision}only`],
    view(count) {
      const missing = count * array.BYTES_PER_ELEMENT - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      if (view.buffer !== memory.buffer) view = new array(memory.buffer);
      return view;
    },
  };
}

function load(): Instance | null {
  if (typeof WebAssembly === 'undefined') return null;
  try {
    const text = atob(KERNEL_BYTES);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const module = new WebAssembly.Module(bytes);
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { memory, exports };
  } catch {
    return null;
  }
}
