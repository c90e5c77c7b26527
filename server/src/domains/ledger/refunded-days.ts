import { formatDegrees, type HeatRefund } from "@warmline/shared/catalogue/heat-refund.ts";
import { agreed, type Contract } from "@warmline/shared/households/contract-versions.ts";
import {
  seasons,
  type Household,
  type Place,
  type Season,
} from "@warmline/shared/households/model.ts";
import {
  calendarId,
  calendarPlaces,
  daysOf,
  seasonCalendars,
  type SeasonCalendar,
} from "@warmline/shared/households/season-calendar.ts";
import { effectiveStops } from "@warmline/shared/households/stops.ts";
import { isInside } from "@warmline/shared/incidents/areas.ts";
import { incidents, isOver, type Incident } from "@warmline/shared/incidents/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import {
  addedSpans,
  coldShare,
  outageSpan,
  refundedSpaces,
  withinSeason,
  type DaySpan,
  type RefundOfDays,
} from "@warmline/shared/ledger/refund-days.ts";
import { standingEntries } from "@warmline/shared/ledger/standing-entries.ts";
import type { Step } from "@warmline/shared/ledger/steps.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { standingCharge } from "./recharge.ts";

/** 室温不达标: days (both included) on which a room was measured. */
export interface Cold {
  readonly from: CityDate;
  readonly to: CityDate;
  /** 1/10 °C. */
  readonly roomTemperatureDeci: number;
}

interface Asked {
  readonly season: string;
  /** The number of an incident. */
  readonly incident?: string | undefined;
  readonly cold?: Cold | undefined;
}

/** What a refund by days rests on beside the account; nothing is read for one by an amount. */
export interface DaysBasis {
  readonly seasonOf: Season | null;
  readonly calendars: readonly SeasonCalendar[];
  /** That has the number that was said; null: none has. */
  readonly incident: Incident | null;
}

export async function readDaysBasis(
  reads: Reads,
  place: Place,
  { season, incident: number, cold }: Asked,
): Promise<DaysBasis> {
  if (number === undefined && cold === undefined) {
    return { seasonOf: null, calendars: [], incident: null };
  }
  const ids = calendarPlaces(place).map((placeId) => calendarId(season, placeId));
  const [seasonOf, calendars, found] = await Promise.all([
    reads.get(seasons, season),
    reads.getMany(seasonCalendars, ids),
    number === undefined
      ? []
      : reads.find(incidents, { index: "number", where: { number }, limit: 1 }),
  ]);
  return { seasonOf, calendars, incident: found[0] ?? null };
}

export type DaysCode =
  | "incident-unknown"
  | "incident-not-over"
  | "outage-too-short"
  | "warm-enough"
  | "days-outside-season"
  | "days-refunded"
  | "nothing-charged"
  | "days-not-heated";

interface Of extends DaysBasis {
  readonly household: Household;
  readonly stream: readonly Entry[];
  readonly contract: Contract | null;
}

/**
 * What a household is refunded for days without heat, or with too little of it, beside what it was
 * before. Refusals, in this order: `basis-wrong` (neither incident nor days are said),
 * `incident-unknown` (no such one, or the household lies outside), `incident-not-over`,
 * `outage-too-short`, `warm-enough`, `nothing-charged` (no season, or no charge of it by this
 * ledger stands), `days-outside-season`, `days-refunded`, `days-not-heated` (it was stopped).
 */
export function refundedDays(
  refund: HeatRefund,
  of: Of,
  asked: Asked,
): Result<RefundOfDays, DaysCode | "basis-wrong"> {
  const wanted = wantedSpan(refund, of, asked);
  if (!wanted.ok) return wanted;
  const { season } = asked;
  const charge = standingCharge(of.stream, season);
  if (of.seasonOf === null || charge === undefined) return refuse("nothing-charged", { season });
  const days = daysOf(of.seasonOf, of.calendars, of.household.place);
  const span = withinSeason(wanted.value.span, days);
  if (span === null) return refuse("days-outside-season", { from: days.from, to: days.to });
  const spans = addedSpans(span, standingSpans(of.stream, season));
  if (spans.length === 0) return refuse("days-refunded");
  const stops = of.contract === null ? [] : effectiveStops(agreed(of.contract).stops);
  const spaces = refundedSpaces(stepsOf(charge), stops, spans);
  if (spaces.every(({ dayShares10k }) => dayShares10k === 0)) return refuse("days-not-heated");
  return ok({ seasonDays: days.days, spans, spaces, cause: wanted.value.cause });
}

interface Wanted {
  readonly span: DaySpan;
  readonly cause: RefundOfDays["cause"];
}

function wantedSpan(
  refund: HeatRefund,
  of: Of,
  { incident: number, cold }: Asked,
): Result<Wanted, DaysCode | "basis-wrong"> {
  if (refund.kind === "cold") {
    if (cold === undefined) return refuse("basis-wrong");
    const { from, to, roomTemperatureDeci } = cold;
    const share10k = coldShare(refund, roomTemperatureDeci);
    if (share10k === null) {
      return refuse("warm-enough", { degrees: formatDegrees(roomTemperatureDeci) });
    }
    return ok({ span: { from, to, share10k }, cause: { roomTemperatureDeci } });
  }
  if (number === undefined) return refuse("basis-wrong");
  const { incident, household } = of;
  if (incident === null || !isInside(incident.areas, household.place)) {
    return refuse("incident-unknown", { number });
  }
  const { startedAt, restoredAt } = incident;
  if (!isOver(incident) || restoredAt === undefined) {
    return refuse("incident-not-over", { number });
  }
  const span = outageSpan(refund, { startedAt, restoredAt });
  if (span === null) return refuse("outage-too-short", { hours: refund.overHours });
  return ok({ span, cause: { incident: number } });
}

/** What of a season's days is refunded by entries that stand. */
function standingSpans(stream: readonly Entry[], season: string): DaySpan[] {
  return standingEntries(stream).flatMap(({ detail, lines }) => {
    if (detail.kind !== "relief" || detail.days === undefined) return [];
    return lines.some((line) => line.season === season && line.account !== "receivable")
      ? detail.days.spans
      : [];
  });
}

function stepsOf({ detail }: Entry): readonly Step[] {
  return detail.kind === "charge" ? detail.items.flatMap(({ steps }) => steps) : [];
}
