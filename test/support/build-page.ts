/** Set-up of the webview ring: builds the page and its worker as they are shipped. */
import { existsSync } from 'node:fs';
import { buildProduct } from '../../esbuild.mjs';

export default async function setup(): Promise<void> {
  if (!existsSync('webview/main.ts')) return;
  await buildProduct({ only: ['webview', 'engine'] });
}
