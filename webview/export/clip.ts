/** A clip as a GIF file. */
import type { Explanation } from '../../src/core/explain/explanation';
import type { Color, SceneTheme } from '../../src/core/scene/scene';
import { GifWriter } from './gif';
import { createPainter, type Painter } from './painter';
import { Palette, Samples } from './palette';
import { nextTask } from './pause';
import type { Clip } from './picture';

/** How an export is watched and given up. */
export interface ExportOptions {
  readonly signal?: AbortSignal;
  /** Frames written, of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Frames that the palette is made from. */
const PALETTE_FRAMES = 8;

/** Draws a clip into a GIF that runs for ever. Rejects with the signal's reason when it is given up. */
export async function exportClip(
  clip: Clip,
  { signal, onProgress }: ExportOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  onProgress?.(0, clip.frames);
  const first = clip.pictureAt(0);
  const explanations = await explanationsOf(clip, signal);
  const painter = await createPainter(clip.size, first, explanations, signal);
  try {
    const paint = painterOf(clip, painter, signal);
    const samples = new Samples();
    for (const frame of spread(clip.frames, PALETTE_FRAMES)) samples.add(await paint(frame));
    const palette = new Palette(samples.all(), colorsOf(first.theme.scene));
    const gif = new GifWriter(clip.size, palette, clip.framesPerSecond);
    for (let frame = 0; frame < clip.frames; frame += 1) {
      gif.add(await paint(frame));
      onProgress?.(frame + 1, clip.frames);
    }
    return gif.finish();
  } finally {
    painter.destroy();
  }
}

type Paint = (frame: number) => Promise<Uint32Array>;

function painterOf(clip: Clip, painter: Painter, signal: AbortSignal | undefined): Paint {
  return async (frame) => {
    await nextTask();
    signal?.throwIfAborted();
    const { data } = await painter.paint(clip.pictureAt(frame));
    return new Uint32Array(data.buffer);
  };
}

/** Everything that is said in a clip, each once. */
async function explanationsOf(
  clip: Clip,
  signal: AbortSignal | undefined,
): Promise<readonly Explanation[]> {
  const found = new Map<string, Explanation>();
  for (let frame = 0; frame < clip.frames; frame += 1) {
    const { explanation } = clip.pictureAt(frame);
    found.set(JSON.stringify(explanation), explanation);
    await nextTask();
    signal?.throwIfAborted();
  }
  return [...found.values()];
}

/** At most `count` frames, evenly spread from the first to the last. */
function spread(frames: number, count: number): readonly number[] {
  const picked = Math.min(frames, count);
  const step = picked > 1 ? (frames - 1) / (picked - 1) : 0;
  return Array.from({ length: picked }, (_, i) => Math.round(i * step));
}

function colorsOf(scene: SceneTheme): readonly Color[] {
  return Object.values(scene).filter((value): value is Color => typeof value === 'number');
}
