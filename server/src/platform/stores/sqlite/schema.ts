import type { DatabaseSync } from "node:sqlite";
import type { Collection } from "@warmline/shared/store/collection.ts";
import { StoreUnusable } from "@warmline/shared/store/port.ts";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";

/** Added to the version of a file that was upgraded and is kept: no program opens it by mistake. */
export const CLOSED = 1_000;
/** Collections have no underscore in their names. */
export const LOG = "commit_log";

/** Names come from `collection()`, which allows letters, digits, dots and `[]` only. */
export function quote(name: string): string {
  return `"${name}"`;
}

/** The column of a field: its JSON path is its name. */
export function column(field: string): string {
  return field === "id" || field === "rev" ? field : quote(`$.${field}`);
}

/** An index that repeats a unique key's fields is that key's: one tree less for every insert. */
export function indexName(collection: Collection, index: string): string {
  return `${collection.name}.${uniqueKeyOf(collection, index) ?? index}`;
}

function uniqueKeyOf({ indexes, unique }: Collection, index: string): string | undefined {
  const fields = indexes[index]?.join();
  return Object.keys(unique).find((key) => unique[key]?.join() === fields);
}

/** The side table of an each-index: one row an element. */
export function eachTable(collection: Collection, field: string): string {
  return `${collection.name}.${field}[]`;
}

