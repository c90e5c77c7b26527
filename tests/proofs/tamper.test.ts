import { describe, expect, test } from "vitest";
import { MONGO_URL, type Engine } from "@warmline/server/domains/ledger/testing.ts";
import { missed } from "./tamper/found.ts";
import { TAMPERINGS } from "./tamper/tamperings.ts";

const ENGINES: readonly Engine[] = ["sqlite", "mongo"];

describe.each(ENGINES)("tampered with on %s", (engine) => {
  test.skipIf(engine === "mongo" && MONGO_URL === undefined).each(TAMPERINGS)(
    "$how: found and named",
    async (tampering) => expect(await missed(tampering, engine)).toBeNull(),
  );
});
