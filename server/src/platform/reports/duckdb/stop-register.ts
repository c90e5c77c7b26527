import type { DuckDBConnection } from "@duckdb/node-api";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import type { StopActKind, StopActRow, StopCase } from "@warmline/shared/reports/stop-acts.ts";
import type { StopRegister, StopRegisterAsked } from "../port.ts";
import { belowNode, integer } from "./collection.ts";
import { rowsOf, type Row } from "./file.ts";

/**
 * One act of a household, all its spaces together. What was reversed and charged anew alike comes
 * to nothing, and is left out.
 */
const casesOf = (where: string) => `
  SELECT b.household, b.season, b.kind, b.start, b.stop, b.share,
    any_value(b.branch) AS branch, any_value(b.station) AS station,
    any_value(b.building) AS building, max(b.day) AS day, sign(sum(b.sign)) AS change,
    sum(b.area) AS area, sum(b.whole) AS whole, sum(b.base) AS base, sum(b.amount) AS amount
  FROM stopActs b WHERE ${where}
  GROUP BY b.household, b.season, b.kind, b.start, b.stop, b.share
  HAVING sum(b.sign) <> 0 OR sum(b.area) <> 0 OR sum(b.amount) <> 0`;

/** $1 and $2 the days, then the parts of the node; read as of one moment. */
export async function stopRegisterIn(
  connection: DuckDBConnection,
  { from, to, node, limit }: StopRegisterAsked,
): Promise<Omit<StopRegister, "position">> {
  const values = [from, to, ...node];
  const cases = casesOf(`b.day BETWEEN CAST($1 AS DATE) AND CAST($2 AS DATE)${belowNode(node, 3)}`);
  const found = await rowsOf(
    connection,
    `SELECT household, season, kind, CAST(start AS VARCHAR) AS start,
       coalesce(CAST(stop AS VARCHAR), '') AS stop, share, CAST(day AS VARCHAR) AS day, change,
       CAST(area AS BIGINT) AS area, CAST(whole AS BIGINT) AS whole,
       CAST(base AS BIGINT) AS base, CAST(amount AS BIGINT) AS amount,
       count(*) OVER () AS count
     FROM (${cases}) ORDER BY day DESC, household, season, kind, start, share LIMIT ${limit}`,
    values,
  );
  const rows = await rowsOf(
    connection,
    `SELECT ${levelBelow(node)} AS id,
       CAST(coalesce(sum(change) FILTER (kind = 'stop'), 0) AS BIGINT) AS stops,
       CAST(coalesce(sum(change) FILTER (kind = 'restore'), 0) AS BIGINT) AS restores,
       CAST(coalesce(sum(amount) FILTER (kind = 'stop'), 0) AS BIGINT) AS waived,
       CAST(coalesce(sum(amount) FILTER (kind = 'restore'), 0) AS BIGINT) AS restored
     FROM (${cases}) GROUP BY id ORDER BY waived DESC, id`,
    values,
  );
  return {
    cases: found.map(caseOf),
    count: found.length === 0 ? 0 : integer(found[0]!["count"]),
    rows: rows.map(rowOf),
    unlinked: await unlinkedIn(connection, { to, node }),
  };
}

/** By all that stands at the end of the days: $1 that day, then the parts of the node. */
async function unlinkedIn(
  connection: DuckDBConnection,
  { to, node }: Pick<StopRegisterAsked, "to" | "node">,
): Promise<string[]> {
  const rows = await rowsOf(
    connection,
    `WITH standing AS (
       SELECT b.household, b.season, b.space, b.kind, b.start, b.stop, sum(b.sign) AS acts
       FROM stopActs b WHERE b.day <= CAST($1 AS DATE)${belowNode(node, 2)}
       GROUP BY ALL HAVING sum(b.sign) <> 0
     ), restores AS (
       SELECT household, season, space, stop, sum(acts) AS acts
       FROM standing WHERE kind = 'restore' GROUP BY ALL
     )
     SELECT DISTINCT r.household FROM restores r
     LEFT JOIN standing s ON s.kind = 'stop' AND s.household = r.household
       AND s.season = r.season AND s.space = r.space AND s.start = r.stop
     WHERE s.acts IS NULL OR s.acts <> 1 OR r.acts <> 1
     ORDER BY r.household`,
    [to, ...node],
  );
  return rows.map((row) => String(row["household"]));
}

function caseOf(row: Row): StopCase {
  const [change, share] = [Number(row["change"]), row["share"]];
  return {
    householdId: String(row["household"]),
    season: String(row["season"]),
    kind: String(row["kind"]) as StopActKind,
    change: change > 0 ? "begun" : change < 0 ? "withdrawn" : "changed",
    day: String(row["day"]),
    from: String(row["start"]),
    stopFrom: String(row["stop"]) || null,
    share10k: share === null ? null : price10k(integer(share)),
    areaMilli: areaMilli(integer(row["area"])),
    fullFen: fen(integer(row["whole"])),
    baseFen: fen(integer(row["base"])),
    amountFen: fen(integer(row["amount"])),
  };
}

function rowOf(row: Row): StopActRow {
  return {
    id: String(row["id"]),
    stops: integer(row["stops"]),
    restores: integer(row["restores"]),
    waivedFen: fen(integer(row["waived"])),
    restoredFen: fen(integer(row["restored"])),
  };
}
