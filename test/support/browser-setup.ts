/** Set-up of a ring that needs Chromium: starts one browser for all of its files and stops it at the end. */
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, needChromium } from '../../scripts/setup/chromium.mjs';
import { BROWSER_ADDRESS } from './browser';

export default async function setup(): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({
    executablePath: await needChromium(),
    args: CHROMIUM_ARGUMENTS,
    host: '127.0.0.1',
  });
  process.env[BROWSER_ADDRESS] = server.wsEndpoint();
  return () => server.close();
}
