/** One picture as a PNG file. */
import { createPainter } from './painter';
import type { Picture, PictureSize } from './picture';

/** Draws a picture into a PNG of this size. */
export async function exportFrame(
  picture: Picture,
  size: PictureSize,
): Promise<Uint8Array<ArrayBuffer>> {
  const painter = await createPainter(size, picture, [picture.explanation]);
  try {
    const { data, width, height } = await painter.paint(picture);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')!.putImageData(new ImageData(data, width, height), 0, 0);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    return new Uint8Array(await blob!.arrayBuffer());
  } finally {
    painter.destroy();
  }
}
