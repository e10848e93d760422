/** A canvas that draws scenes when it is told to, and does nothing in between. */
import 'pixi.js/unsafe-eval';
import { Container, Ticker, UniformGroup, WebGLRenderer, type Shader } from 'pixi.js';
import * as l10n from '@vscode/l10n';
import type { Scene } from '../../src/core/scene/scene';
import { LabelLayer } from './labels';
import { LineLayer } from './lines';
import { quadShader, Quads } from './quads';
import {
  DISC_FIELDS,
  discRecords,
  packDiscs,
  packPaths,
  PATH_FIELDS,
  segmentRecords,
} from './records';
import { DISCS, LINES, PATHS } from './shaders';

/** How a stage draws. */
export interface StageOptions {
  /** Font of plain labels, as in CSS; by default the one of the parent element. */
  readonly fontFamily?: string;
}

/** A drawn frame: rows from the top, four bytes (red, green, blue, 255) a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Makes a stage inside `parent`, or one that is seen nowhere; fails with a message for the reader where WebGL 2 is missing. */
export async function createStage(
  parent: HTMLElement | null,
  options: StageOptions = {},
): Promise<Stage> {
  const canvas = document.createElement('canvas');
  const renderer = await createRenderer(canvas);
  parent?.append(canvas);
  const inherited = parent && getComputedStyle(parent).fontFamily;
  return new Stage(renderer, canvas, options.fontFamily ?? (inherited || 'sans-serif'));
}

async function createRenderer(canvas: HTMLCanvasElement): Promise<WebGLRenderer> {
  // Pixi's housekeeping would run sixty times a second. All that is drawn here is let go of by name.
  Ticker.system.autoStart = false;
  Ticker.system.stop();
  const renderer = new WebGLRenderer();
  try {
    await renderer.init({
      canvas,
      width: 1,
      height: 1,
      antialias: false,
      backgroundAlpha: 1,
      gcActive: false,
      skipExtensionImports: true,
    });
    if (renderer.context.webGLVersion === 2) return renderer;
  } catch {
    // The reason is the same for all causes that a page can see.
  }
  throw new Error(
    l10n.t(
      'The picture needs WebGL 2, which is not available here. Turn on hardware acceleration, or update the graphics driver, and open the panel again.',
    ),
  );
}

/** Draws scenes on its canvas. */
export class Stage {
  private readonly root = new Container();
  private readonly frame = new UniformGroup({ uRatio: { value: 1, type: 'f32' } });
  private readonly shaders: Readonly<Record<'flat' | 'round' | 'path' | 'disc', Shader>>;
  private readonly lines: LineLayer;
  private readonly paths: Quads;
  private readonly pulses: LineLayer;
  private readonly discs: Quads;
  private readonly labels: LabelLayer;
  private readonly discData = discRecords();
  private readonly pathData = segmentRecords();
  private readonly restored = new Set<() => void>();

  /** Use `createStage`. */
  constructor(
    private readonly renderer: WebGLRenderer,
    readonly canvas: HTMLCanvasElement,
    fontFamily: string,
  ) {
    const { frame } = this;
    this.shaders = {
      flat: quadShader(LINES, { frame, ends: ends(0) }),
      round: quadShader(LINES, { frame, ends: ends(1) }),
      path: quadShader(PATHS, { frame }),
      disc: quadShader(DISCS, { frame }),
    };
    this.lines = new LineLayer(this.shaders.flat);
    this.paths = new Quads(this.shaders.path, PATH_FIELDS);
    this.pulses = new LineLayer(this.shaders.round);
    this.discs = new Quads(this.shaders.disc, DISC_FIELDS);
    this.labels = new LabelLayer(fontFamily);
    this.root.addChild(
      this.lines.container,
      this.paths.mesh,
      this.pulses.container,
      this.discs.mesh,
      this.labels.container,
    );
    canvas.addEventListener('webglcontextrestored', this.announce);
  }

  /** Draws a scene now. Does nothing while it has no size or the graphics context is lost. */
  draw(scene: Scene, pixelRatio = window.devicePixelRatio): void {
    if (scene.width < 1 || scene.height < 1 || this.renderer.context.isLost) return;
    this.resize(scene.width, scene.height, pixelRatio);
    this.renderer.background.color = scene.background;
    this.frame.uniforms.uRatio = pixelRatio;
    this.lines.show(scene.lines);
    this.pulses.show([scene.pulses]);
    packPaths(this.pathData, scene.paths);
    this.paths.show(this.pathData.data, this.pathData.count);
    packDiscs(this.discData, scene.discs);
    this.discs.show(this.discData.data, this.discData.count);
    this.labels.show(scene.labels, pixelRatio);
    this.renderer.render(this.root);
  }

  /** What was drawn last; only in the same task as `draw`. */
  readPixels(): Pixels {
    const { gl, context } = this.renderer;
    if (context.isLost) throw new Error(l10n.t('The graphics card was taken away. Try again.'));
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
    const upsideDown = new Uint8Array(width * height * 4);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upsideDown);
    const data = new Uint8ClampedArray(upsideDown.length);
    const row = width * 4;
    for (let y = 0; y < height; y += 1) {
      const from = (height - 1 - y) * row;
      data.set(upsideDown.subarray(from, from + row), y * row);
    }
    return { width, height, data };
  }

  /** Calls back when the graphics context is there again after a loss, so that the page can draw. Returns the way to stop that. */
  onRestored(callback: () => void): () => void {
    this.restored.add(callback);
    return () => this.restored.delete(callback);
  }

  /** Number of label textures held. */
  get labelTextures(): number {
    return this.labels.textureCount;
  }

  /** Takes the canvas away and lets go of everything on the graphics card. */
  destroy(): void {
    this.restored.clear();
    this.canvas.removeEventListener('webglcontextrestored', this.announce);
    this.lines.destroy();
    this.paths.destroy();
    this.pulses.destroy();
    this.discs.destroy();
    this.labels.destroy();
    for (const shader of Object.values(this.shaders)) shader.destroy();
    this.root.destroy();
    this.renderer.destroy({ removeView: true });
  }

  private resize(width: number, height: number, pixelRatio: number): void {
    this.renderer.resize(width, height, pixelRatio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
  }

  private readonly announce = (): void => {
    for (const callback of this.restored) callback();
  };
}

function ends(uRoundEnds: 0 | 1): UniformGroup {
  return new UniformGroup({ uRoundEnds: { value: uRoundEnds, type: 'f32' } });
}
