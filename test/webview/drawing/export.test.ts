/** Exported pictures and clips, read back by the browser's own decoders. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedPage } from '../../support/page';
import { openDrawing, Picture } from './support';

let opened: OpenedPage;
beforeAll(async () => {
  opened = await openDrawing({ width: 500, height: 400, pixelRatio: 2 });
  await opened.page.evaluate(prepare);
});
afterAll(() => opened.close());

interface Prepared {
  /** A picture whose scene has a disc in the middle and a square in each corner. */
  pictureOf: (
    words?: Partial<Explained>,
    disc?: Partial<{ fill: number; x: number }>,
  ) => ExportPicture;
  /** Decoded frames of a file. */
  decode: (bytes: Uint8Array<ArrayBuffer>, type: string) => Promise<Decoded>;
  sceneSizes: [number, number][];
}
type ExportPicture = Parameters<Window['drawing']['exportFrame']>[0];
type Explained = ExportPicture['explanation'];
interface Decoded {
  width: number;
  height: number;
  repeats: number;
  frames: { milliseconds: number; base64: string }[];
}

declare global {
  interface Window {
    prepared: Prepared;
  }
}

/** Runs in the page. */
function prepare(): void {
  const { readTheme, scenes, toBase64 } = window.drawing;
  const sceneSizes: [number, number][] = [];
  window.prepared = {
    sceneSizes,
    pictureOf: (words = {}, disc = {}) => ({
      explanation: {
        kicker: 'Backward · out',
        title: 'Gradient of the weights',
        sentence: 'Each weight’s share of the error is what its target asks for.',
        symbolic: '\\frac{\\partial E}{\\partial w} = \\bwd{\\delta} a',
        numeric: '= \\bwd{-0.38} \\cdot 0.84 = -0.32',
        note: null,
        spoken: '',
        ...words,
      },
      theme: readTheme(),
      accent: 0xff00ff,
      sceneFor: (width, height) => {
        sceneSizes.push([width, height]);
        const corners = [0, width].flatMap((x) => [0, height].map((y) => [x, y] as const));
        return scenes.sceneOf({
          ...{ width, height, background: readTheme().scene.background },
          discs: [
            ...corners.map(([x, y]) => scenes.discOf({ x, y, radius: 8, fill: 0x00ff00 })),
            scenes.discOf({ x: width / 2, y: height / 2, radius: 30, ...disc }),
          ],
        });
      },
    }),
    decode: async (bytes, type) => {
      const decoder = new ImageDecoder({ data: bytes, type });
      await decoder.tracks.ready;
      const track = decoder.tracks.selectedTrack!;
      const frames: Decoded['frames'] = [];
      let size = [0, 0];
      for (let frameIndex = 0; frameIndex < track.frameCount; frameIndex += 1) {
        const { image } = await decoder.decode({ frameIndex });
        size = [image.displayWidth, image.displayHeight];
        const canvas = new OffscreenCanvas(size[0]!, size[1]!);
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        frames.push({
          milliseconds: (image.duration ?? 0) / 1000,
          base64: toBase64(context.getImageData(0, 0, size[0]!, size[1]!).data),
        });
        image.close();
      }
      return { width: size[0]!, height: size[1]!, repeats: track.repetitionCount, frames };
    },
  };
}

const pictureIn = (file: Decoded, frame = 0): Picture =>
  new Picture(file.width, file.height, Buffer.from(file.frames[frame]!.base64, 'base64'));

const BACKGROUND = 0x1f1f1f;

/** Exports one picture of this size and reads it. */
async function frame(
  width: number,
  height: number,
  words: Partial<Explained> = {},
  aspect?: number,
) {
  const { file, scene } = await opened.page.evaluate(
    async ({ size, words, aspect }) => {
      const { decode, pictureOf, sceneSizes } = window.prepared;
      const bytes = await window.drawing.exportFrame({ ...pictureOf(words), aspect }, size);
      return { file: await decode(bytes, 'image/png'), scene: sceneSizes.at(-1)! };
    },
    { size: { width, height }, words, aspect },
  );
  return { picture: pictureIn(file), scene, file };
}

