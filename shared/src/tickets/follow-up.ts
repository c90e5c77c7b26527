import { refuse } from "../kernel/result.ts";
import { change, type Decision } from "./change.ts";
import type { Moment } from "./event.ts";
import type { Case } from "./types.ts";

/** After so many call-backs that reached nobody a case may be closed all the same. */
export const UNREACHED_MAX = 3;

export interface CallBack {
  readonly outcome: "satisfied" | "dissatisfied" | "unreached";
  readonly words?: string | undefined;
}

/** 回访: satisfied is called back; dissatisfied reopens to the same worker; unreached is counted. */
export function callBackCase(matter: Case, moment: Moment, { outcome, words }: CallBack): Decision {
  switch (outcome) {
    case "satisfied":
      return change(matter, moment, "call-back", { kind: "called-back", words });
    case "unreached": {
      const unreachedCount = matter.unreachedCount + 1;
      const happened = { kind: "call-back-missed", words, data: { unreachedCount } } as const;
      return change(matter, moment, "miss-call-back", happened, { unreachedCount });
    }
    case "dissatisfied": {
      const called = change(matter, moment, "call-back", { kind: "called-back", words });
      return called.ok ? reopenCase(called.value, moment, words) : called;
    }
  }
}

/**
 * Closing needs the call-back, unless there is nobody to call, the customer was not reached
 * `UNREACHED_MAX` times, or it was praise.
 */
export function closeCase(
  matter: Case,
  moment: Moment,
  words: string | undefined,
): Decision<"not-called-back"> {
  const excused =
    matter.contact.phone === undefined ||
    matter.unreachedCount >= UNREACHED_MAX ||
    matter.category === "praise";
  if (matter.state === "resolved" && !excused) {
    return refuse("not-called-back", { unreached: matter.unreachedCount, needed: UNREACHED_MAX });
  }
  return change(matter, moment, "close", { kind: "closed", words });
}

/** 撤销: the customer takes it back, or it was filed by mistake; its inverse is reopening. */
export function withdrawCase(matter: Case, moment: Moment, words: string): Decision {
  return change(matter, moment, "withdraw", { kind: "withdrawn", words });
}

/** 重开: to the same worker, with the customer's clock running as if it had never been done. */
export function reopenCase(matter: Case, moment: Moment, words: string | undefined): Decision {
  return change(matter, moment, "reopen", { kind: "reopened", words }, { unreachedCount: 0 });
}
