import type { DuckDBConnection } from "@duckdb/node-api";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { Summary } from "@warmline/shared/reports/collection.ts";
import { levelBelow, LEVELS, type NodePath } from "@warmline/shared/reports/node.ts";
import { FEES_OF_RATES, type Sums } from "@warmline/shared/reports/sums.ts";
import type { Collection, CollectionAsked } from "../port.ts";
import { rowsOf, type Row } from "./file.ts";

/** The columns of `Sums`, by their names in the tables. */
export const SUMMED = ["due", "paid", "relieved", "writtenOff", "owed"]
  .map((name) => `CAST(sum(m.${name}) AS BIGINT) AS ${name}`)
  .join(", ");

const COUNTS = `m.fee IN (${FEES_OF_RATES.map((fee) => `'${fee}'`).join(", ")})`;

/** Both queries see one moment: the caller has begun a transaction. */
export async function collectionIn(
  connection: DuckDBConnection,
  asked: CollectionAsked,
): Promise<Omit<Collection, "position">> {
  const values = [asked.season, asked.day, ...asked.node];
  const found = await rowsOf(connection, summarySql(asked.node), [
    ...values,
    asked.skip,
    asked.skip + asked.limit,
  ]);
  const whole = found.find((row) => row["whole"] === 1n || row["whole"] === 1);
  const fees = await rowsOf(connection, feeSql(asked.node), values);
  return {
    whole: summaryOf(whole ?? {}),
    rows: found
      .filter((row) => row !== whole)
      .map((row) => ({ id: String(row["id"]), ...summaryOf(row) })),
    count: integer(whole?.["rows"]),
    fees: fees.map((row) => ({
      fee: row["fee"] as Collection["fees"][number]["fee"],
      ...sumsOf(row),
    })),
  };
}

/**
 * First what each household comes to in each building, so that households are counted in the same
 * scan; then the rows and the whole of these, in one pass.
 */
function summarySql(node: NodePath): string {
  const level = levelBelow(node);
  const id = level === "household" ? "a.name" : `b.${level}`;
  const order = level === "household" ? "owed DESC, id" : "id";
  const [first, last] = [node.length + 3, node.length + 4];
  return `
    WITH own AS (
      SELECT m.building, m.household, ${SUMMED},
        CAST(coalesce(sum(m.due) FILTER (${COUNTS}), 0) AS BIGINT) AS countedDue,
        CAST(coalesce(sum(m.paid) FILTER (${COUNTS}), 0) AS BIGINT) AS countedPaid,
        CAST(coalesce(sum(m.relieved) FILTER (${COUNTS}), 0) AS BIGINT) AS countedRelieved,
        CAST(coalesce(sum(m.owed) FILTER (${COUNTS}), 0) AS BIGINT) AS countedOwed
      FROM moves m JOIN buildings b ON b.id = m.building
      WHERE ${within(node)}
      GROUP BY m.building, m.household
    ),
    summed AS (
      SELECT ${id} AS id, GROUPING(${id}) AS whole, ${SUMMED},
        CAST(sum(m.countedDue) AS BIGINT) AS countedDue,
        CAST(sum(m.countedPaid) AS BIGINT) AS countedPaid,
        CAST(sum(m.countedRelieved) AS BIGINT) AS countedRelieved,
        count(*) FILTER (m.countedDue <> 0) AS households,
        count(*) FILTER (m.countedDue <> 0 AND m.countedOwed <= 0) AS settled
      FROM own m JOIN buildings b ON b.id = m.building
      ${level === "household" ? "JOIN accounts a ON a.id = m.household" : ""}
      GROUP BY GROUPING SETS ((${id}), ())
    ),
    placed AS (
      SELECT *, row_number() OVER (PARTITION BY whole ORDER BY ${order}) AS place,
        count(*) OVER () - 1 AS rows
      FROM summed
    )
    SELECT * FROM placed
    WHERE whole = 1 OR (place > $${first} AND place <= $${last})
    ORDER BY whole, place`;
}

function feeSql(node: NodePath): string {
  return `
    SELECT m.fee, ${SUMMED}
    FROM moves m JOIN buildings b ON b.id = m.building
    WHERE ${within(node)}
    GROUP BY m.fee ORDER BY m.fee`;
}

/** $1 the season, $2 the day, then the parts of the node. */
function within(node: NodePath): string {
  const below = node.map((_, at) => ` AND b.${LEVELS[at]} = $${at + 3}`);
  return `m.season = $1 AND m.day <= CAST($2 AS DATE)${below.join("")}`;
}

function summaryOf(row: Row): Summary {
  return {
    ...sumsOf(row),
    counted: {
      dueFen: fen(integer(row["countedDue"])),
      paidFen: fen(integer(row["countedPaid"])),
      relievedFen: fen(integer(row["countedRelieved"])),
    },
    households: integer(row["households"]),
    settled: integer(row["settled"]),
  };
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
function integer(value: unknown): number {
  const number = Number(value ?? 0);
  assert(Number.isSafeInteger(number), "a sum is an integer of at most 2^53");
  return number;
}