/** A table, index or trigger as `sqlite_schema` keeps it. */
interface Part {
  readonly type: "table" | "index" | "trigger";
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings the file to what the collections declare: new tables, columns, indexes and triggers are
 * made, those no longer declared are dropped. Documents are never touched.
 */
export function declare(database: DatabaseSync, collections: readonly Collection[]): void {
  checkVersion(database);
  if (changes(database, collections).length === 0) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    // Asked again under the lock: another process may have been declaring the same.
    for (const sql of changes(database, collections)) database.exec(sql);
    database.exec(`PRAGMA user_version = ${STORE_VERSION}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Throws `StoreUnusable` when the file was written by another version of the program. */
function checkVersion(database: DatabaseSync): void {
  const version = versionOf(database);
  if (version === STORE_VERSION || version === 0) return;
  throw new StoreUnusable(
    `${database.location()} is of version ${version}, this program is of version ` +
      `${STORE_VERSION}: stop every program on it, make a backup, then run \`npm run upgrade\``,
  );
}

/**
 * The version that the file is of, 0 where it is empty. Throws `StoreUnusable` when this program
 * can neither open nor upgrade it.
 */
export function versionOf(database: DatabaseSync): number {
  const stamped = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  const version = stamped > CLOSED ? stamped - CLOSED : stamped;
  const file = database.location();
  if (version > STORE_VERSION) {
    throw new StoreUnusable(
      `${file} is of version ${version}, this program of version ${STORE_VERSION}: ` +
        "use the newer program",
    );
  }
  if (version > 0 && version < STORE_VERSION - 1) {
    throw new StoreUnusable(
      `${file} is of version ${version}, this program upgrades version ${STORE_VERSION - 1}: ` +
        "upgrade it with the programs in between first",
    );
  }
  return version;
}

/** For programs that only read: throws `StoreUnusable` when the file is not as they need it. */
export function checkDeclared(database: DatabaseSync): void {
  checkVersion(database);
  if (!columnsOf(database, LOG).has("hash")) {
    throw new StoreUnusable(`${database.location()} is a database, but none of Warmline`);
  }
}

/** The statements that lead from what the file has to what it shall have, in a working order. */
function changes(database: DatabaseSync, collections: readonly Collection[]): string[] {
  const present = presentParts(database, collections);
  const wanted = [...logParts(), ...collections.flatMap(collectionParts)];
  const lacks = (part: Part, parts: readonly Part[]) =>
    !parts.some(
      ({ type, name, sql }) => type === part.type && name === part.name && sql === part.sql,
    );
  const missing = wanted.filter((part) => lacks(part, present));
  const stale = present.filter((part) => part.type !== "table" && lacks(part, wanted));
  const staleSides = present.filter(
    ({ type, name }) => type === "table" && !wanted.some((part) => part.name === name),
  );
  const newSides = collections.flatMap((collection) =>
    eachFields(collection)
      .filter((field) => missing.some(({ name }) => name === eachTable(collection, field)))
      .map((field) => fillEach(collection, field)),
  );
  return [
    ...missing.filter(({ type }) => type === "table").map(({ sql }) => sql),
    ...collections.flatMap((collection) => newColumns(database, collection)),
    ...[...stale, ...staleSides].map(({ type, name }) => `DROP ${type} ${quote(name)}`),
    ...newSides,
    ...missing.filter(({ type }) => type !== "table").map(({ sql }) => sql),
  ];
}

/** What the file has of these collections and the log; tables stand with their first text. */
function presentParts(database: DatabaseSync, collections: readonly Collection[]): Part[] {
  const names = [LOG, ...collections.map(({ name }) => name)];
  const rows = database
    .prepare("SELECT type, name, tbl_name AS owner, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    .all() as unknown as (Part & { owner: string })[];
  return rows
    .filter(({ owner }) => names.some((name) => owner === name || owner.startsWith(`${name}.`)))
    .map(({ type, name, sql }) => ({
      type,
      name,
      // ALTER TABLE lengthens the text of a table, so only its presence counts.
      sql: type === "table" && names.includes(name) ? tableSql(name) : sql,
    }));
}

function tableSql(name: string): string {
  return name === LOG
    ? `CREATE TABLE ${LOG} (position INTEGER PRIMARY KEY, writes TEXT NOT NULL, ` +
        `digests BLOB NOT NULL, hash BLOB NOT NULL) STRICT`
    : `CREATE TABLE ${quote(name)} (id TEXT PRIMARY KEY NOT NULL, rev INTEGER NOT NULL, ` +
        `body TEXT NOT NULL)`;
}

function logParts(): Part[] {
  return [{ type: "table", name: LOG, sql: tableSql(LOG) }, ...frozen(LOG)];
}

function collectionParts(collection: Collection): Part[] {
  const { name, indexes, unique, sparse, appendOnly } = collection;
  const table = quote(name);
  const part = (key: string, kind: string, columns: readonly string[]): Part => ({
    type: "index",
    name: indexName(collection, key),
    sql:
      `CREATE ${kind} ${quote(indexName(collection, key))} ON ${table} (${columns.join(", ")})` +
      (sparse.includes(key) ? ` WHERE ${columns[0]} IS NOT NULL` : ""),
  });
  const plain = Object.entries(indexes).filter(
    ([key, fields]) => !fields[0]?.endsWith("[]") && uniqueKeyOf(collection, key) === undefined,
  );
  return [
    { type: "table", name, sql: tableSql(name) },
    // The id at the end makes the order of equal keys stable and lets paging seek.
    ...plain.map(([key, fields]) =>
      part(key, "INDEX", [...new Set([...fields, "id"])].map(column)),
    ),
    ...Object.entries(unique).map(([key, fields]) => part(key, "UNIQUE INDEX", fields.map(column))),
    ...eachFields(collection).flatMap((field) => eachParts(collection, field)),
    ...(appendOnly ? frozen(name) : []),
  ];
}

/** Refuses change in the engine itself, for every program that opens the file. */
function frozen(name: string): Part[] {
  return ["UPDATE", "DELETE"].map((verb) => ({
    type: "trigger" as const,
    name: `${name}.no${verb}`,
    sql:
      `CREATE TRIGGER ${quote(`${name}.no${verb}`)} BEFORE ${verb} ON ${quote(name)} ` +
      `BEGIN SELECT RAISE(ABORT, '${name} is append-only'); END`,
  }));
}

function eachFields(collection: Collection): string[] {
  return Object.values(collection.indexes).flatMap((fields) =>
    fields.filter((field) => field.endsWith("[]")).map((field) => field.slice(0, -2)),
  );
}

function eachParts(collection: Collection, field: string): Part[] {
  const side = quote(eachTable(collection, field));
  const elements = (row: string) => `SELECT value FROM json_each(${row}.body, '$.${field}')`;
  const trigger = (verb: string, when: string, actions: string): Part => ({
    type: "trigger",
    name: `${collection.name}.${field}${verb}`,
    sql:
      `CREATE TRIGGER ${quote(`${collection.name}.${field}${verb}`)} AFTER ${verb} ON ` +
      `${quote(collection.name)} ${when}BEGIN ${actions} END`,
  });
  const add = `INSERT INTO ${side} SELECT DISTINCT value, NEW.id FROM (${elements("NEW")});`;
  const remove = `DELETE FROM ${side} WHERE id = OLD.id AND value IN (${elements("OLD")});`;
  const changed = `OLD.body -> '$.${field}' IS NOT NEW.body -> '$.${field}'`;
  return [
    {
      type: "table",
      name: eachTable(collection, field),
      sql:
        `CREATE TABLE ${side} (value TEXT NOT NULL, id TEXT NOT NULL, ` +
        `PRIMARY KEY (value, id)) STRICT, WITHOUT ROWID`,
    },
    trigger("INSERT", "", add),
    trigger("UPDATE", `WHEN ${changed} `, `${remove} ${add}`),
  ];
}

function fillEach(collection: Collection, field: string): string {
  return (
    `INSERT INTO ${quote(eachTable(collection, field))} SELECT DISTINCT element.value, owner.id ` +
    `FROM ${quote(collection.name)} owner, json_each(owner.body, '$.${field}') element`
  );
}

function columnsOf(database: DatabaseSync, table: string): Set<string> {
  const rows = database.prepare(`PRAGMA table_xinfo(${quote(table)})`).all();
  return new Set(rows.map(({ name }) => String(name)));
}

/**
 * Virtual columns cost no room and can be added to a file of any size at once. True and false
 * become one-byte blobs, so that they stay apart from 1 and 0 and sort after all else. A type (and
 * so a STRICT table) would keep SQLite from answering a group from the index alone.
 */
function newColumns(database: DatabaseSync, collection: Collection): string[] {
  const present = columnsOf(database, collection.name);
  const declared = [...Object.values(collection.indexes), ...Object.values(collection.unique)];
  const fields = new Set(declared.flat().filter((field) => !field.endsWith("[]")));
  return [...fields]
    .filter((field) => field !== "id" && field !== "rev" && !present.has(`$.${field}`))
    .map(
      (field) =>
        `ALTER TABLE ${quote(collection.name)} ADD COLUMN ${column(field)} ` +
        `GENERATED ALWAYS AS (CASE json_type(body, '$.${field}') WHEN 'true' THEN x'01' ` +
        `WHEN 'false' THEN x'00' ELSE json_extract(body, '$.${field}') END) VIRTUAL`,
    );
}
