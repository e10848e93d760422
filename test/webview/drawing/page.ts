/** The page of the drawing tests: hands the drawing modules to the tests that open it, under the policy of the real page. */
import * as exporting from '../../../webview/export';
import * as math from '../../../webview/math';
import * as renderer from '../../../webview/renderer';
import * as theme from '../../../webview/theme';
import { contrast } from '../../../webview/theme/contrast';
import * as scenes from './scenes';

/** Bytes as text, to leave the page quickly. */
function toBase64(bytes: Uint8Array | Uint8ClampedArray): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192)
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

const drawing = { ...renderer, ...math, ...theme, ...exporting, contrast, scenes, toBase64 };

declare global {
  interface Window {
    drawing: typeof drawing;
  }
}

window.drawing = drawing;
