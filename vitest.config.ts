import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { rulesetPlugin } from './compiler/vite-plugin.ts';

// WxtVitest does not load the Vite plugins of wxt.config.ts, so the ruleset plugin stands here again.
export default defineConfig({
  plugins: [rulesetPlugin(), WxtVitest()],
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['node_modules/**', 'tests/e2e/**'],
    testTimeout: 30_000,
  },
});