describe('an exported picture', () => {
  it.each([
    [1280, 720],
    [640, 360],
    [600, 900],
    [1500, 500],
    [2560, 1440],
    [333, 777],
  ])('has %i × %i pixels with the whole scene and the words', async (width, height) => {
    const { picture, scene } = await frame(width, height);
    expect([picture.width, picture.height]).toEqual([width, height]);
    const ratio = Math.max(1, Math.min(width / 1280, height / 720));
    const [right, bottom] = [Math.round(scene[0] * ratio), Math.round(scene[1] * ratio)];
    const side = right < width;
    expect(side ? bottom : right).toBe(side ? height : width);
    expect(right * bottom).toBeGreaterThanOrEqual(width * height * 0.57);
    expect(picture.at(right / 2, bottom / 2)).toBe(0xff0000);
    for (const [x, y] of [
      [1, 1],
      [right - 2, 1],
      [1, bottom - 2],
      [right - 2, bottom - 2],
    ])
      expect(picture.at(x!, y!)).toBe(0x00ff00);
    const [left, top] = side ? [right, 0] : [0, bottom];
    const caption = [left + 4, top + 4, width - left - 8, height - top - 8] as const;
    expect(picture.ink(...caption, BACKGROUND)).toBeGreaterThan(300);
  });

  it('shows the kicker in its accent and the formula in the colours of the macros', async () => {
    const { picture } = await frame(1280, 720);
    const backward = 0xf2a33a;
    let [accents, backwards] = [0, 0];
    for (let y = 400; y < 720; y += 1) {
      for (let x = 0; x < 1280; x += 1) {
        if (picture.at(x, y) === 0xff00ff) accents += 1;
        if (picture.at(x, y) === backward) backwards += 1;
      }
    }
    expect(accents).toBeGreaterThan(30);
    expect(backwards).toBeGreaterThan(30);
  });

  it('clips nothing, however long the words and formulas are', async () => {
    const long = Array.from({ length: 40 }, (_, i) => `0.${i + 10} \\cdot 0.5`).join(' + ');
    const matrix = Array.from({ length: 12 }, (_, i) => `${i} & ${i}`).join(' \\\\ ');
    const words = {
      sentence: 'Many words that go on and on. '.repeat(30),
      numeric: `= ${long} \\begin{bmatrix} ${matrix} \\end{bmatrix}`,
      note: 'A note at the end, which is the last that would be lost.',
    };
    for (const [width, height] of [
      [1280, 720],
      [640, 360],
      [400, 800],
      [1500, 500],
    ] as const) {
      const { picture, scene } = await frame(width, height, words);
      const side = Math.round(scene[0]) < width;
      const [left, top] = side ? [Math.round(scene[0]), 0] : [0, Math.round(scene[1])];
      const rim = 3;
      const edges = [
        [left + rim, height - rim, width - left - rim, rim],
        [width - rim, top + rim, rim, height - top - rim],
        [left + rim, top + rim, width - left - rim, rim],
      ] as const;
      for (const [x, y, wide, high] of edges)
        expect(picture.ink(x, y, wide, high, BACKGROUND)).toBe(0);
      expect(picture.ink(left, top + 5, width - left, height - top, BACKGROUND)).toBeGreaterThan(
        500,
      );
    }
  });

  it('has the caption where the scene can best do without the room', async () => {
    const wide = await frame(1280, 720, {}, 4);
    expect(wide.scene[0]).toBe(1280);
    expect(wide.scene[1]).toBeLessThan(720);
    const high = await frame(1280, 720, {}, 0.8);
    expect(high.scene[0]).toBeLessThan(1280);
    expect(high.scene[1]).toBe(720);
  });

  it('does without formulas and without words', async () => {
    const empty = { kicker: '', title: '', sentence: '', symbolic: null, numeric: null };
    const { picture, scene } = await frame(1280, 720, empty);
    expect(picture.at(640, Math.round(scene[1] / 2))).toBe(0xff0000);
    expect(scene[1]).toBeGreaterThan(650);
  });

  it('is the same file each time, whatever the panel shows', async () => {
    const same = await opened.page.evaluate(async () => {
      const { exportFrame, createStage, toBase64, scenes } = window.drawing;
      const size = { width: 640, height: 360 };
      const first = toBase64(await exportFrame(window.prepared.pictureOf(), size));
      const stage = await createStage(document.body);
      stage.draw(scenes.sceneOf({ width: 50, height: 50 }));
      const second = toBase64(await exportFrame(window.prepared.pictureOf(), size));
      stage.destroy();
      return first === second;
    });
    expect(same).toBe(true);
  });

  it('says so when it is larger than can be drawn', async () => {
    const message = await opened.page.evaluate(() =>
      window.drawing
        .exportFrame(window.prepared.pictureOf(), { width: 40_000, height: 300 })
        .then(() => '', String),
    );
    expect(message).toContain('larger than');
  });
});

