import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { rawRequest } from "../../platform/http/testing.ts";
import { startTestServer } from "../../testing.ts";

test("without an account there are no doors, and nothing of the carrier is loaded", async () => {
  const server = await startTestServer();
  try {
    for (const door of ["voice", "turn", "desk", "conference", "status", "recording", "fallback"]) {
      const path = `/hooks/twilio/${door}`;
      const answer = await rawRequest(server.url, path, { method: "POST", body: "a=1" });
      expect([door, answer.status]).toEqual([door, 404]);
    }
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    expect(loaded.filter((file) => file.includes("node_modules/twilio/"))).toEqual([]);
  } finally {
    await server.close();
  }
});
