import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { contracts, type Contract } from "@warmline/shared/households/contract-versions.ts";
import { seasons, type Season } from "@warmline/shared/households/model.ts";
import { seasonDays } from "@warmline/shared/households/seasons.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { needsRequest } from "../../platform/commands/approvable.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { seasonRow } from "./rows.ts";

interface OpenSeason {
  /** `2026-2027`. */
  readonly name: string;
  readonly from: CityDate;
  /** Inclusive. */
  readonly to: CityDate;
}

type DatesCode = "season-dates-wrong" | "season-overlaps";

/**
 * A new heating season. Refusals, in this order: `season-taken`, `season-dates-wrong`,
 * `season-overlaps`.
 */
export const openSeason = command({
  name: "seasons.open",
  scope: "city",
  load: async (reads, _: OpenSeason): Promise<Result<Season[], DatesCode | "season-taken">> =>
    ok(await allSeasons(reads)),
  decide(all, { name, from, to }) {
    if (all.some(({ id }) => id === name)) return refuse("season-taken", { season: name });
    const days = seasonDays(name, { from, to }, all);
    if (!days.ok) return days;
    const season = { id: name, from, to, days: days.value };
    return ok({
      value: seasonRow({ ...season, rev: 1 }),
      writes: [insert(seasons, season)],
      subjects: [`seasons/${name}`],
    });
  },
});

export interface CorrectSeason {
  readonly id: string;
  readonly rev: number;
  readonly from: CityDate;
  readonly to: CityDate;
  readonly reason: string;
}

export interface SeasonInUse {
  readonly all: readonly Season[];
  readonly current: Season;
  /** One of its contracts, if there is any. */
  readonly used: readonly Contract[];
}

/**
 * Corrects the days of a season that no contract stands on yet. By request alone, but for programs
 * on the machine. Refusals, in this order: `not-found`, `approval-needed`, `season-in-use`,
 * `season-dates-wrong`, `season-overlaps`, `season-days-same`.
 */
export const correctSeason = command({
  name: "seasons.correct",
  scope: "city",
  async load(reads, { id }: CorrectSeason): Promise<Result<SeasonInUse, CorrectCode>> {
    const all = await allSeasons(reads);
    const current = all.find((season) => season.id === id);
    if (current === undefined) return refuse("not-found");
    const where = { season: id };
    const used = await reads.find(contracts, { index: "bySeason", where, limit: 1 });
    return ok({ all, current, used });
  },
  seen: ({ current }, { rev }) => ({
    seen: rev,
    now: current.rev,
    subject: `seasons/${current.id}`,
  }),
  decide({ all, current, used }, { id, from, to, reason }, moment) {
    if (needsRequest(moment)) return refuse("approval-needed");
    if (used.length > 0) return refuse("season-in-use", { season: id });
    const days = seasonDays(id, { from, to }, all);
    if (!days.ok) return days;
    if (current.from === from && current.to === to) return refuse("season-days-same");
    const next = { ...current, from, to, days: days.value };
    return ok({
      value: { id, rev: current.rev + 1 },
      writes: [replace(seasons, current, next)],
      subjects: [`seasons/${id}`],
      reason,
    });
  },
});
type CorrectCode =
  | DatesCode
  | "not-found"
  | "season-in-use"
  | "season-days-same"
  | "approval-needed";

/** A utility has a season a year; this is more than it will ever have. */
const SEASONS_MAX = 500;

export function allSeasons(reads: Reads): Promise<Season[]> {
  return reads.find(seasons, { index: "byFrom", order: "descending", limit: SEASONS_MAX });
}

/** Heating seasons, newest first. */
export function listSeasons(deps: Pick<Deps, "store">): Promise<Season[]> {
  return findAll(deps, seasons, { index: "byFrom", order: "descending" });
}
