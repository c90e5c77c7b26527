import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { TakingsAnswer } from "@warmline/shared/reports/takings-api.ts";
import { toldTakings, totalTakings } from "@warmline/shared/reports/takings.ts";
import { cashierNames } from "./named-rows.ts";
import { ofOffice } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

interface Asked {
  readonly season?: string | undefined;
  readonly from?: CityDate | undefined;
  readonly to?: CityDate | undefined;
  readonly office?: string | undefined;
}

/**
 * 收费日报. Whoever is of a branch sees what it took itself. Refusals, in this order: `out-of-scope`,
 * `reports-unavailable`.
 */
export async function readTakings(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<TakingsAnswer, "out-of-scope" | "reports-unavailable">> {
  return ofOffice(deps, actor, asked.office, (office) => reckoned(deps, asked, office ?? null));
}

async function reckoned(
  deps: Reading,
  { season, from, to }: Asked,
  office: string | null,
): Promise<TakingsAnswer> {
  const { reports } = deps;
  const { at, standing } = await beginReading(deps);
  const seasons = await reports.seasons();
  const last = to ?? cityDate(at);
  const of = { season: season ?? seasons[0] ?? "", from: from ?? last, to: last, office };
  const { position, rows, count } = await reports.takings(of);
  const nameOf = await cashierNames(deps, rows);
  return {
    ...standing(position),
    ...of,
    seasons,
    total: toldTakings(totalTakings(rows, count)),
    rows: rows.map((row) => {
      const { office: where, cashierId, method, channel } = row;
      const who = { cashierId, ...nameOf(cashierId) };
      return { office: where, ...who, method, channel, ...toldTakings(row) };
    }),
  };
}
