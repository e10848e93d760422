/** The part of the vscode ring that drives the editor from outside, as a person would. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/vscode/*.test.ts'],
    passWithNoTests: false,
    globalSetup: ['test/support/browser-setup.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
