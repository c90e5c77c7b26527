import { describe } from "vitest";
import { MONGO_URL, type Engine } from "../testing.ts";

const ENGINES: readonly Engine[] = ["sqlite", "mongo"];

/**
 * The same suite on every engine; `%s` in its name is the engine. Without its URL the one on
 * MongoDB is reported as skipped, as whoever runs the tests alone has no such server.
 */
export function onEachEngine(name: string, suite: (engine: Engine) => void): void {
  for (const engine of ENGINES) {
    const missing = engine === "mongo" && MONGO_URL === undefined;
    // oxlint-disable-next-line vitest/valid-title, vitest/valid-describe-callback -- handed in
    describe.skipIf(missing).each([engine])(name, suite);
  }
}
