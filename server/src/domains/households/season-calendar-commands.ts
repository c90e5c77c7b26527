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
import { insert, replace } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { recorded } from "./household-change.ts";
import type { NamedCalendar } from "./rows.ts";
import { allSeasons } from "./season-commands.ts";

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
  readonly requestId?: string | undefined;
}

export interface MovingSeason {
  readonly all: readonly Season[];
  readonly season: Season;
  readonly place: OrgNode | null;
  readonly calendar: SeasonCalendar | null;
}

export type MoveCode =
  | "not-found"
  | "place-unknown"
  | "season-dates-wrong"
  | "season-overlaps"
  | "season-days-same";

/** Refusal: `not-found`. */
export async function loadSeasonMove(
  reads: Reads,
  { id, placeId }: Pick<MoveSeason, "id" | "placeId">,
): Promise<Result<MovingSeason, "not-found">> {
  const all = await allSeasons(reads);
  const season = all.find((one) => one.id === id);
  if (season === undefined) return refuse("not-found");
  return ok({
    all,
    season,
    place: placeId === WHOLE_CITY ? null : await reads.get(orgNodes, placeId),
    calendar: await reads.get(seasonCalendars, calendarId(id, placeId)),
  });
}

const PLACES = new Set<OrgNode["kind"]>(["branch", "station", "building"]);

/**
 * The days of a season at a place from now on. Nothing that was charged changes with them.
 * Refusals, in this order: `place-unknown`, `season-dates-wrong`, `season-overlaps`,
 * `season-days-same`.
 */
export function decideSeasonMove(
  { all, season, place, calendar }: MovingSeason,
  { id, placeId, days: asked, evidence, reason, requestId }: MoveSeason,
  moment: Moment,
): Result<Decision<{ id: string; rev: number }>, MoveCode> {
  const known = placeId === WHOLE_CITY || (place !== null && PLACES.has(place.kind));
  if (!known) return refuse("place-unknown");
  const counted = asked === null ? ok(0) : seasonDays(id, asked, all);
  if (!counted.ok) return counted;
  const days = asked === null ? null : { ...asked, days: counted.value };
  if (sameContent(calendar === null ? null : movedTo(calendar), days)) {
    return refuse("season-days-same");
  }
  const why = { evidence, reason, ...recorded(moment, { requestId }) };
  const next = withDays({ season: season.id, placeId }, calendar, { days, ...why });
  const write =
    calendar === null ? insert(seasonCalendars, next) : replace(seasonCalendars, calendar, next);
  return ok({
    value: { id: next.id, rev: write.readRev + 1 },
    writes: [write],
    subjects: [`seasons/${season.id}`],
    reason,
  });
}

/**
 * 延长、缩短采暖期, also where contracts stand on it; its inverse is moving back, or as where the place
 * lies. Refusals, in this order: `not-found`, then those of the rule.
 */
export const moveSeason = command({
  name: "seasons.move",
  scope: "city",
  load: (reads, input: MoveSeason): Promise<Result<MovingSeason, MoveCode>> =>
    loadSeasonMove(reads, input),
  seen: ({ calendar, season }, { rev }) => ({
    seen: rev ?? 0,
    now: calendar?.rev ?? 0,
    subject: `seasons/${season.id}`,
  }),
  decide: decideSeasonMove,
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

/** One calendar, after a command that named it. Refusal: `not-found`. */
export async function getSeasonCalendar(
  { store }: Pick<Deps, "store">,
  id: string,
): Promise<Result<NamedCalendar, "not-found">> {
  const calendar = await store.get(seasonCalendars, id);
  if (calendar === null) return refuse("not-found");
  const place = await store.get(orgNodes, calendar.placeId);
  return ok({ calendar, place: place?.name ?? null });
}
