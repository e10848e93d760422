/** One Chromium for a whole test run: started by the ring's set-up, else by the first who asks. */
import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, needChromium } from '../../scripts/setup/chromium.mjs';

/** Where the ring's set-up says its browser listens. */
export const BROWSER_ADDRESS = 'TEST_BROWSER_ADDRESS';

let shared: Promise<Browser> | null = null;

/** The browser that all tests share. */
export function browser(): Promise<Browser> {
  const address = process.env[BROWSER_ADDRESS];
  shared ??= address ? chromium.connect(address) : launch();
  return shared;
}

/** Closes the shared browser, where this process started it. */
export async function closeBrowser(): Promise<void> {
  const running = shared;
  shared = null;
  await (await running)?.close();
}

async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await needChromium(), args: CHROMIUM_ARGUMENTS });
}
