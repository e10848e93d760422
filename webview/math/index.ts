/** Mathematics on the page: typeset by KaTeX, as elements and as images. */
export { loadMathFonts } from './fonts';
export { texImage, texSize, type TexImage, type TexImageOptions, type TexSize } from './image';
export { renderTex, type TexColors, type TexOptions } from './tex';
