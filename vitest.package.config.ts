/** The package ring: what users get. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/package/**/*.test.ts'], passWithNoTests: false },
});
