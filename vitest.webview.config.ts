/** The webview ring: the real page in Chromium. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/webview/**/*.test.ts'],
    passWithNoTests: false,
    globalSetup: ['test/support/build-page.ts', 'test/support/browser-setup.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
