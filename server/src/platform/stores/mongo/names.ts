import type { mongo } from "mongoose";
import { StoreUnusable } from "@warmline/shared/store/port.ts";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";

/** `cases_v2`; collections of the first version have bare names. */
const VERSIONED = /^(.+)_v(\d+)$/;

/**
 * What a collection is called in the database. Each version has collections of its own, so that no
 * program works on those of another: an upgrade reads the one and fills the other.
 */
export function keptName(name: string, version = STORE_VERSION): string {
  return version === 1 ? name : `${name}_v${version}`;
}

/** The collections of one version by their own names; files belong to none. */
export async function namesOf(database: mongo.Db, version: number): Promise<string[]> {
  const listed = await database.listCollections({}, { nameOnly: true }).toArray();
  return listed.flatMap(({ name }) => {
    if (name.startsWith("system.") || isFile(name)) return [];
    const [, bare = name, suffix = "1"] = VERSIONED.exec(name) ?? [];
    return Number(suffix) === version ? [bare] : [];
  });
}

/** GridFS puts a dot into its names. */
export const isFile = (name: string) => name.includes(".");

/**
 * The version that the database is of, by its newest log; 0 where there is none. Throws
 * `StoreUnusable` when this program can neither open nor upgrade it.
 */
export async function versionOf(database: mongo.Db): Promise<number> {
  const listed = await database.listCollections({}, { nameOnly: true }).toArray();
  const versions = listed.flatMap(({ name }) => {
    const [, bare = name, suffix = "1"] = VERSIONED.exec(name) ?? [];
    return bare === "commits" ? [Number(suffix)] : [];
  });
  const version = Math.max(0, ...versions);
  const told = `the database ${database.databaseName} is of version ${version}`;
  if (version > STORE_VERSION) {
    throw new StoreUnusable(`${told}, this program of version ${STORE_VERSION}: use the newer one`);
  }
  if (version > 0 && version < STORE_VERSION - 1) {
    throw new StoreUnusable(
      `${told}, this program upgrades version ${STORE_VERSION - 1}: upgrade it with the programs ` +
        "in between first",
    );
  }
  return version;
}
