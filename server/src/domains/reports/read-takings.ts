import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
import { refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { TakingsAnswer } from "@warmline/shared/reports/takings-api.ts";
import { toldTakings, totalTakings } from "@warmline/shared/reports/takings.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { unlessUnavailable } from "./reach.ts";
import { waitForHead } from "./wait-for-head.ts";

interface Asked {
  readonly season?: string | undefined;
  readonly from?: CityDate | undefined;
  readonly to?: CityDate | undefined;
  readonly office?: string | undefined;
}

type Reading = Pick<Deps, "store" | "reports" | "clock" | "log">;

/**
 * 收费日报. Whoever is of a branch sees what it took itself. Refusals, in this order: `out-of-scope`,
 * `reports-unavailable`.
 */
export async function readTakings(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<TakingsAnswer, "out-of-scope" | "reports-unavailable">> {
  const branch = branchOf(actor);
  if (branch !== undefined && asked.office !== undefined && asked.office !== branch) {
    return refuse("out-of-scope");
  }
  const office = branch ?? asked.office ?? null;
  return unlessUnavailable(deps, () => reckoned(deps, asked, office));
}

async function reckoned(
  deps: Reading,
  { season, from, to }: Asked,
  office: string | null,
): Promise<TakingsAnswer> {
  const { reports, clock, store } = deps;
  const head = await waitForHead(deps);
  const at = clock.now();
  const seasons = await reports.seasons();
  const last = to ?? cityDate(at);
  const of = { season: season ?? seasons[0] ?? "", from: from ?? last, to: last, office };
  const { position, rows, count } = await reports.takings(of);
  const ids = [...new Set(rows.map(({ cashierId }) => cashierId))];
  const names = new Map((await store.getMany(staff, ids)).map(({ id, name }) => [id, name]));
  return {
    position,
    behind: Math.max(0, head - position),
    at,
    ...of,
    seasons,
    total: toldTakings(totalTakings(rows, count)),
    rows: rows.map((row) => {
      const { office: where, cashierId, method, channel } = row;
      const cashierName = names.get(cashierId);
      const who = cashierName === undefined ? { cashierId } : { cashierId, cashierName };
      return { office: where, ...who, method, channel, ...toldTakings(row) };
    }),
  };
}
