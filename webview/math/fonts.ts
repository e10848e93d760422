/** The mathematics fonts: those of the page, and the same as text for pictures that have to carry their own. */

const LABEL_FONTS = ['16px KaTeX_Main', 'italic 16px KaTeX_Math'];

interface FontFace {
  readonly family: string;
  readonly weight: string;
  readonly style: string;
  readonly url: string;
}

interface Sheet {
  /** Style rules that KaTeX's elements need. */
  readonly rules: string;
  readonly faces: readonly FontFace[];
}

let folder: string | null = null;
let sheet: Promise<Sheet> | null = null;
const dataUris = new Map<string, Promise<string>>();

/**
 * Loads the fonts that labels are drawn with, so that the first picture is right. `dist` is where `webview.css` is served.
 * A font that cannot be had is replaced by one of the system; that is no reason to show nothing.
 */
export async function loadMathFonts(dist: string): Promise<void> {
  folder = dist;
  await loadFaces(new Set(LABEL_FONTS));
}

/** The faces that elements of the page use, each as a CSS font. */
export function facesIn(elements: Iterable<Element>): ReadonlySet<string> {
  const used = new Set<string>();
  for (const element of elements) {
    const { fontFamily, fontWeight, fontStyle } = getComputedStyle(element);
    const family = fontFamily.split(',')[0]!.replaceAll(/["']/g, '').trim();
    used.add(cssFont({ family, weight: fontWeight, style: fontStyle }));
  }
  return used;
}

/** Waits until the page has these faces, so that what uses them has its true size. */
export async function loadFaces(used: ReadonlySet<string>): Promise<void> {
  const missing = [...used].filter((font) => !document.fonts.check(font));
  await Promise.allSettled(missing.map((font) => document.fonts.load(font)));
}

/** CSS for a picture of typeset formulas: KaTeX's rules, and the faces in use as data. */
export async function inlineStyles(used: ReadonlySet<string>): Promise<string> {
  const { rules, faces } = await (sheet ??= forgetFailure(readSheet(), () => (sheet = null)));
  const wanted = faces.filter((face) => used.has(cssFont(face)));
  const fonts = await Promise.all(wanted.map(inlineFace));
  return [...fonts, rules].join('\n');
}

function cssFont(face: Pick<FontFace, 'family' | 'weight' | 'style'>): string {
  const bold = face.weight === 'bold' || Number(face.weight) >= 600;
  return `${face.style} ${bold ? 'bold' : 'normal'} 16px ${face.family}`;
}

async function readSheet(): Promise<Sheet> {
  if (folder === null) throw new Error('loadMathFonts has not been called.');
  const address = `${folder}/webview.css`;
  const parsed = new CSSStyleSheet();
  await parsed.replace(await (await load(address)).text());
  const rules: string[] = [];
  const faces: FontFace[] = [];
  for (const rule of parsed.cssRules) {
    if (rule instanceof CSSFontFaceRule) faces.push(...faceOf(rule, address));
    else if (rule instanceof CSSStyleRule && rule.selectorText.includes('.katex'))
      rules.push(rule.cssText);
  }
  return { rules: rules.join('\n'), faces };
}

function faceOf({ style }: CSSFontFaceRule, address: string): FontFace[] {
  const get = (name: string): string => style.getPropertyValue(name).replaceAll(/["']/g, '').trim();
  const url = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue('src'))?.[1];
  if (!url) return [];
  return [
    {
      family: get('font-family'),
      weight: get('font-weight') || 'normal',
      style: get('font-style') || 'normal',
      url: new URL(url, address).href,
    },
  ];
}

async function inlineFace(face: FontFace): Promise<string> {
  const data =
    dataUris.get(face.url) ?? forgetFailure(readData(face.url), () => dataUris.delete(face.url));
  dataUris.set(face.url, data);
  const { family, weight, style } = face;
  return `@font-face{font-family:${family};font-weight:${weight};font-style:${style};src:url(${await data})}`;
}

async function readData(url: string): Promise<string> {
  const blob = await (await load(url)).blob();
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result as string);
    reader.onerror = () => fail(reader.error ?? new Error(url));
    reader.readAsDataURL(blob);
  });
}

async function load(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

/** What failed once is tried again the next time. */
function forgetFailure<Value>(promise: Promise<Value>, forget: () => void): Promise<Value> {
  promise.catch(forget);
  return promise;
}
