/** Set-up of the webview ring: builds the page and its worker as they are shipped. */
import { buildProduct } from '../../esbuild.mjs';

export default async function setup(): Promise<void> {
  await buildProduct({ only: ['webview', 'engine'] });
}
