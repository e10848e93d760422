/** The straight lines of a scene: one draw call for each batch, whose buffers go to the graphics card as they are. */
import { Container, type Shader } from 'pixi.js';
import type { LineBatch } from '../../src/core/scene/scene';
import { Quads } from './quads';
import { LINE_FIELDS } from './records';

/** Draws line batches into its container, in their order. */
export class LineLayer {
  readonly container = new Container();
  private batches = new Map<string, Quads>();

  constructor(private readonly shader: Shader) {}

  /** Shows these batches and no others. */
  show(batches: readonly LineBatch[]): void {
    const shown = new Map<string, Quads>();
    for (const { key, data, count } of batches) {
      const quads = this.batches.get(key) ?? new Quads(this.shader, LINE_FIELDS);
      quads.show(data, count);
      shown.set(key, quads);
    }
    for (const [key, quads] of this.batches) if (!shown.has(key)) quads.destroy();
    if (!sameKeys(this.batches, shown)) {
      this.container.removeChildren();
      for (const quads of shown.values()) this.container.addChild(quads.mesh);
    }
    this.batches = shown;
  }

  destroy(): void {
    this.show([]);
    this.container.destroy();
  }
}

function sameKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  const keys = [...b.keys()];
  return a.size === b.size && [...a.keys()].every((key, i) => key === keys[i]);
}
