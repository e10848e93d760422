/** One draw call for any number of equal shapes: a mesh of instanced quads over a buffer of numbers, one record a quad. */
import {
  Buffer,
  BufferUsage,
  Geometry,
  GlProgram,
  Mesh,
  Shader,
  type UniformGroup,
  type VertexFormat,
} from 'pixi.js';

/** Sources of a shader. */
export interface ShaderSource {
  readonly name: string;
  readonly vertex: string;
  readonly fragment: string;
}

/** Names and lengths of the numbers of one record, in order. */
export type Fields = Readonly<Record<string, 1 | 2 | 4>>;

const FORMATS = { 1: 'float32', 2: 'float32x2', 4: 'float32x4' } as const satisfies Record<
  number,
  VertexFormat
>;

/** (x, y) of a quad's corners: x 0 or 1, y -1 or 1. */
const CORNERS = [0, -1, 1, -1, 0, 1, 1, 1];

/** A kind of shape: compiled once for a stage, used by all its quads. */
export function quadShader(source: ShaderSource, uniforms: Record<string, UniformGroup>): Shader {
  const glProgram = GlProgram.from({ ...source, preferredFragmentPrecision: 'highp' });
  return new Shader({ glProgram, resources: uniforms });
}

/** The quads of one draw call. */
export class Quads {
  readonly mesh: Mesh<Geometry, Shader>;
  private readonly records: Buffer;
  private readonly corners: Buffer;
  private readonly stride: number;

  constructor(shader: Shader, fields: Fields) {
    const usage = BufferUsage.VERTEX | BufferUsage.COPY_DST;
    this.stride = Object.values(fields).reduce<number>((sum, length) => sum + length, 0);
    this.records = new Buffer({ data: new Float32Array(this.stride), usage, shrinkToFit: false });
    this.corners = new Buffer({ data: new Float32Array(CORNERS), usage });
    const geometry = new Geometry({
      topology: 'triangle-strip',
      attributes: { aCorner: { buffer: this.corners, format: 'float32x2' } },
    });
    let offset = 0;
    for (const [name, length] of Object.entries(fields)) {
      geometry.addAttribute(name, {
        buffer: this.records,
        format: FORMATS[length],
        stride: this.stride * 4,
        offset: offset * 4,
        instance: true,
      });
      offset += length;
    }
    this.mesh = new Mesh({ geometry, shader });
    this.mesh.visible = false;
  }

  /** Shows the first `count` records of `data`, which is read at the next draw and must not change before. */
  show(data: Float32Array, count: number): void {
    this.mesh.visible = count > 0;
    if (count === 0) return;
    this.mesh.geometry.instanceCount = count;
    this.records.setDataWithSize(data, count * this.stride, true);
  }

  destroy(): void {
    const { geometry } = this.mesh;
    this.mesh.destroy();
    geometry.destroy();
    this.records.destroy();
    this.corners.destroy();
  }
}
