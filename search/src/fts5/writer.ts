import type { DatabaseSync, StatementSync } from "node:sqlite";
import { COLUMNS } from "../analysis/terms.ts";
import { columnsOf, heldTerms, linesOf } from "../columns.ts";
import { ORDER_MAX, type SearchEntry } from "../entry.ts";
import type { Anchor } from "@warmline/shared/store/port.ts";
import type { Change } from "../port.ts";
import { hasTables, keepAnchor, makeTables, tablesOf, tokens } from "./schema.ts";

/** So many entries of a kind may have the same order; further ones stand after them. */
export const PLACES_EACH = 1_024;

interface KindWriter {
  put(entry: SearchEntry, position: number): void;
  remove(id: string, position: number): void;
}

/** Writes to one index file, in transactions; to be used in a thread of its own. */
export function createWriter(database: DatabaseSync) {
  const kinds = new Map<string, KindWriter>();

  function ofKind(kind: string): KindWriter {
    const known = kinds.get(kind);
    if (known !== undefined) return known;
    if (!hasTables(database, kind)) makeTables(database, kind);
    const made = createKindWriter(database, kind);
    kinds.set(kind, made);
    return made;
  }

  return {
    /** With `known` the file knows all up to that commit. */
    write(changes: readonly Change[], position: number, known?: Anchor): void {
      database.exec("BEGIN IMMEDIATE");
      try {
        for (const change of inOrder(changes)) {
          const writer = ofKind(change.kind);
          if ("gone" in change) writer.remove(change.gone, position);
          else writer.put(change.entry, position);
        }
        if (known !== undefined) keepAnchor(database, known);
        database.exec("COMMIT");
      } catch (error) {
        // What was prepared for tables that were rolled back is no longer good.
        kinds.clear();
        database.exec("ROLLBACK");
        throw error;
      }
    },
  };
}

/**
 * Of each entry the last change, by rising order: FTS5 gathers terms in memory only for as long as
 * rows come so, and writes a segment, to be merged later, whenever one comes that is lower.
 */
function inOrder(changes: readonly Change[]): Change[] {
  const last = new Map(changes.map((change) => [`${change.kind} ${idOf(change)}`, change]));
  return [...last.values()].toSorted((one, other) => orderOf(one) - orderOf(other));
}

const idOf = (change: Change) => ("gone" in change ? change.gone : change.entry.id);
const orderOf = (change: Change) => ("gone" in change ? -1 : change.entry.order);

function createKindWriter(database: DatabaseSync, kind: string): KindWriter {
  const { entries, terms } = tablesOf(kind);
  const find = database.prepare(`SELECT place, position FROM ${entries} WHERE id = ?`);
  const last = database.prepare(
    `SELECT max(place) AS place FROM ${entries} WHERE place BETWEEN ? AND ?`,
  );
  const insert = database.prepare(`INSERT INTO ${entries} VALUES (?, ?, ?, ?, ?)`);
  const drop = database.prepare(`DELETE FROM ${entries} WHERE place = ?`);
  const dropTerms = database.prepare(`DELETE FROM ${terms} WHERE rowid = ?`);
  const names = [...COLUMNS, "tags"];
  const insertTerms = database.prepare(
    `INSERT INTO ${terms} (rowid, ${names.join(", ")}) VALUES (?${", ?".repeat(names.length)})`,
  );

  /** Where it stood, now free; null: nowhere. False: what stands there was read later. */
  function clear(id: string, position: number): number | null | false {
    const row = find.get(id);
    if (row === undefined) return null;
    if (Number(row["position"]) > position) return false;
    const place = Number(row["place"]);
    drop.run(place);
    dropTerms.run(place);
    return place;
  }

  return {
    put(entry, position) {
      const before = clear(entry.id, position);
      if (before === false) return;
      const stays = before !== null && Math.floor(before / PLACES_EACH) === entry.order;
      const place = stays ? before : freePlace(last, entry.order);
      const held = heldTerms(entry);
      insert.run(place, entry.id, position, linesOf(held), JSON.stringify(entry));
      const columns = [...columnsOf(held), entry.tags];
      insertTerms.run(place, ...columns.map((each) => tokens(each)));
    },
    remove: (id, position) => void clear(id, position),
  };
}

function freePlace(last: StatementSync, order: number): number {
  for (const at of ordersFrom(order)) {
    const [from, to] = [at * PLACES_EACH, (at + 1) * PLACES_EACH - 1];
    const taken = last.get(from, to)?.["place"];
    if (typeof taken !== "number") return from;
    if (taken < to) return taken + 1;
  }
  throw new Error("no place for any further entry");
}

/** Behind what has the same order; where there is no further back, in front of it. */
function* ordersFrom(order: number): Generator<number> {
  for (let at = Math.min(order, ORDER_MAX); at >= 0; at--) yield at;
  for (let at = order + 1; at <= ORDER_MAX; at++) yield at;
}
