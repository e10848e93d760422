/** Places labels in the order of their importance, so that no two overlap: who comes first stays, who does not fit is left out. */
import { boxesMeet, labelBox, type Box } from './metrics';
import type { Label } from './scene';

/** The labels of one frame. */
export class Placer {
  private readonly placed: Label[] = [];
  private readonly taken: Box[] = [];
  private readonly shapes: Box[] = [];

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {}

  get labels(): readonly Label[] {
    return this.placed;
  }

  /** Keeps labels off a drawn shape. */
  block(shape: Box): void {
    this.shapes.push(shape);
  }

  /**
   * Adds the label unless it would meet another one or a shape, or stand outside the frame; tells whether it was added. `clear` is the
   * distance in pixels that it keeps at its left and right.
   */
  add(label: Label, clear = 0): boolean {
    const box = labelBox(label);
    const wide = { ...box, halfWidth: box.halfWidth + clear };
    if (this.shapes.some((shape) => boxesMeet(wide, shape))) return false;
    if (this.taken.some((other) => boxesMeet(wide, other))) return false;
    return this.addInside(label);
  }

  /** Adds a label that may stand on a shape: a letter in its circle. */
  addInside(label: Label): boolean {
    const box = labelBox(label);
    if (!this.isInFrame(box) || this.taken.some((other) => boxesMeet(box, other))) return false;
    this.placed.push(label);
    this.taken.push(box);
    return true;
  }

  private isInFrame(box: Box): boolean {
    const reachX = box.halfWidth * Math.abs(box.cos) + box.halfHeight * Math.abs(box.sin);
    const reachY = box.halfWidth * Math.abs(box.sin) + box.halfHeight * Math.abs(box.cos);
    return (
      box.x >= reachX &&
      box.x + reachX <= this.width &&
      box.y >= reachY &&
      box.y + reachY <= this.height
    );
  }
}
