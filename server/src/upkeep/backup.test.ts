import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cases, caseSeries, type Case } from "@warmline/shared/cases/model.ts";
import { logins } from "@warmline/shared/staff/model.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { collections } from "../modules.ts";
import { openFolderFiles } from "../platform/files/folder.ts";
import { openSqliteStore } from "../platform/stores/sqlite/open.ts";

const cli = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const VERIFY = "../domains/ledger/verify-cli.ts";

let folder: string;
let data: string;
let store: Store | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "warmline-backup-"));
  data = join(folder, "data");
  await mkdir(data);
});
afterEach(async () => {
  await store?.close();
  store = undefined;
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function begin(name: string, args: readonly string[], into = data) {
  const env = { ...process.env, PROFILE: "embedded", DATA_DIR: into };
  const child = spawn(process.execPath, [cli(name), ...args], { env });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => said.push(chunk));
  }
  const ended = once(child, "exit").then(([code]): Ended => {
    return { code: code as number | null, said: Buffer.concat(said).toString() };
  });
  return { child, ended };
}

const run = (name: string, args: readonly string[], into?: string) => begin(name, args, into).ended;

async function opened(): Promise<Store> {
  store = await openSqliteStore({ file: join(data, "warmline.sqlite"), collections });
  await store.commit([insert(caseSeries, { id: "proof", last: 0 })]);
  return store;
}

/** One fact after the other until it is told to stop; answers how many were acknowledged. */
function working(of: Store) {
  const state = { acknowledged: 0, over: false };
  const done = (async () => {
    while (!state.over) {
      const series = (await of.get(caseSeries, "proof"))!;
      const last = series.last + 1;
      const login = insert(logins, { id: `proof-${last}`, staffId: null });
      const result = await of.commit([replace(caseSeries, series, { id: "proof", last }), login]);
      expect(result.ok).toBe(true);
      state.acknowledged = last;
    }
  })();
  return {
    state,
    async stop() {
      state.over = true;
      await done;
    },
  };
}

describe("a backup of a data folder", () => {
  test("under load is whole, with its files, and is restored and held to its anchor", async () => {
    const files = await openFolderFiles(join(data, "files"));
    await files.put("photo-00000001", Buffer.from("picture"), "image/png");
    const work = working(await opened());
    const target = join(folder, "one");
    const before = work.state.acknowledged;
    const made = await run("backup-cli.ts", [target]);
    await work.stop();
    expect(made).toMatchObject({ code: 0, said: expect.stringContaining("1 files") });
    const into = join(folder, "elsewhere");
    const restored = await run("restore-cli.ts", [target], into);
    expect(restored.code, restored.said).toBe(0);
    const [, anchor = ""] = /anchor (\d+:\w+);/.exec(restored.said) ?? [];
    const verified = await run(VERIFY, ["--anchor", anchor], into);
    expect(verified).toMatchObject({ code: 0, said: expect.stringContaining(`anchor ${anchor}`) });
    const copy = await openSqliteStore({ file: join(into, "warmline.sqlite"), collections });
    const { last } = (await copy.get(caseSeries, "proof"))!;
    expect(last).toBeGreaterThanOrEqual(before);
    expect(await copy.size(logins)).toBe(last);
    await copy.close();
    const photo = await (await openFolderFiles(join(into, "files"))).get("photo-00000001");
    expect(photo?.content.toString()).toBe("picture");
    // A second one does not go over the first.
    expect(await run("backup-cli.ts", [target])).toMatchObject({
      code: 1,
      said: expect.stringContaining("is there already"),
    });
  }, 60_000);

  test("is kept when a file that a case names is gone, and says so", async () => {
    const of = await opened();
    const files = await openFolderFiles(join(data, "files"));
    await files.put("photo-00000001", Buffer.from("picture"), "image/png");
    const attachments = ["photo-00000001", "photo-00000002"].map((fileId) => ({ fileId }));
    await of.commit([insert(cases, { id: "c", attachments } as unknown as Body<Case>)]);
    const target = join(folder, "one");
    const said = expect.stringContaining("cases/c: photo-00000002");
    expect(await run("backup-cli.ts", [target])).toMatchObject({ code: 1, said });
    const into = join(folder, "elsewhere");
    expect(await run("restore-cli.ts", [target], into)).toMatchObject({ code: 1, said });
    expect((await readdir(into)).toSorted()).toEqual(["files", "warmline.sqlite"]);
    await rm(join(target, "files"), { recursive: true });
    const worse = await run("restore-cli.ts", [target], join(folder, "third"));
    expect(worse.said).toContain("cases/c: photo-00000001");
  }, 60_000);

  test("that was killed leaves nothing under its name, and nothing that is a backup", async () => {
    const work = working(await opened());
    const target = join(folder, "killed");
    const { child, ended } = begin("backup-cli.ts", [target]);
    const isPart = (name: string) => name.startsWith("killed.part-");
    while (!(await readdir(folder)).some(isPart)) await sleep(2);
    child.kill("SIGKILL");
    await ended;
    await work.stop();
    expect(existsSync(target)).toBe(false);
    const part = (await readdir(folder)).find(isPart)!;
    expect(await run("restore-cli.ts", [join(folder, part)], join(folder, "no"))).toMatchObject({
      code: 1,
      said: expect.stringContaining("is no backup"),
    });
  }, 60_000);

  test("of a damaged store is not made", async () => {
    const of = await opened();
    await of.commit([insert(logins, { id: "a", staffId: null })]);
    await of.close();
    store = undefined;
    const { DatabaseSync } = await import("node:sqlite");
    const database = new DatabaseSync(join(data, "warmline.sqlite"));
    database.exec(`UPDATE logins SET body = '{"staffId":"x"}'`);
    database.close();
    const made = await run("backup-cli.ts", [join(folder, "bad")]);
    expect(made).toMatchObject({ code: 1, said: expect.stringContaining("logins/a is not what") });
    expect((await readdir(folder)).toSorted()).toEqual(["data"]);
  }, 60_000);
});

