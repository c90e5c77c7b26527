import { planFind } from "@warmline/shared/store/plan.ts";
import type { Conflict, Guard } from "@warmline/shared/store/port.ts";
import type { Connection } from "./connection.ts";
import { findRows } from "./rows.ts";

/** The first guard that does not hold at this moment, within the transaction that commits. */
export function brokenGuard(connection: Connection, guards: readonly Guard[]): Conflict | null {
  for (const guard of guards) {
    const collection = guard.collection.name;
    if ("query" in guard) {
      if (!stillFound(connection, guard)) {
        return { kind: "guard", collection, index: guard.query.index };
      }
    } else if (revOf(connection, collection, guard.id) !== guard.rev) {
      return { kind: "guard", collection, id: guard.id };
    }
  }
  return null;
}

const revById = (table: string) => `SELECT rev FROM ${table} WHERE id = ?`;

function revOf({ prepareFor }: Connection, collection: string, id: string): number {
  const row = prepareFor(collection, revById).get(id);
  return Number(row?.["rev"] ?? 0);
}

function stillFound(
  connection: Connection,
  { collection, query, found }: Extract<Guard, { readonly query: unknown }>,
): boolean {
  const rows = findRows(connection, collection, planFind(collection, query), "id, rev");
  return (
    rows.length === found.length &&
    rows.every(({ id, rev }, place) => found[place]?.id === id && found[place].rev === rev)
  );
}
