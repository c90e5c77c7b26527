import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const SERVER = fileURLToPath(new URL("main.ts", import.meta.url));
const VERIFY = fileURLToPath(new URL("domains/ledger/verify-cli.ts", import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warmline-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(program: string, dataDir: string): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, DATA_DIR: dataDir, PROFILE: "embedded", DEMO: "false", PORT: "0" };
  const child = spawn(process.execPath, [program], { env });
  let said = "";
  child.stdout.on("data", (data: Buffer) => (said += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, said })));
}

function emptyFolder(name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

function noDatabase(name: string): string {
  const made = emptyFolder(name);
  writeFileSync(join(made, "warmline.sqlite"), "no database ".repeat(1_000));
  return made;
}

function belowFile(name: string): string {
  writeFileSync(join(folder, name), "");
  return join(folder, name, "data");
}

/** Root may write everywhere. */
function readOnly(name: string): string {
  const made = emptyFolder(name);
  chmodSync(made, 0o500);
  return made;
}
const isRoot = process.getuid?.() === 0;

test.each([
  ["verify", "a folder without data", emptyFolder, "there is no"],
  ["verify", "a file that is no database", noDatabase, "is not a database"],
  ["the server", "a file that is no database", noDatabase, "is not a database"],
  ["the server", "a folder that cannot be made", belowFile, "cannot be made"],
  ...(isRoot
    ? []
    : [["the server", "a folder that is read-only", readOnly, "may this process"] as const]),
] as const)("%s ends with one sentence: %s", async (name, what, make, words) => {
  const program = name === "verify" ? VERIFY : SERVER;
  const dataDir = make(what.replaceAll(" ", "-") + (program === SERVER ? "" : "-verify"));
  const { code, said } = await run(program, dataDir);
  expect(said).toContain(words);
  expect(said.trim().split("\n")).toHaveLength(1);
  expect(code).toBe(1);
  const left = make === emptyFolder ? readdirSync(dataDir) : [];
  expect(left).toEqual([]);
});
