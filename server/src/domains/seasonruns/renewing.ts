import type { Season } from "@warmline/shared/households/model.ts";
import type { RenewedBy } from "@warmline/shared/households/renewal.ts";
import type { SeasonRun } from "@warmline/shared/seasonruns/model.ts";
import type { Renewing } from "../ledger/index.ts";

/** 续签: what a run renews contracts by; null where whoever signed nothing is left out. */
export function renewingOf(
  { renews, lastSeason }: Pick<SeasonRun, "renews" | "lastSeason">,
  season: Season,
  by: RenewedBy = {},
): Renewing | null {
  return renews && lastSeason !== null ? { season, lastSeason, by } : null;
}
