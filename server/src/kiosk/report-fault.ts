import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CaseCategory, Urgency } from "@warmline/shared/tickets/types.ts";
import type { KioskReport } from "@warmline/shared/wire/kiosk.ts";
import type { Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { fileCase, type FileRefusal } from "../tickets/file-case.ts";
import { readGrant } from "./grants.ts";

export interface FaultInput {
  readonly category: CaseCategory;
  readonly severe: boolean;
  readonly words: string;
  readonly place?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly grant?: string | undefined;
}

type Code = "grant-expired" | "who-or-where-missing" | FileRefusal;

/** 报修: the kiosk's own report id makes it one case, however often the kiosk sends it. */
export async function reportFault(
  deps: Deps,
  caller: Caller,
  input: FaultInput,
): Promise<Result<KioskReport, Code>> {
  assert(caller.key, "a report has its own id");
  const { category, severe, words, place, name, phone, grant } = input;
  const granted = await readGrant(deps, grant, caller.actor.id);
  if (!granted.ok) return granted;
  if (granted.value === undefined && place === undefined && phone === undefined) {
    return refuse("who-or-where-missing");
  }
  const urgency = urgencyOf(category, severe);
  const filed = await fileCase(deps, caller, {
    source: "kiosk",
    sourceId: `${caller.actor.id}/${caller.key}`,
    contact: {
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone }),
    },
    householdId: granted.value,
    category,
    urgency,
    // What the resident wrote of the place is needed only where the household does not say it.
    words: place === undefined || granted.value ? words : `地点：${place}\n${words}`,
  });
  if (!filed.ok) return filed;
  return ok({ number: filed.value.number, outcome: filed.value.outcome, urgency });
}

/** Water and whole buildings do not wait; the rest is urgent when it is a hardship. */
function urgencyOf(category: CaseCategory, severe: boolean): Urgency {
  switch (category) {
    case "leak":
      return severe ? "critical" : "urgent";
    case "no-heat-building":
      return "urgent";
    case "not-warm":
    case "private-alteration":
    case "other":
      return severe ? "urgent" : "normal";
    case "fee-question":
    case "stop-restore":
    case "praise":
      return "normal";
  }
}
