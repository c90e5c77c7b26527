import { classifyCase } from "@warmline/shared/cases/describe.ts";
import { dueTime } from "@warmline/shared/cases/due.ts";
import type { CaseCategory, Urgency } from "@warmline/shared/cases/model.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";
import { cityCalendar } from "../work-calendar.ts";

export interface ClassifyInput extends CaseInput {
  readonly category: CaseCategory;
  readonly urgency: Urgency;
  readonly description?: string | undefined;
}

/** Sets category and urgency, and with them the deadline from the time of opening. */
export function classify(deps: Deps, caller: Caller, input: ClassifyInput) {
  return actOnCase(deps, caller, {
    command: "cases.classify",
    input,
    reason: input.description,
    async decide(caseRecord, moment) {
      const calendar = await cityCalendar(deps);
      const ruleDueAt = dueTime(calendar, input.category, input.urgency, caseRecord.openedAt);
      return classifyCase(caseRecord, moment, { ...input, ruleDueAt });
    },
  });
}
