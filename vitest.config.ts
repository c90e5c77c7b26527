import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{shared,server,tools}/**/*.test.ts", "tests/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    testTimeout: 20_000,
  },
});
