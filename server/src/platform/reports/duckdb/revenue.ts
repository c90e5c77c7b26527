import type { DuckDBConnection } from "@duckdb/node-api";
import { fen, type Fen } from "@warmline/shared/kernel/money.ts";
import type { FeeId } from "@warmline/shared/ledger/fees.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import type { RevenueCell } from "@warmline/shared/reports/revenue.ts";
import type { RevenueAsked } from "../port.ts";
import { belowNode, integer } from "./collection.ts";
import { rowsOf } from "./file.ts";

/** Half up, away from zero, of BIGINT: as `product` of the kernel rounds. */
const rounded = (above: string, below: string) =>
  `CAST(sign(${above}) * ((2 * abs(${above}) + ${below}) // (2 * ${below})) AS BIGINT)`;

/**
 * Each row by its days, month by month: what is earned until the month's end less what was until
 * the month before's; the last month of the season takes what days behind it leave. Net is rounded
 * row by row and month by month, so that sums of children are their parent's. $1 to $4 are season,
 * day and the season's days, then come the parts of the node, months, and rates.
 */
export async function revenueIn(
  connection: DuckDBConnection,
  asked: RevenueAsked,
): Promise<{ readonly cells: readonly RevenueCell[]; readonly chargedFen: Fen }> {
  const { season, day, days, node, months, shareOf } = asked;
  const where = `b.season = $1 AND b.day <= CAST($2 AS DATE)${belowNode(node, 3)}`;
  const kinds = await rowsOf(
    connection,
    `SELECT b.class, b.fee, CAST(sum(b.amount) AS BIGINT) AS charged
     FROM earned b WHERE ${where} GROUP BY ALL`,
    [season, day, ...node],
  );
  const chargedFen = fen(kinds.reduce((sum, row) => sum + integer(row["charged"]), 0));
  if (kinds.length === 0) return { cells: [], chargedFen };
  const last = months.findLastIndex(({ first }) => first <= days.to);
  const rates = kinds.flatMap(({ class: of, fee }) =>
    months.map(({ first }, at) => ({
      at,
      of: String(of),
      fee: String(fee),
      share: shareOf({ priceClass: String(of), fee: String(fee) as FeeId, day: first }),
    })),
  );
  const values = rates.map(({ at, of, fee, share }) => [at, of, fee, share]);
  const spans = months.map(({ month, first, last: end }, at) => [at, month, first, end]);
  const base = 2 + node.length;
  const places = (rows: readonly unknown[][], from: number) =>
    rows.map((row, y) => `(${row.map((_, x) => `$${from + y * 4 + x + 1}`).join(", ")})`).join();
  const rows = await rowsOf(
    connection,
    `WITH months(nth, month, first, last) AS (VALUES ${places(spans, base + 3)}),
      rates(nth, class, fee, share) AS (VALUES ${places(values, base + 3 + spans.length * 4)}),
      spread AS (
        SELECT b.${levelBelow(node)} AS id, b.class, b.fee, b.amount, b.kind, b.day,
          coalesce(b.start, CAST($${base + 1} AS DATE)) AS start,
          CAST(coalesce(b.days, $${base + 2}) AS BIGINT) AS days
        FROM earned b WHERE ${where}
      ),
      until AS (
        SELECT s.id, s.class, s.fee, s.amount, m.nth, m.month,
          CASE WHEN s.kind = 'once' THEN 1 WHEN m.nth = $${base + 3} THEN s.days
            ELSE least(s.days, greatest(0, CAST(m.last AS DATE) - s.start + 1)) END AS done,
          CASE WHEN s.kind = 'once' OR m.nth = 0 THEN 0
            ELSE least(s.days, greatest(0, CAST(m.first AS DATE) - s.start)) END AS before,
          CASE WHEN s.kind = 'once' THEN 1 ELSE s.days END AS whole
        FROM spread s JOIN months m
          ON (s.kind <> 'once' AND m.nth <= $${base + 3})
          OR (s.kind = 'once' AND s.day <= CAST(m.last AS DATE)
            AND (m.nth = 0 OR s.day >= CAST(m.first AS DATE)))
      ),
      gross AS (
        SELECT id, class, fee, nth, month,
          ${rounded("(amount * done)", "whole")} - ${rounded("(amount * before)", "whole")} AS gross
        FROM until WHERE done <> before
      ),
      net AS (
        SELECT g.id, g.class, g.fee, g.month, g.gross,
          ${rounded("(g.gross * 1000000)", "(1000000 + CAST(r.share AS BIGINT))")} AS net
        FROM gross g JOIN rates r ON r.nth = g.nth AND r.class = g.class AND r.fee = g.fee
      )
     SELECT id, class, fee, month, CAST(sum(gross) AS BIGINT) AS gross,
       CAST(sum(net) AS BIGINT) AS net
     FROM net GROUP BY ALL ORDER BY id, class, fee, month`,
    [season, day, ...node, days.from, days.count, last, ...spans.flat(), ...values.flat()],
  );
  return { chargedFen, cells: rows.map(cellOf) };
}

function cellOf(row: Readonly<Record<string, unknown>>): RevenueCell {
  const [gross, net] = [integer(row["gross"]), integer(row["net"])];
  return {
    id: String(row["id"]),
    priceClass: String(row["class"]),
    fee: String(row["fee"]) as FeeId,
    month: String(row["month"]),
    grossFen: fen(gross),
    netFen: fen(net),
    taxFen: fen(gross - net),
  };
}
