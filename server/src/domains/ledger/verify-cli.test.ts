import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { charge } from "./charge-commands.ts";
import { caller, done, openLedgerRoom, settle } from "./testing.ts";

const CLI = fileURLToPath(new URL("verify-cli.ts", import.meta.url));

/** Runs beside the server on the same data, as `npm run verify` does. */
function verify(folder: string): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATA_DIR: folder, PROFILE: "embedded" };
    execFile(process.execPath, [CLI], { env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr });
    });
  });
}

test("says that the journal is sound, or where it is not, and by its exit code too", async () => {
  const room = await openLedgerRoom();
  const [id = ""] = await settle(room.deps);
  await done(room.deps, caller(), charge, { id, season: "2025-2026" });
  const folder = dirname(room.file);
  expect(await verify(folder)).toMatchObject({ code: 0, said: expect.stringContaining("sound") });

  const database = new DatabaseSync(room.file);
  database.exec(`DROP TRIGGER "entries.noUPDATE"`);
  database.exec("UPDATE entries SET body = json_set(body, '$.lines[0].amountFen', 1)");
  database.close();
  const found = await verify(folder);
  expect(found.code).toBe(1);
  expect(found.said).toContain("household h0 entry 1");
  expect(found.said).toContain("被改动");
  await room.close();
});
