import { orgNodes, type OrgNode, type Season } from "@warmline/shared/households/model.ts";
import {
  calendarId,
  movedTo,
  seasonCalendars,
  WHOLE_CITY,
  withDays,
  type SeasonCalendar,
} from "@warmline/shared/households/season-calendar.ts";
import { seasonDays } from "@warmline/shared/households/seasons.ts";
import { sameContent } from "@warmline/shared/kernel/canonical.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Touched } from "@warmline/shared/requests/preview.ts";
import { put } from "@warmline/shared/store/write.ts";
import { needsRequest } from "../../platform/commands/approvable.ts";
import { command } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { recorded } from "./household-change.ts";
import type { NamedCalendar } from "./rows.ts";
import { allSeasons } from "./season-commands.ts";
import { countTouched } from "./season-reach.ts";

export interface MoveSeason {
  /** The season's name. */
  readonly id: string;
  readonly placeId: string;
  /** The calendar's revision that the person saw; none where there was no calendar. */
  readonly rev?: number | undefined;
  /** Null: as where the place lies. */
  readonly days: { readonly from: CityDate; readonly to: CityDate } | null;
  readonly evidence: string;
  readonly reason: string;
}

export interface MovingSeason {
  readonly all: readonly Season[];
  readonly season: Season;
  /** Null: the whole city, or a place that is not there. */
  readonly place: OrgNode | null;
  readonly calendar: SeasonCalendar | null;
  /** The calendars of where the place lies, the nearest first. */
  readonly above: readonly SeasonCalendar[];
  readonly touches: readonly Touched[];
}

type MoveCode =
  | "not-found"
  | "place-unknown"
  | "season-dates-wrong"
  | "season-overlaps"
  | "season-days-same"
  | "approval-needed";

const PLACES = new Set<OrgNode["kind"]>(["branch", "station", "building"]);

/**
 * 延长、缩短采暖期: the days of a season at a place from now on, also where contracts stand on it; nothing
 * that was charged changes with them. Its inverse is moving back, or as where the place lies. By
 * request alone, but for programs on the machine. Refusals, in this order: `not-found`,
 * `approval-needed`, `place-unknown`, `season-dates-wrong`, `season-overlaps`, `season-days-same`.
 */
export const moveSeason = command({
  name: "seasons.move",
  scope: "city",
  async load(reads, { id, placeId }: MoveSeason): Promise<Result<MovingSeason, MoveCode>> {
    const all = await allSeasons(reads);
    const season = all.find((one) => one.id === id);
    if (season === undefined) return refuse("not-found");
    const place = placeId === WHOLE_CITY ? null : await reads.get(orgNodes, placeId);
    const above = [...(place?.path.toReversed() ?? []), WHOLE_CITY].filter((at) => at !== placeId);
    const kept = await reads.getMany(
      seasonCalendars,
      [placeId, ...above].map((one) => calendarId(id, one)),
    );
    return ok({
      all,
      season,
      place,
      calendar: kept.find((one) => one.placeId === placeId) ?? null,
      above: kept.filter((one) => one.placeId !== placeId),
      touches: await countTouched(reads, id, place),
    });
  },
  seen: ({ calendar, season }, { rev }) => ({
    seen: rev ?? 0,
    now: calendar?.rev ?? 0,
    subject: `seasons/${season.id}`,
  }),
  decide({ all, season, place, calendar }, input, moment) {
    const { id, placeId, days: asked, evidence, reason } = input;
    if (needsRequest(moment)) return refuse("approval-needed");
    const known = placeId === WHOLE_CITY || (place !== null && PLACES.has(place.kind));
    if (!known) return refuse("place-unknown");
    const counted = asked === null ? ok(0) : seasonDays(id, asked, all);
    if (!counted.ok) return counted;
    const days = asked === null ? null : { ...asked, days: counted.value };
    if (sameContent(calendar === null ? null : movedTo(calendar), days)) {
      return refuse("season-days-same");
    }
    const requested = moment.request === undefined ? {} : { requestId: moment.request.id };
    const why = { evidence, reason, ...requested, ...recorded(moment, {}) };
    const next = withDays({ season: season.id, placeId }, calendar, { days, ...why });
    const write = put(seasonCalendars, calendar, next);
    return ok({
      value: { id: next.id, rev: write.readRev + 1 },
      writes: [write],
      subjects: [`seasons/${season.id}`],
      reason,
    });
  },
});

/** All calendars of all seasons, newest season first: a handful a season. */
export async function listSeasonCalendars({
  store,
}: Pick<Deps, "store">): Promise<NamedCalendar[]> {
  const all = await findAll({ store }, seasonCalendars, { index: "bySeason", order: "descending" });
  const nodes = await store.getMany(orgNodes, [...new Set(all.map(({ placeId }) => placeId))]);
  const nameOf = new Map(nodes.map(({ id, name }) => [id, name]));
  return all.map((calendar) => ({ calendar, place: nameOf.get(calendar.placeId) ?? null }));
}
