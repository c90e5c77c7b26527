import type { Body } from "@warmline/shared/store/collection.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { cityDate, later, startOfDay, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Urgency } from "@warmline/shared/cases/categories.ts";
import type { CaseSource, CaseState } from "@warmline/shared/cases/model.ts";
import { demoTimetable } from "./calendar.ts";
import { drawFor, type Draw } from "./draw.ts";
import { begunFor, paceOf } from "./pace.ts";
import { reportedPhrase, type DemoCategory } from "./phrases.ts";

/** What somebody reported, and how far its case has come since. */
export interface DemoReport {
  readonly household: Body<Household>;
  readonly at: Instant;
  readonly source: CaseSource;
  readonly category: DemoCategory;
  readonly urgency: Urgency;
  readonly description: string;
  readonly state: CaseState;
  /** 1 of whoever is in time; more of whoever is slow. */
  readonly pace: number;
  readonly draw: Draw;
}

const OPEN = 60;
const CLOSED = 340;
/** A small city has fewer, so that no household has two open cases of one kind. */
const HOUSEHOLDS_PER_REPORT = 4;

const SOURCES = [
  [45, "phone"],
  [25, "wechat"],
  [12, "kiosk"],
  [12, "counter"],
  [6, "console"],
] as const;

const CATEGORIES = [
  [46, "not-warm"],
  [14, "leak"],
  [6, "no-heat-building"],
  [14, "fee-question"],
  [8, "stop-restore"],
  [4, "private-alteration"],
  [4, "praise"],
  [4, "other"],
] as const;

/** Of those still open. */
const STATES = [
  [28, "new"],
  [20, "assigned"],
  [22, "accepted"],
  [12, "on-site"],
  [10, "resolved"],
  [4, "called-back"],
  [4, "reopened"],
] as const;

const CLOSED_SINCE_DAYS = 75;
const HOUR_MS = 3_600_000;

export interface ReportsWanted {
  readonly open: number;
  readonly closed: number;
}

export function reportsWanted(households: number): ReportsWanted {
  const most = Math.floor(households / HOUSEHOLDS_PER_REPORT);
  const open = Math.min(OPEN, Math.ceil(most / 6));
  return { open, closed: Math.min(CLOSED, most - open) };
}

/** One report for each of these households, in the order of time. */
export function makeReports(
  seed: number,
  reporters: readonly Body<Household>[],
  { open }: ReportsWanted,
  now: Instant,
): DemoReport[] {
  const timetable = demoTimetable(now);
  // The open ones lie evenly among all, so that every branch has some.
  const shareAt = (index: number) => Math.floor((index * open) / reporters.length);
  const reports = reporters.map((household, index): DemoReport => {
    const draw = drawFor(seed, `report ${index}`);
    const isOpen = shareAt(index + 1) > shareAt(index);
    const category = draw.weighted(CATEGORIES);
    const urgency = urgencyOf(category, draw);
    const state = isOpen ? draw.weighted(STATES) : "closed";
    const pace = paceOf(draw);
    const until = isOpen ? now : closedAt(draw, now);
    const at = begunFor(timetable, { category, urgency }, { state, until, pace, draw });
    const source = draw.weighted(SOURCES);
    const description = reportedPhrase(category, draw);
    return { household, at, source, category, urgency, description, state, pace, draw };
  });
  return reports.toSorted((a, b) => a.at - b.at || (a.household.id < b.household.id ? -1 : 1));
}

function urgencyOf(category: DemoCategory, draw: Draw): Urgency {
  if (category === "no-heat-building") return draw.chance(0.5) ? "critical" : "urgent";
  if (category === "leak") return draw.chance(0.3) ? "critical" : "urgent";
  return draw.chance(0.12) ? "urgent" : "normal";
}

function closedAt(draw: Draw, now: Instant): Instant {
  const day = startOfDay(cityDate(later(now, -draw.between(1, CLOSED_SINCE_DAYS) * 24 * HOUR_MS)));
  return later(day, Math.round((9 + draw.next() * 11) * HOUR_MS));
}
