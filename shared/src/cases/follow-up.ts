import { assert } from "../kernel/assert.ts";
import { refuse } from "../kernel/result.ts";
import { change, type Changed } from "./change.ts";
import type { Moment } from "./event.ts";
import type { Case } from "./model.ts";

/** After so many call-backs that reached nobody a case may be closed all the same. */
export const UNREACHED_MAX = 3;

export interface CallBack {
  readonly outcome: "satisfied" | "dissatisfied" | "unreached";
  readonly description?: string | undefined;
}

/**
 * 回访: satisfied is called back; dissatisfied reopens to the same worker; unreached is counted.
 * Refusals: those of `change`.
 */
export function callBackCase(
  caseRecord: Case,
  moment: Moment,
  { outcome, description }: CallBack,
): Changed<"call-back" | "miss-call-back"> {
  switch (outcome) {
    case "satisfied":
      return change(caseRecord, moment, "call-back", { kind: "called-back", description });
    case "unreached": {
      const unreachedCount = caseRecord.unreachedCount + 1;
      const happened = { kind: "call-back-missed", description, data: { unreachedCount } } as const;
      return change(caseRecord, moment, "miss-call-back", happened, { unreachedCount });
    }
    case "dissatisfied": {
      const called = change(caseRecord, moment, "call-back", { kind: "called-back", description });
      if (!called.ok) return called;
      const reopened = reopenCase(called.value, moment, description);
      assert(reopened.ok, "a case that was called back can be reopened");
      return reopened;
    }
  }
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

/**
 * 重开: to the same worker, with the customer's clock running as if it had never been done. Refusals:
 * those of `change`.
 */
export function reopenCase(
  caseRecord: Case,
  moment: Moment,
  description: string | undefined,
): Changed<"reopen"> {
  return change(
    caseRecord,
    moment,
    "reopen",
    { kind: "reopened", description },
    { unreachedCount: 0 },
  );
}
