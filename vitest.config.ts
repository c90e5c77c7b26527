import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";

const SCREENS = "tests/e2e/**";

const CODE = [
  "{shared,bots,search,server,web,kiosk,demo,tools}/**/*.test.ts",
  "tests/**/*.test.ts",
];
// Its tree is large, partly deprecated and nobody's who runs Warmline: it is installed when wanted.
if (existsSync("wechaty/node_modules/wechaty")) CODE.push("wechaty/src/**/*.test.ts");
else {
  process.stderr.write(
    "left out: wechaty, not installed (npm ci --prefix wechaty --ignore-scripts)\n",
  );
}

/** A state is waited for as long as a busy machine needs, and no longer than a test lasts. */
const poll = { timeout: 10_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "code",
          include: CODE,
          exclude: ["**/node_modules/**", SCREENS],
          globalSetup: ["tools/require-engines.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          expect: { poll },
          // As many as cores; left to itself vitest keeps one core free, which of two is half.
          maxWorkers: "100%",
        },
      },
      {
        // One browser and one server at a time, when all else is done: what they measure counts.
        test: {
          name: "screens",
          include: [`${SCREENS}/*.test.ts`],
          globalSetup: ["tests/e2e/browser.global.ts"],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          expect: { poll },
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
