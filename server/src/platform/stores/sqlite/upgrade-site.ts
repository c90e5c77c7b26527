import { existsSync, linkSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join, parse } from "node:path";
import { StoreUnusable } from "@warmline/shared/store/port.ts";
import type { FormerDocument, FormerStore } from "@warmline/shared/store/upgrade.ts";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";
import type { UpgradeSite } from "../upgrade.ts";
import { connectAlone, connectReader, portError, type Connection } from "./connection.ts";
import { readHead } from "./log.ts";
import { openSqliteStore } from "./open.ts";
import { documentOf, type Row } from "./rows.ts";
import { CLOSED, LOG, column, quote, versionOf } from "./schema.ts";
import { syncFolder } from "./sync.ts";

/**
 * The file of the version before, read under a lock that keeps every other process out, and the new
 * one beside it until it is whole. Null: the file is of this version. Throws `StoreUnusable` when
 * it is of none that this program can upgrade, `StoreUnavailable` while a server is at work on it.
 */
export function openSqliteUpgrade(file: string): UpgradeSite | null {
  if (!existsSync(file)) {
    throw new StoreUnusable(`there is no ${file}: is DATA_DIR the right folder?`);
  }
  if (versionIn(file) === STORE_VERSION) return null;
  const connection = connectAlone(file);
  try {
    return siteOf(connection, versionOf(connection.database));
  } catch (error) {
    connection.close();
    throw portError(error, file);
  }
}

/** Asked without a lock, as a server may be at work on a file that needs no upgrade. */
function versionIn(file: string): number {
  const connection = connectReader(file);
  try {
    return versionOf(connection.database);
  } catch (error) {
    throw portError(error, file);
  } finally {
    connection.close();
  }
}

function siteOf(connection: Connection, version: number): UpgradeSite {
  const { file, database } = connection;
  const { dir, name, ext } = parse(file);
  // A file that was written to since an upgrade was cut short is upgraded from the beginning.
  const head = readHead(connection);
  const next = `${file}.next-${head}`;
  for (const other of readdirSync(dir)) {
    const isNext = other.startsWith(`${basename(file)}.next-`);
    if (isNext && !other.startsWith(basename(next))) rmSync(join(dir, other));
  }
  const kept = join(dir, `${name}.version-${version}${ext}`);
  if (existsSync(kept) && statSync(kept).ino !== statSync(file).ino) {
    throw new StoreUnusable(`${kept} is in the way: move it elsewhere first`);
  }
  return {
    former: formerIn(connection, version),
    openNext: (collections) => openSqliteStore({ file: next, collections }),
    async finish() {
      // A program that waits for the lock with the former file open is not to go on with it.
      database.exec(`PRAGMA user_version = ${CLOSED + version}; COMMIT`);
      if (!existsSync(kept)) linkSync(file, kept);
      syncFolder(dir);
      renameSync(next, file);
      syncFolder(dir);
      return kept;
    },
    close: async () => connection.close(),
  };
}

function formerIn({ prepare }: Connection, version: number): FormerStore {
  const rows = (sql: string, ...parameters: (string | number)[]) =>
    (prepare(sql).all(...parameters) as unknown as Row[]).map(documentOf<FormerDocument>);

  return {
    version,
    async names() {
      const found = prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%.%' " +
          "AND name NOT LIKE 'sqlite_%' AND name <> ? ORDER BY name",
      ).all(LOG);
      return found
        .map((row) => String(row["name"]))
        .filter((name) => prepare(`SELECT 1 FROM ${quote(name)} LIMIT 1`).get() !== undefined);
    },
    async count(name) {
      const row = prepare(`SELECT count(*) AS count FROM ${quote(name)}`).get();
      return Number(row?.["count"]);
    },
    page: async (name, after, limit) =>
      rows(
        `SELECT id, rev, body FROM ${quote(name)} WHERE id > ? ORDER BY id LIMIT ?`,
        after,
        limit,
      ),
    async where(name, field, values) {
      const columns = prepare(`PRAGMA table_xinfo(${quote(name)})`).all();
      const indexed = columns.some((row) => row["name"] === `$.${field}`);
      const value = indexed || field === "id" ? column(field) : `json_extract(body, '$.${field}')`;
      const among = `${value} IN (SELECT value FROM json_each(?))`;
      return rows(
        `SELECT id, rev, body FROM ${quote(name)} WHERE ${among}`,
        JSON.stringify(values),
      );
    },
  };
}
