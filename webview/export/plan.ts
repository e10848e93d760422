/** How a picture is divided between scene and caption; the same for all frames of a clip. */
import type { Explanation } from '../../src/core/explain/explanation';
import type { TexSize } from '../math';
import type { Theme } from '../theme';
import { layoutCaption, type CaptionStyle } from './caption';
import type { PictureSize } from './picture';

/** A rectangle in pixels of the file. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where scene and caption stand. */
export interface Plan {
  readonly scene: Box;
  readonly caption: Box;
  readonly style: CaptionStyle;
  /** Pixels of the file for one CSS pixel of scene and caption. */
  readonly pixelRatio: number;
}

/** What is to be planned. */
export interface PlanRequest {
  readonly size: PictureSize;
  readonly theme: Theme;
  readonly explanations: readonly Explanation[];
  readonly formulas: ReadonlyMap<string, TexSize>;
  /** Width over height of what the scene shows. */
  readonly aspect: number;
}

/** The size at which letters and lines have the sizes they have on screen; larger files are drawn larger. */
const REFERENCE = { width: 1280, height: 720 };
/** Shares that a caption may take. */
const SIDE = 0.36;
const BELOW = 0.42;
const SCALES = [1, 0.9, 0.8, 0.72, 0.64, 0.57, 0.5, 0.4, 0.3, 0.2];
const SMALLEST = 0.1;
/** Letters of this size, 1 = as planned, are as good as larger ones. */
const GOOD = 0.75;

/** A way to divide the picture, in CSS pixels. */
interface Division {
  readonly sceneWidth: number;
  readonly sceneHeight: number;
  readonly style: CaptionStyle;
  /** Size of the smallest letters, 1 = as planned. */
  readonly letters: number;
}

/** Divides a picture so that all of these captions fit and the scene is as large as it can be. */
export function planPicture(request: PlanRequest): Plan {
  const { size, aspect } = request;
  const pixelRatio = Math.max(
    1,
    Math.min(size.width / REFERENCE.width, size.height / REFERENCE.height),
  );
  const width = size.width / pixelRatio;
  const height = size.height / pixelRatio;
  const worth = ({ sceneWidth, sceneHeight, letters }: Division): number =>
    Math.min(sceneWidth / aspect, sceneHeight) * Math.min(1, letters / GOOD);
  const best = [
    below(request, width, height, 2),
    below(request, width, height, 1),
    beside(request, width, height),
  ].reduce((a, b) => (worth(b) > worth(a) ? b : a));
  const across = Math.round(best.sceneWidth * pixelRatio);
  const down = Math.round(best.sceneHeight * pixelRatio);
  const scene = { x: 0, y: 0, width: across, height: down };
  const caption =
    down < size.height
      ? { x: 0, y: down, width: size.width, height: size.height - down }
      : { x: across, y: 0, width: size.width - across, height: size.height };
  return { pixelRatio, style: best.style, scene, caption };
}

function below(request: PlanRequest, width: number, height: number, columns: 1 | 2): Division {
  const { style, needed, letters } = fit(request, width, height * BELOW, columns);
  const room = Math.min(needed, height * BELOW);
  const sceneHeight = height - room;
  return { sceneWidth: width, sceneHeight, style: { ...style, height: room }, letters };
}

function beside(request: PlanRequest, width: number, height: number): Division {
  const { style, letters } = fit(request, width * SIDE, height, 1);
  return { sceneWidth: width * (1 - SIDE), sceneHeight: height, style, letters };
}

/** The largest letters with which no caption's words are higher than the room; formulas may be made smaller than that. */
function fit(
  { theme, formulas, explanations }: PlanRequest,
  width: number,
  height: number,
  columns: 1 | 2,
): { style: CaptionStyle; needed: number; letters: number } {
  const captionsAt = (scale: number) => {
    const style = { theme, formulas, width, height, columns, scale };
    return explanations.map((explanation) => layoutCaption(explanation, style, ''));
  };
  const scale =
    SCALES.find((size) => captionsAt(size).every((caption) => caption.fits)) ?? SMALLEST;
  const captions = captionsAt(scale);
  return {
    style: { theme, formulas, width, height, columns, scale },
    needed: Math.max(0, ...captions.map((caption) => caption.heightNeeded)),
    letters: scale * Math.min(1, ...captions.map((caption) => caption.shrink)),
  };
}
