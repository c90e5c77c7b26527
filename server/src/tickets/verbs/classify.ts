import { classifyCase } from "@warmline/shared/tickets/describe.ts";
import { dueTime } from "@warmline/shared/tickets/due.ts";
import type { CaseCategory, Urgency } from "@warmline/shared/tickets/types.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";
import { cityCalendar } from "../work-calendar.ts";

export interface ClassifyInput extends CaseInput {
  readonly category: CaseCategory;
  readonly urgency: Urgency;
  readonly words?: string | undefined;
}

/** Sets category and urgency, and with them the deadline from the time of opening. */
export function classify(deps: Deps, caller: Caller, input: ClassifyInput) {
  return actOnCase(deps, caller, {
    command: "cases.classify",
    input,
    reason: input.words,
    async decide(matter, moment) {
      const calendar = await cityCalendar(deps);
      const ruleDueAt = dueTime(calendar, input.category, input.urgency, matter.openedAt);
      return classifyCase(matter, moment, { ...input, ruleDueAt });
    },
  });
}