describe("a restore into a data folder", () => {
  let backup: string;

  beforeEach(async () => {
    const of = await opened();
    await of.commit([insert(logins, { id: "a", staffId: null })]);
    backup = join(folder, "backup");
    await run("backup-cli.ts", [backup]);
  }, 60_000);

  test("that is in use, or has the log of a killed process, is refused", async () => {
    const refused = await run("restore-cli.ts", [backup]);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining("is in use") });
    const other = join(folder, "other");
    await mkdir(other);
    await writeFile(join(other, "warmline.sqlite-wal"), "left over");
    const left = await run("restore-cli.ts", [backup], other);
    expect(left).toMatchObject({ code: 1, said: expect.stringContaining("warmline.sqlite-wal") });
    expect(await readFile(join(other, "warmline.sqlite-wal"), "utf8")).toBe("left over");
  }, 60_000);

  test("that was killed cannot be served from, and is begun anew", async () => {
    const other = join(folder, "other");
    for (let kill = 0; kill < 3; kill += 1) {
      const { child, ended } = begin("restore-cli.ts", [backup], other);
      while (!existsSync(join(other, "restoring")) && child.exitCode === null) await sleep(2);
      await sleep(kill * 20);
      child.kill("SIGKILL");
      await ended;
      if (!existsSync(join(other, "restoring"))) break;
      const { openEngines } = await import("../engines.ts");
      const { readConfig } = await import("../config.ts");
      const { pino } = await import("pino");
      const config = readConfig({ DATA_DIR: other });
      const served = openEngines(config, pino({ level: "silent" }), collections);
      await expect(served).rejects.toThrow(/restore into .* was cut short/);
    }
    await rm(other, { recursive: true, force: true });
    await mkdir(join(other, "restoring", "files"), { recursive: true });
    await mkdir(join(other, "files"));
    expect(await run("restore-cli.ts", [backup], other)).toMatchObject({ code: 0 });
    expect((await readdir(other)).toSorted()).toEqual(["files", "warmline.sqlite"]);
  }, 60_000);

  test("of something else is refused: no backup, another engine, a swapped file", async () => {
    const other = join(folder, "other");
    const file = join(backup, "backup.json");
    const manifest = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
    const refused = async (change: object, said: string) => {
      await writeFile(file, JSON.stringify({ ...manifest, ...change }));
      const ended = await run("restore-cli.ts", [backup], other);
      expect(ended).toMatchObject({ code: 1, said: expect.stringContaining(said) });
      expect(existsSync(join(other, "warmline.sqlite"))).toBe(false);
    };
    await refused({ engine: "mongo" }, "PROFILE");
    await refused({ version: 1 }, "is of version 1");
    await refused({ anchor: { position: 2, hash: "0".repeat(64) } }, "not that of the anchor");
    expect(await run("restore-cli.ts", [folder], other)).toMatchObject({
      code: 1,
      said: expect.stringContaining("is no backup"),
    });
  }, 60_000);
});
