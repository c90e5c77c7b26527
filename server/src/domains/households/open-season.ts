import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { seasonDays } from "@warmline/shared/households/seasons.ts";
import { contracts, seasons, type Season } from "@warmline/shared/households/model.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { priceGuard } from "./price-guard.ts";

export interface OpenSeason {
  /** `2026-2027`. */
  readonly name: string;
  readonly from: CityDate;
  /** Inclusive. */
  readonly to: CityDate;
}

type DatesRefusal = "out-of-scope" | "season-dates-wrong" | "season-overlaps" | "changed-meanwhile";

/**
 * A new heating season. Refusals, in this order: `out-of-scope`, `season-taken`,
 * `season-dates-wrong`, `season-overlaps`.
 */
export async function openSeason(
  deps: Deps,
  caller: Caller,
  { name, from, to }: OpenSeason,
): Promise<Result<Season, DatesRefusal | "season-taken">> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  return attempt<Result<Season, DatesRefusal | "season-taken">>(async () => {
    const guard = await priceGuard(deps, "seasons");
    const all = await listSeasons(deps);
    if (all.some(({ id }) => id === name)) return refuse("season-taken", { season: name });
    const days = seasonDays(name, { from, to }, all);
    if (!days.ok) return days;
    const season = { id: name, from, to, days: days.value };
    const committed = await commitAudited(
      deps,
      caller,
      { command: "seasons.open", subjects: [`seasons/${name}`] },
      [insert(seasons, season), guard],
    );
    return committed.ok ? ok({ ...season, rev: 1 }) : lost;
  });
}

export interface CorrectSeason {
  readonly id: string;
  readonly rev: number;
  readonly from: CityDate;
  readonly to: CityDate;
  readonly reason: string;
}

/**
 * Corrects the days of a season that no contract stands on yet. Refusals, in this order:
 * `out-of-scope`, `not-found`, `changed-meanwhile`, `season-in-use`, `season-dates-wrong`,
 * `season-overlaps`.
 */
export async function correctSeason(
  deps: Deps,
  caller: Caller,
  { id, rev, from, to, reason }: CorrectSeason,
): Promise<Result<Season, DatesRefusal | "not-found" | "season-in-use">> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  return attempt<Result<Season, DatesRefusal | "not-found" | "season-in-use">>(async () => {
    const guard = await priceGuard(deps, "seasons");
    const all = await listSeasons(deps);
    const current = all.find((season) => season.id === id);
    if (current === undefined) return refuse("not-found");
    if (current.rev !== rev) return refuse("changed-meanwhile");
    const used = await deps.store.find(contracts, {
      index: "bySeason",
      where: { season: id },
      limit: 1,
    });
    if (used.length > 0) return refuse("season-in-use", { season: id });
    const days = seasonDays(id, { from, to }, all);
    if (!days.ok) return days;
    const next = { ...current, from, to, days: days.value };
    const committed = await commitAudited(
      deps,
      caller,
      { command: "seasons.correct", subjects: [`seasons/${id}`], reason },
      [replace(seasons, current, next), guard],
    );
    return committed.ok ? ok({ ...next, rev: rev + 1 }) : lost;
  });
}

/** Heating seasons, newest first. */
export function listSeasons(deps: Pick<Deps, "store">): Promise<Season[]> {
  return findAll(deps, seasons, { index: "byFrom", order: "descending" });
}
