import type { Actor } from "@warmline/shared/access/actor.ts";
import { totalFen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { ArrearsAnswer } from "@warmline/shared/reports/arrears-api.ts";
import {
  isArrearsBalanced,
  totalArrears,
  type ArrearsOfNode,
} from "@warmline/shared/reports/arrears.ts";
import { disagreements } from "@warmline/shared/reports/disagreement.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import type { Arrears } from "../../platform/reports/port.ts";
import { withNames } from "./named-rows.ts";
import { crumbs, withinReach, type Reach } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

interface Asked {
  readonly day?: CityDate | undefined;
  readonly node?: string | undefined;
  readonly skip?: number | undefined;
  /** Households to answer at most. */
  readonly limit: number;
}

/**
 * 欠费分析, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readArrears(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<ArrearsAnswer, "out-of-scope" | "reports-unavailable">> {
  return withinReach(deps, actor, asked.node, (reach) => summedUp(deps, reach, asked));
}

async function summedUp(
  deps: Reading,
  reach: Reach,
  { day: until, skip = 0, limit }: Asked,
): Promise<ArrearsAnswer> {
  const { reports, log } = deps;
  const { at, standing } = await beginReading(deps);
  const day = until ?? cityDate(at);
  const found = await reports.arrears({ day, node: reach.node });
  const { cells, receivables } = found;
  const rows = rowsOf(found);
  const total = {
    ...totalArrears(cells),
    receivableFen: totalFen(receivables.map(({ owedFen }) => owedFen)),
  };
  const wrong = disagreements(total, rows, isArrearsBalanced);
  if (wrong.length > 0) log.error({ day, ...reach, wrong }, "reports: the sums do not agree");
  const level = levelBelow(reach.node);
  const ordered = rows.toSorted(byOwed);
  const shown = level === "household" ? ordered.slice(skip, skip + limit) : ordered;
  return {
    ...standing(found.position),
    day,
    path: await crumbs(deps, reach),
    level,
    total,
    bySeasons: bySeasons(cells),
    rows: await withNames(deps, level, shown),
    next: skip + shown.length < rows.length ? skip + shown.length : null,
    disagreements: wrong,
  };
}

/** Also where the receivables leave something open and no household owes it. */
function rowsOf({ cells, receivables }: Arrears): (ArrearsOfNode & { readonly id: string })[] {
  const open = new Map(receivables.map(({ id, owedFen }) => [id, owedFen]));
  const below = Map.groupBy(cells, ({ id }) => id);
  return [...new Set([...open.keys(), ...below.keys()])].map((id) => ({
    id,
    ...totalArrears(below.get(id) ?? []),
    receivableFen: open.get(id) ?? ZERO_FEN,
  }));
}

function byOwed(one: ArrearsOfNode & { id: string }, other: ArrearsOfNode & { id: string }) {
  return other.owedFen - one.owedFen || (one.id < other.id ? -1 : 1);
}

function bySeasons(cells: Arrears["cells"]): ArrearsAnswer["bySeasons"] {
  return [...Map.groupBy(cells, ({ seasons }) => seasons)]
    .toSorted(([one], [other]) => one - other)
    .map(([seasons, some]) => ({ seasons, ...totalArrears(some) }));
}
