/** The unit ring: pure code in Node. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    passWithNoTests: false,
    // Nothing here keeps state between files, so modules are loaded once a worker and not once a file.
    isolate: false,
  },
});
