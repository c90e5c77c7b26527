import { expect, test } from "vitest";
import { onEachEngine } from "@warmline/server/domains/ledger/each-engine/testing.ts";
import { missed } from "./tamper/found.ts";
import { TAMPERINGS } from "./tamper/tamperings.ts";

onEachEngine("tampered with on %s", (engine) => {
  test.each(TAMPERINGS)("$how: found and named", async (tampering) =>
    expect(await missed(tampering, engine)).toBeNull(),
  );
});
