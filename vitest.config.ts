import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{shared,server,web,kiosk,tools}/**/*.test.ts", "tests/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    globalSetup: ["tools/require-engines.ts"],
    testTimeout: 20_000,
  },
});
