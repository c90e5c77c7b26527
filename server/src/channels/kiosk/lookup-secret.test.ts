import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { lookupAttempts, lookupSecrets } from "@warmline/shared/lookups/model.ts";
import { NUMBER, openKiosk, right, type KioskFixture } from "./fixture.ts";

let kiosk: KioskFixture;
beforeAll(async () => {
  kiosk = await openKiosk();
});
afterAll(() => kiosk.server.close());

const hashed = (text: string) => createHash("sha256").update(text).digest("hex");

test("what was asked for is kept under a secret, in no hash to be undone", async () => {
  const { store } = kiosk.server.deps;
  const phone = { by: "phone", value: "13912345678", digits: NUMBER.slice(-4) };
  for (const body of [right, phone]) await kiosk.ask("lookup", body, { key: null });
  const known = [`number/${NUMBER}`, "phone/13912345678", "phone/+8613912345678"].map(hashed);
  for (const one of known) expect(await store.get(lookupAttempts, `subject/${one}`)).toBeNull();
  const trail = JSON.stringify(await store.find(audit, { index: "byTime" }));
  const secret = await store.get(lookupSecrets, "look-ups");
  for (const one of [...known, secret?.key ?? "none"]) expect(trail).not.toContain(one);
  expect(secret?.rev).toBe(1);
});
