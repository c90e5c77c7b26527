import type { DuckDBConnection } from "@duckdb/node-api";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { FeeId } from "@warmline/shared/ledger/fees.ts";
import { summedUp } from "@warmline/shared/reports/collection.ts";
import { levelBelow, LEVELS, type NodePath } from "@warmline/shared/reports/node.ts";
import { addSums, NO_SUMS, type Sums } from "@warmline/shared/reports/sums.ts";
import type { Collection, CollectionAsked } from "../port.ts";
import { rowsOf, type Row } from "./file.ts";

/** The columns of `Sums`, by their names in the tables. */
export const SUMMED = ["due", "paid", "relieved", "writtenOff", "owed"]
  .map((name) => `CAST(sum(m.${name}) AS BIGINT) AS ${name}`)
  .join(", ");

/** Both queries see one moment: the caller has begun a transaction. */
export async function collectionIn(
  connection: DuckDBConnection,
  { season, day, node, skip, limit }: CollectionAsked,
): Promise<Omit<Collection, "position">> {
  const values = [season, day, ...node];
  const sums = await rowsOf(connection, sumsSql(node), values);
  const counts = await rowsOf(connection, countsSql(node), values);
  const { whole, rows } = summedUp(
    sums.map((row) => ({ id: String(row["id"]), fee: row["fee"] as FeeId, ...sumsOf(row) })),
    counts.map((row) => ({
      id: String(row["id"]),
      households: integer(row["households"]),
      settled: integer(row["settled"]),
    })),
  );
  const ordered = levelBelow(node) === "household" ? rows.toSorted(byOwed) : rows;
  return {
    whole,
    rows: ordered.slice(skip, skip + limit),
    count: rows.length,
    fees: byFee(sums),
  };
}

function byOwed(one: Sums & { id: string }, other: Sums & { id: string }): number {
  return other.owedFen - one.owedFen || (one.id < other.id ? -1 : 1);
}

function byFee(rows: readonly Row[]): Collection["fees"] {
  const fees = new Map<FeeId, Sums>();
  for (const row of rows) {
    const fee = row["fee"] as FeeId;
    fees.set(fee, addSums(fees.get(fee) ?? NO_SUMS, sumsOf(row)));
  }
  const sorted = [...fees].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([fee, sums]) => ({ fee, ...sums }));
}

/** What lies below a node, by fee: in one scan all that a summary shows in money. */
function sumsSql(node: NodePath): string {
  return belowSql(node, { table: "moves", sums: `m.fee, ${SUMMED}`, by: ["m.fee"] });
}

function countsSql(node: NodePath): string {
  const counted = ["households", "settled"]
    .map((name) => `CAST(sum(m.${name}) AS BIGINT) AS ${name}`)
    .join(", ");
  return belowSql(node, { table: "turns", sums: counted });
}

/** What is summed up of a table, as `m`. */
interface Summed {
  readonly table: string;
  readonly sums: string;
  /** By what beside what lies below. */
  readonly by?: readonly string[];
  /** Which rows, by the parameters before the parts of the node, which are from `first` on. */
  readonly when?: string;
  readonly first?: number;
  readonly only?: string | undefined;
}

/** $1 the season, $2 the day. */
const OF_SEASON = "m.season = $1 AND m.day <= CAST($2 AS DATE)";

/**
 * $1 the season, $2 the day, unless told otherwise, then the parts of the node. Households are
 * named once they are summed up: then there are few.
 */
export function belowSql(
  node: NodePath,
  { table, sums, by = [], when = OF_SEASON, first = 3, only = "true" }: Summed,
): string {
  const level = levelBelow(node);
  const below = level === "household" ? "m.household" : `b.${level}`;
  const summed = `
    SELECT ${below} AS id, ${sums}
    FROM ${table} m JOIN buildings b ON b.id = m.building
    WHERE ${when}${belowNode(node, first)} AND ${only}
    GROUP BY ${[below, ...by].join(", ")}`;
  if (level !== "household") return `${summed} ORDER BY id`;
  return `SELECT m.* REPLACE (a.name AS id) FROM (${summed}) m JOIN accounts a ON a.id = m.id`;
}

/** What lies below a node, whose parts are the parameters from `first` on. */
export function belowNode(node: NodePath, first: number): string {
  return node.map((_, at) => ` AND b.${LEVELS[at]} = $${at + first}`).join("");
}

export function sumsOf(row: Row): Sums {
  return {
    dueFen: fen(integer(row["due"])),
    paidFen: fen(integer(row["paid"])),
    relievedFen: fen(integer(row["relieved"])),
    writtenOffFen: fen(integer(row["writtenOff"])),
    owedFen: fen(integer(row["owed"])),
  };
}

/** Sums are BIGINT; of nothing they are null. */
export function integer(value: unknown): number {
  const number = Number(value ?? 0);
  assert(Number.isSafeInteger(number), "a sum is an integer of at most 2^53");
  return number;
}
