/** What an export is made of. */
import type { Explanation } from '../../src/core/explain/explanation';
import type { Color, Scene } from '../../src/core/scene/scene';
import type { Theme } from '../theme';

/** A moment to be drawn into a file: a scene at whatever size is left for it, and what is said about it. */
export interface Picture {
  /** The scene for this size, in CSS pixels. */
  sceneFor(width: number, height: number): Scene;
  readonly explanation: Explanation;
  readonly theme: Theme;
  /** Colour of the kicker, such as the phase's; the theme's muted one by default. */
  readonly accent?: Color | undefined;
  /** Width over height of what the scene shows, so that the caption takes the room that it needs least. */
  readonly aspect?: number | undefined;
}

/** Width and height of a file in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Pictures at fixed time steps. All have the theme of the first. */
export interface Clip {
  readonly size: PictureSize;
  readonly frames: number;
  readonly framesPerSecond: number;
  /** The picture of a frame, from 0; always the same for the same frame. */
  pictureAt(frame: number): Picture;
}
