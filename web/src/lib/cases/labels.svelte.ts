import type { CaseCategory, Urgency } from "@warmline/shared/cases/categories.ts";
import type { NextDue } from "@warmline/shared/cases/clock.ts";
import type { CaseSource, CaseState, Contact, ContactKind } from "@warmline/shared/cases/model.ts";
import type { VisitWindow } from "@warmline/shared/cases/visit.ts";
import { addDays, cityDate, formatSpan, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Tone } from "../ui/badge.svelte";
import { t } from "../messages.svelte.ts";
import type { Due } from "./due.ts";

export function categoryName(category: CaseCategory): string {
  return t(`cases.category.${category}`);
}

export function stateName(state: CaseState): string {
  return t(`cases.state.${state}`);
}

export function urgencyName(urgency: Urgency): string {
  return t(`cases.urgency.${urgency}`);
}

/** Who it is, where that is not the resident whose door is rung at. */
export function forwarderName({ kind }: Contact): string | null {
  return kind === undefined || kind === "resident" ? null : contactKindName(kind);
}

export function contactKindName(kind: ContactKind): string {
  return t(`cases.contact.${kind}`);
}

export function sourceName(source: CaseSource): string {
  return t(`cases.source.${source}`);
}

export const stateTones: Record<CaseState, Tone> = {
  new: "accent",
  assigned: "info",
  accepted: "info",
  "on-site": "info",
  resolved: "good",
  "called-back": "good",
  closed: "quiet",
  reopened: "warn",
};

/** `3天4小时`, `2小时5分`, `12分`: the two largest parts. */
export function spanText(minutes: number): string {
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  const rest = minutes % 60;
  if (days > 0) return t("page.span.days", { days, hours });
  if (hours > 0) return t("page.span.hours", { hours, minutes: rest });
  return t("page.span.minutes", { minutes: rest });
}

export function clockName(kind: NextDue["kind"]): string {
  return t(`cases.clock.${kind}`);
}

/** `今天 14:00–16:00`; of other days than today and tomorrow the date. */
export function visitText({ from, to }: VisitWindow, now: Instant): string {
  const [day, span] = [cityDate(from), formatSpan(from, to)];
  const hours = span.slice(day.length + 1);
  if (day === cityDate(now)) return t("console.visit.today", { hours });
  return day === addDays(cityDate(now), 1) ? t("console.visit.tomorrow", { hours }) : span;
}

/** Never by colour alone: the text says what is due and how the deadline stands. */
export function dueText(due: Due, kind: NextDue["kind"]): string {
  const what = clockName(kind);
  switch (due.tone) {
    case "settled":
      return t("console.due.settled");
    case "overdue":
      return t("console.due.overdue", { what, span: spanText(due.minutes) });
    case "soon":
    case "quiet":
      return t("console.due.left", { what, span: spanText(due.minutes) });
  }
}
