/** Turns formulas into images, so that exported pictures contain them. */
import { facesIn, inlineStyles, loadFaces } from './fonts';
import { renderTex, type TexOptions } from './tex';

/** How a formula becomes an image. */
export interface TexImageOptions extends TexOptions {
  /** Size of the surrounding text in pixels. */
  readonly size: number;
  /** Colour of what no macro colours, as in CSS. */
  readonly foreground: string;
}

/** A formula as an image without a background; it stays sharp when it is drawn larger. */
export interface TexImage {
  readonly image: HTMLImageElement;
  readonly width: number;
  readonly height: number;
}

/** Width and height of a formula in pixels. */
export interface TexSize {
  readonly width: number;
  readonly height: number;
}

/** Room on each side for ink that reaches out of its box. */
const MARGIN = 2;
/** Images kept; an exported clip seldom has more formulas than this between two that are alike. */
const KEPT = 100;

const images = new Map<string, Promise<TexImage>>();

/** Measures a formula without drawing it. */
export async function texSize(tex: string, options: TexImageOptions): Promise<TexSize> {
  const { width, height } = await typeset(tex, options);
  return { width, height };
}

/** Draws a formula; the same formula is drawn once. */
export function texImage(tex: string, options: TexImageOptions): Promise<TexImage> {
  const key = JSON.stringify([tex, options]);
  const image = images.get(key) ?? draw(tex, options);
  images.delete(key);
  images.set(key, image);
  image.catch(() => images.delete(key));
  const oldest = images.keys().next().value;
  if (images.size > KEPT && oldest !== undefined) images.delete(oldest);
  return image;
}

async function draw(tex: string, options: TexImageOptions): Promise<TexImage> {
  const { markup, faces, width, height } = await typeset(tex, options);
  const image = new Image();
  const svg = svgOf(markup, await inlineStyles(faces), width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return { image, width, height };
}

function svgOf(markup: string, styles: string, width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%"><style xmlns="http://www.w3.org/1999/xhtml">${styles}</style>${markup}</foreignObject></svg>`;
}

interface Typeset extends TexSize {
  readonly markup: string;
  readonly faces: ReadonlySet<string>;
}

/** Sets the formula out of sight, where it can be measured. */
async function typeset(tex: string, options: TexImageOptions): Promise<Typeset> {
  const formula = document.createElement('div');
  Object.assign(formula.style, {
    width: 'max-content',
    padding: `${MARGIN}px`,
    font: `${options.size}px/1.2 KaTeX_Main, serif`,
    color: options.foreground,
  });
  renderTex(formula, tex, options);
  // A picture needs no words for screen readers, and no space around.
  formula.querySelector('.katex-mathml')?.remove();
  const display = formula.querySelector<HTMLElement>('.katex-display');
  if (display) display.style.margin = '0';
  const backstage = document.createElement('div');
  Object.assign(backstage.style, { position: 'absolute', top: '0', visibility: 'hidden' });
  backstage.append(formula);
  document.body.append(backstage);
  try {
    const faces = facesIn(formula.querySelectorAll('*'));
    await loadFaces(faces);
    const { width, height } = formula.getBoundingClientRect();
    const markup = new XMLSerializer().serializeToString(formula);
    return { markup, faces, width: Math.ceil(width), height: Math.ceil(height) };
  } finally {
    backstage.remove();
  }
}
