/** Types of the part of gifenc that is used. */
declare module 'gifenc' {
  export interface GifFrameOptions {
    /** Colours as [red, green, blue]; the first frame's palette is that of the file. */
    readonly palette?: number[][];
    /** Milliseconds, rounded to hundredths of a second. */
    readonly delay?: number;
    /** 0 = for ever. */
    readonly repeat?: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    readonly dispose?: number;
  }

  export interface GifEncoder {
    writeFrame(indices: Uint8Array, width: number, height: number, options?: GifFrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(): GifEncoder;
  export function quantize(rgba: Uint8Array, mostColors: number): number[][];
}
