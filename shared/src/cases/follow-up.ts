import { assert } from "../kernel/assert.ts";
import { refuse } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { applicationOf } from "./application.ts";
import { change, type Changed, type Happened } from "./change.ts";
import { resolveClock } from "./clock.ts";
import { needsCallBack } from "./describe.ts";
import type { CaseEvent, Moment } from "./event.ts";
import type { Case } from "./model.ts";
import { startClocks, type Timetable } from "./policy.ts";

/** After so many call-backs that reached nobody a case may be closed all the same. */
export const UNREACHED_MAX = 3;
/** 回访间隔: a call sooner after the last one that counted is recorded and does not count. */
export const UNREACHED_SPACING_MS = 2 * 3_600_000;

export interface CallBack {
  readonly outcome: "satisfied" | "dissatisfied" | "unreached";
  readonly description?: string | undefined;
}

/**
 * 回访: satisfied is called back; dissatisfied reopens; unreached is counted. Refusals: those of
 * `change`.
 */
export function callBackCase(
  caseRecord: Case,
  moment: Moment,
  { outcome, description }: CallBack,
  back: TakenBack,
): Changed<"call-back" | "miss-call-back"> {
  if (outcome === "unreached") return missCallBack(caseRecord, moment, description);
  const happened = { kind: "called-back", description, data: { outcome } } as const;
  const called = change(caseRecord, moment, "call-back", happened);
  if (!called.ok || outcome === "satisfied") return called;
  const reopened = reopenCase(called.value, moment, description, back);
  assert(reopened.ok, "a case that was called back can be reopened");
  return reopened;
}

function missCallBack(
  caseRecord: Case,
  moment: Moment,
  description: string | undefined,
): Changed<"miss-call-back"> {
  const last = lastCountedMiss(caseRecord);
  const tooSoon = last !== undefined && moment.at - last.at < UNREACHED_SPACING_MS;
  const unreachedCount = caseRecord.unreachedCount + (tooSoon ? 0 : 1);
  const data = { unreachedCount, ...(tooSoon ? { tooSoon: 1 } : {}) };
  const happened = { kind: "call-back-missed", description, data } as const;
  return change(caseRecord, moment, "miss-call-back", happened, { unreachedCount });
}

/** Since the case was last done. */
function lastCountedMiss({ history, unreachedCount }: Case): CaseEvent | undefined {
  if (unreachedCount === 0) return undefined;
  return history.findLast(
    ({ kind, data }) => kind === "call-back-missed" && data?.["tooSoon"] === undefined,
  );
}

/** Whether it was called back, or need not be: see `closeCase`. */
export function mayBeClosed({ state, contact, unreachedCount, category }: Case): boolean {
  const excused =
    contact.phone === undefined || unreachedCount >= UNREACHED_MAX || !needsCallBack(category);
  return state !== "resolved" || excused;
}

/**
 * Closing needs the call-back, unless there is nobody to call, the customer was not reached
 * `UNREACHED_MAX` times, or it was praise. Refusals, in this order: `not-called-back`, then those
 * of `change`.
 */
export function closeCase(
  caseRecord: Case,
  moment: Moment,
  description: string | undefined,
): Changed<"close", "not-called-back"> {
  if (!mayBeClosed(caseRecord)) {
    return refuse("not-called-back", {
      unreached: caseRecord.unreachedCount,
      needed: UNREACHED_MAX,
    });
  }
  return change(caseRecord, moment, "close", { kind: "closed", description });
}

/**
 * 撤销: the customer takes it back, or it was filed by mistake; its inverse is reopening. Of a
 * critical case it is asked for and granted by another. Refusals, in this order: those
 * of `change`, `application-pending`.
 */
export function withdrawCase(
  caseRecord: Case,
  moment: Moment,
  description: string,
): Changed<"withdraw", "application-pending"> {
  const gone = change(caseRecord, moment, "withdraw", { kind: "withdrawn", description });
  if (!gone.ok || caseRecord.urgency !== "critical") return gone;
  if (caseRecord.application !== undefined) return refuse("application-pending");
  const application = applicationOf(moment, { kind: "withdrawal" }, description);
  const happened = { kind: "withdrawal-asked", description } as const;
  const asked = change(caseRecord, moment, "note", happened, { application });
  assert(asked.ok, "a case that can be withdrawn can be asked about");
  return asked;
}

/** To whom a case comes back, and by when it is to be done again. */
export interface TakenBack {
  /** Whether whoever had it works for its branch still. */
  readonly workerStays: boolean;
  readonly timetable: Timetable;
}

/**
 * 重开: to the same worker, or to the branch's dispatcher where that one works there no more, with
 * clocks of its own from now. Refusals: those of `change`.
 */
export function reopenCase(
  caseRecord: Case,
  moment: Moment,
  description: string | undefined,
  back: TakenBack,
): Changed<"reopen"> {
  const { data, patch } = comesBack(caseRecord, moment.at, back);
  return change(caseRecord, moment, "reopen", { kind: "reopened", description, data }, patch);
}

/** What reopening changes beside the state, by whatever it comes about. */
export function comesBack(
  caseRecord: Case,
  at: Instant,
  { workerStays, timetable }: TakenBack,
): { readonly data: Happened["data"]; readonly patch: Partial<Case> } {
  const { assigneeId, assigneeName } = caseRecord;
  const clocks = startClocks(timetable, caseRecord, at);
  const due = { fromDueAt: resolveClock(caseRecord).due, toDueAt: resolveClock({ clocks }).due };
  const patch = { unreachedCount: 0, clocks };
  if (workerStays || assigneeId === undefined) return { data: due, patch };
  return {
    data: { ...due, fromAssigneeId: assigneeId, fromAssigneeName: assigneeName },
    patch: { ...patch, assigneeId: undefined, assigneeName: undefined },
  };
}
