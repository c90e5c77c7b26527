import { DatabaseSync } from "node:sqlite";
import type { Anchor } from "@warmline/shared/store/port.ts";
import { COLUMNS } from "../analysis/terms.ts";
import { INDEX_VERSION, SearchUnavailable } from "../port.ts";

/** What an operation on the file failed by, told as the port does. */
export function unavailable(cause: unknown): SearchUnavailable {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new SearchUnavailable(`the search index: ${message}`, { cause });
}

const WAIT_MS = 5_000;

/** A connection to one index file; it may be made anew at any time, so no power cut is feared. */
export function connect(file: string, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly });
  database.exec(`PRAGMA busy_timeout = ${WAIT_MS}; PRAGMA cache_size = -32768`);
  if (!readOnly) {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    database.exec("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID");
  }
  return database;
}

/** The last commit that the file knows; null: it is of another version, or was never finished. */
export function anchorIn(database: DatabaseSync): Anchor | null {
  const read = (key: string) =>
    database.prepare("SELECT value FROM meta WHERE key = ?").get(key)?.["value"];
  if (read("version") !== INDEX_VERSION) return null;
  return { position: Number(read("position")), hash: String(read("hash")) };
}

export function keepAnchor(database: DatabaseSync, { position, hash }: Anchor): void {
  if ((anchorIn(database)?.position ?? -1) > position) return;
  const put = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
  for (const row of [
    ["version", INDEX_VERSION],
    ["position", position],
    ["hash", hash],
  ] as const) {
    put.run(...row);
  }
}

/** Letters of any script are part of a term, and so are these. */
const TOKEN_CHARACTERS = "-_=./:#";
const NO_TOKEN = /[^-_=./:#\da-z\u0080-\u{10ffff}]/giu;

const PLAIN_TOKEN = /^[-_=./:#\da-z\u0080-\u{10ffff}]*$/u;

/** A term as the tokenizer takes it: whole. */
export function token(term: string): string {
  return term.replace(NO_TOKEN, "_");
}

/** Terms, of which none has a blank. */
export function tokens(terms: readonly string[]): string {
  return terms.map((term) => (PLAIN_TOKEN.test(term) ? term : token(term))).join(" ");
}

export interface Tables {
  readonly entries: string;
  readonly terms: string;
}

/** Kinds are words of the program, not of whoever searches. */
export function tablesOf(kind: string): Tables {
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(kind)) throw new Error(`no kind of search entry: ${kind}`);
  return { entries: `"entries ${kind}"`, terms: `"terms ${kind}"` };
}

export function hasTables(database: DatabaseSync, kind: string): boolean {
  const find = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?");
  return find.get(`terms ${kind}`) !== undefined;
}

/**
 * Entries by their place (the largest order first), and their terms by the same: without texts and
 * positions, as both are only asked for the entries that are shown. Beginnings of up to five
 * characters, as one types, are kept ready.
 */
export function makeTables(database: DatabaseSync, kind: string): void {
  const { entries, terms } = tablesOf(kind);
  database.exec(
    `CREATE TABLE ${entries} (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
       position INTEGER NOT NULL, terms TEXT NOT NULL, entry TEXT NOT NULL);
     CREATE VIRTUAL TABLE ${terms} USING fts5 (${[...COLUMNS, "tags"].join(", ")},
       content = '', contentless_delete = 1, detail = column, prefix = '1 2 3 4 5',
       tokenize = "ascii tokenchars '${TOKEN_CHARACTERS}'")`,
  );
}
