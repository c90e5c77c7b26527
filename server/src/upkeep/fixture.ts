import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { collections } from "../modules.ts";
import { createInProcessNotifier } from "../platform/notifier/in-process.ts";
import { connect } from "../platform/stores/mongo/connection.ts";
import { openMongoStore } from "../platform/stores/mongo/open.ts";
import { openMongoUpgrade } from "../platform/stores/mongo/upgrade-site.ts";
import { openSqliteStore } from "../platform/stores/sqlite/open.ts";
import { openSqliteUpgrade } from "../platform/stores/sqlite/upgrade-site.ts";
import type { UpgradeSite } from "../platform/stores/upgrade.ts";

/** For tests and proofs: the store that commit 2811743 left, on either engine. */

export const MONGO_URL = process.env["WARMLINE_TEST_MONGO_URL"];

export interface OldStore {
  readonly engine: "sqlite" | "mongo";
  /** Settings of a process that is to work on it. */
  readonly environment: Record<string, string>;
  /** By collection and id, as the old program left them. */
  former(): Promise<Map<string, Map<string, Record<string, unknown>>>>;
  site(): Promise<UpgradeSite | null>;
  open(more?: readonly Collection[]): Promise<Store>;
  remove(): Promise<void>;
}

const fixture = async (name: string): Promise<Buffer> =>
  gunzipSync(await readFile(new URL(`../../../tests/fixtures/${name}.gz`, import.meta.url)));

export async function oldSqlite(): Promise<OldStore & { readonly file: string }> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-old-"));
  const file = join(folder, "warmline.sqlite");
  await writeFile(file, await fixture("store-2811743.sqlite"));
  return {
    engine: "sqlite",
    file,
    environment: { PROFILE: "embedded", DATA_DIR: folder },
    async former() {
      const site = openSqliteUpgrade(file)!;
      const names = await site.former.names();
      const all = await Promise.all(names.map((name) => site.former.page(name, "", 10_000)));
      await site.close();
      const byId = (place: number) => new Map((all[place] ?? []).map((body) => [body.id, body]));
      return new Map(names.map((name, place) => [name, byId(place)]));
    },
    site: async () => openSqliteUpgrade(file),
    open: (more = []) => openSqliteStore({ file, collections: [...collections, ...more] }),
    remove: () => rm(folder, { recursive: true }),
  };
}

export async function oldMongo(): Promise<OldStore & { readonly database: string }> {
  const url = MONGO_URL ?? "";
  const database = `warmline_test_${randomUUID().slice(0, 8)}`;
  const text = (await fixture("store-2811743.mongo.json")).toString();
  const old = JSON.parse(text) as Record<string, { _id: string; rev: number }[]>;
  const connection = await connect({ url, database, waitMs: 10_000 });
  for (const [name, documents] of Object.entries(old)) {
    if (documents.length > 0)
      await connection.database.collection(name).insertMany(documents as []);
  }
  const OWN = new Set(["commits", "marks"]);
  return {
    engine: "mongo",
    database,
    environment: {
      PROFILE: "cluster",
      MONGO_URL: url,
      MONGO_DATABASE: database,
      REDIS_URL: process.env["WARMLINE_TEST_REDIS_URL"] ?? "",
    },
    async former() {
      const kept = Object.entries(old).filter(([name, { length }]) => length > 0 && !OWN.has(name));
      return new Map(
        kept.map(([name, documents]) => [
          name,
          new Map(documents.map((one) => withId(one)).map((one) => [String(one["id"]), one])),
        ]),
      );
    },
    site: () => openMongoUpgrade({ url, database }),
    open: (more = []) =>
      openMongoStore({
        url,
        database,
        collections: [...collections, ...more],
        notifier: createInProcessNotifier(),
      }),
    async remove() {
      await connection.database.dropDatabase();
      await connection.close();
    },
  };
}

function withId({ _id, ...body }: { readonly _id: string }): Record<string, unknown> {
  return { ...body, id: _id };
}
