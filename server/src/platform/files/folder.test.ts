import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fileStoreContract } from "./contract.ts";
import { openFolderFiles } from "./folder.ts";

const folder = await mkdtemp(join(tmpdir(), "warmline-files-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

fileStoreContract("folder", () => openFolderFiles(folder));

test("leaves no drafts behind", async () => {
  const files = await openFolderFiles(folder);
  await files.put("draft-test-0001", Buffer.from("x"), "image/png");
  await expect(files.put("draft-test-0001", Buffer.from("y"), "image/png")).rejects.toThrow(
    /EEXIST/,
  );
  const names = await readdir(folder, { recursive: true });
  expect(names.filter((name) => name.includes("draft-test-0001."))).toEqual([]);
});

test("an id cannot lead out of the folder", async () => {
  const files = await openFolderFiles(folder);
  await expect(files.get("../../../../etc/passwd")).rejects.toThrow(/file id/);
});
