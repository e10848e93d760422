/** The unit ring: pure code in Node. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/unit/**/*.test.ts'], passWithNoTests: false },
});
