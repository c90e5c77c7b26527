import { cases } from "@warmline/shared/cases/model.ts";
import { isSameWindow } from "@warmline/shared/cases/visit.ts";
import { whyNotDue } from "@warmline/shared/dunning/due-for.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { DunningNotice, NoticeAbout } from "@warmline/shared/notices/model.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readDunned, standingOn } from "../dunning/index.ts";
import { isPastTicket } from "./of-tickets.ts";

/** Whether it is no longer as it says, at the moment that it would be sent. */
export async function isPast(reads: Reads, about: NoticeAbout, now: Instant): Promise<boolean> {
  if ("ticketId" in about) return isPastTicket(reads, about);
  if (about.kind === "dunning") return isPastDunning(reads, about, now);
  return "from" in about && isPastVisit(reads, about, now);
}

/** Who has paid, promised or been spared since is not written to any more. */
async function isPastDunning(
  reads: Reads,
  { accountId, step, amountFen }: DunningNotice,
  now: Instant,
): Promise<boolean> {
  const today = cityDate(now);
  const dunned = (await readDunned(reads, [accountId], today)).get(accountId);
  if (dunned === undefined) return true;
  return whyNotDue(standingOn(dunned, today), { step, amountFen }) !== null;
}

/** Of a case that was merged meanwhile the other one says it. */
async function isPastVisit(
  { get }: Pick<Reads, "get">,
  about: Extract<NoticeAbout, { readonly from: Instant }>,
  now: Instant,
): Promise<boolean> {
  const told = await get(cases, about.caseId);
  const { mergedInto } = told ?? {};
  const one = mergedInto === undefined ? told : await get(cases, mergedInto.caseId);
  const visit = one?.visit;
  if (about.kind === "visit-cancelled") return visit !== undefined;
  return visit === undefined || !isSameWindow(visit, about) || visit.to <= now;
}
