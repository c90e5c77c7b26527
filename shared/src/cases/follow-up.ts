import { assert } from "../kernel/assert.ts";
import { refuse } from "../kernel/result.ts";
import { change, type Changed, type Happened } from "./change.ts";
import type { CaseEvent, Moment } from "./event.ts";
import type { Case } from "./model.ts";

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
    contact.phone === undefined || unreachedCount >= UNREACHED_MAX || category === "praise";
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
 * 撤销: the customer takes it back, or it was filed by mistake; its inverse is reopening. Refusals:
 * those of `change`.
 */
export function withdrawCase(
  caseRecord: Case,
  moment: Moment,
  description: string,
): Changed<"withdraw"> {
  return change(caseRecord, moment, "withdraw", { kind: "withdrawn", description });
}

/** To whom a case comes back. */
export interface TakenBack {
  /** Whether whoever had it works for its branch still. */
  readonly workerStays: boolean;
}

/**
 * 重开: to the same worker, or to the branch's dispatcher where that one works there no more.
 * Refusals: those of `change`.
 */
export function reopenCase(
  caseRecord: Case,
  moment: Moment,
  description: string | undefined,
  back: TakenBack,
): Changed<"reopen"> {
  const { data, patch } = comesBack(caseRecord, back);
  return change(caseRecord, moment, "reopen", { kind: "reopened", description, data }, patch);
}

/** What reopening changes beside the state, by whatever it comes about. */
export function comesBack(
  { assigneeId, assigneeName }: Case,
  { workerStays }: TakenBack,
): { readonly data: Happened["data"]; readonly patch: Partial<Case> } {
  const counted = { unreachedCount: 0 };
  if (workerStays || assigneeId === undefined) return { data: undefined, patch: counted };
  return {
    data: { fromAssigneeId: assigneeId, fromAssigneeName: assigneeName },
    patch: { ...counted, assigneeId: undefined, assigneeName: undefined },
  };
}