describe('an exported clip', () => {
  const exportMoving = () =>
    opened.page.evaluate(async () => {
      const { decode, pictureOf } = window.prepared;
      const progress: [number, number][] = [];
      const bytes = await window.drawing.exportClip(
        {
          size: { width: 480, height: 300 },
          frames: 9,
          framesPerSecond: 30,
          pictureAt: (i) =>
            pictureOf(i < 6 ? {} : { title: 'Later', numeric: '\\sum_{i=1}^n \\frac{x}{y}' }, {
              x: i < 3 ? 100 : 100 + 30 * i,
              fill: i === 8 ? 0x0000ff : 0xff0000,
            }),
        },
        { onProgress: (done, total) => progress.push([done, total]) },
      );
      return { file: await decode(bytes, 'image/gif'), progress, bytes: [...bytes.slice(0, 6)] };
    });

  it('has its frames with their colours and times', async () => {
    const { file, progress, bytes } = await exportMoving();
    expect(String.fromCharCode(...bytes)).toBe('GIF89a');
    expect([file.width, file.height]).toEqual([480, 300]);
    expect(file.repeats).toBe(Infinity);
    expect(progress).toEqual(Array.from({ length: 10 }, (_, i) => [i, 9]));
    // The first three frames are alike and last as one.
    expect(file.frames.length).toBe(7);
    const times = file.frames.map(({ milliseconds }) => milliseconds);
    expect(times[0]).toBe(100);
    expect(times.reduce((sum, time) => sum + time)).toBe(300);
    const first = pictureIn(file);
    const middle = Array.from({ length: 200 }, (_, y) => y).find(
      (y) => first.at(100, y) === 0xff0000,
    )!;
    expect(first.at(10, middle)).toBe(BACKGROUND);
    const last = pictureIn(file, 6);
    expect(last.at(340, middle + 25)).toBe(0x0000ff);
    expect(last.at(100, middle + 25)).toBe(BACKGROUND);
  });

  it('keeps the scene’s size while formulas change', async () => {
    const sizes = await opened.page
      .evaluate(() => {
        window.prepared.sceneSizes.length = 0;
      })
      .then(exportMoving)
      .then(() => opened.page.evaluate(() => window.prepared.sceneSizes));
    expect(sizes.length).toBeGreaterThan(9);
    expect(new Set(sizes.map(String)).size).toBe(1);
  });

  it('is the same file each time', async () => {
    const same = await opened.page.evaluate(async () => {
      const { exportClip, toBase64 } = window.drawing;
      const { pictureOf } = window.prepared;
      const clip = {
        ...{ size: { width: 320, height: 200 }, frames: 5, framesPerSecond: 12 },
        pictureAt: (i: number) => pictureOf({}, { x: 50 + i * 40 }),
      };
      return toBase64(await exportClip(clip)) === toBase64(await exportClip(clip));
    });
    expect(same).toBe(true);
  });

  it('can be given up, and lets go of its graphics context', async () => {
    const outcome = await opened.page.evaluate(async () => {
      const { exportClip, createStage, scenes } = window.drawing;
      const attempts: string[] = [];
      for (let attempt = 0; attempt < 20; attempt += 1) {
        const controller = new AbortController();
        const clip = {
          ...{ size: { width: 200, height: 150 }, frames: 50, framesPerSecond: 12 },
          pictureAt: (i: number) => window.prepared.pictureOf({}, { x: i * 4 }),
        };
        const onProgress = (done: number): void => {
          if (done === 1) controller.abort();
        };
        attempts.push(
          await exportClip(clip, { signal: controller.signal, onProgress }).then(
            () => 'done',
            (error: Error) => error.name,
          ),
        );
      }
      const stage = await createStage(null);
      stage.draw(scenes.sceneOf({ discs: [scenes.discOf({})] }), 1);
      const red = stage.readPixels().data[(50 * 200 + 100) * 4];
      stage.destroy();
      return { attempts, red };
    });
    expect(new Set(outcome.attempts)).toEqual(new Set(['AbortError']));
    expect(outcome.red).toBe(255);
  });

  it('lets the page work meanwhile', async () => {
    const longest = await opened.page.evaluate(async () => {
      let [last, longest, running] = [performance.now(), 0, true];
      const watch = new MessageChannel();
      watch.port1.onmessage = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        if (running) watch.port2.postMessage(null);
      };
      watch.port2.postMessage(null);
      const started = performance.now();
      await window.drawing.exportClip({
        ...{ size: { width: 640, height: 360 }, frames: 12, framesPerSecond: 12 },
        pictureAt: (i: number) => window.prepared.pictureOf({}, { x: 50 + i * 40 }),
      });
      running = false;
      return longest / (performance.now() - started);
    });
    expect(longest).toBeLessThan(0.5);
  });

  it('breaks no rule of the page', async () => {
    expect(await opened.violations()).toEqual([]);
    expect(opened.errors()).toEqual([]);
  });
});
