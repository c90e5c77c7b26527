import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { normalisePhone } from "@warmline/shared/households/phone.ts";
import { households } from "@warmline/shared/households/model.ts";
import { reportId } from "@warmline/shared/cases/report.ts";
import { reports, type CaseCategory, type Urgency } from "@warmline/shared/cases/model.ts";
import type { KioskReport } from "@warmline/shared/kiosk/api.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { fileCase, type FileRefusal } from "../../domains/cases/index.ts";
import { readGrant } from "./grants.ts";

export interface FaultInput {
  readonly category: CaseCategory;
  readonly severe: boolean;
  readonly description: string;
  readonly place?: string | undefined;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly grant?: string | undefined;
}

type Code = "grant-expired" | "who-or-where-missing" | FileRefusal;

/**
 * 报修: the kiosk's own report id makes it one case, however often the kiosk sends it; sent again, it
 * needs no grant any more. Whoever has proven the household, and whoever left no phone that could
 * belong to an open case, is told the number; everybody else that it was received.
 */
export async function reportFault(
  deps: Deps,
  caller: Caller,
  input: FaultInput,
): Promise<Result<KioskReport, Code>> {
  assert(caller.key, "a report has its own id");
  const sourceId = `${caller.actor.id}/${caller.key}`;
  const urgency = urgencyOf(input.category, input.severe);
  const id = reportId("kiosk", sourceId);
  const before = await deps.store.get(reports, id);
  const moment = { at: deps.clock.now(), actor: caller.actor };
  const granted = await readGrant(deps.store, input.grant, moment);
  if (!granted.ok && before === null) return granted;
  const householdId = granted.ok ? granted.value : undefined;
  const { place, phone } = input;
  if (before === null && householdId === undefined && place === undefined && phone === undefined) {
    return refuse("who-or-where-missing");
  }
  const filed = await fileCase(deps, caller, {
    ...contentOf(input, householdId !== undefined),
    source: "kiosk",
    sourceId,
    householdId,
    urgency,
    proven: householdId !== undefined,
    phoneUnproven: !(await isOnFile(deps, householdId, phone)),
  });
  if (!filed.ok) return filed;
  const { number, outcome } = filed.value;
  // By what was kept: under this key another may have come at the very same moment.
  const kept = before ?? (await deps.store.get(reports, id));
  const mayKnow = kept?.proven === true || kept?.contact.phone === undefined;
  if (!mayKnow) return ok({ outcome: "received", urgency });
  return ok({ number, outcome, urgency });
}

function contentOf({ category, description, place, name, phone }: FaultInput, located: boolean) {
  return {
    category,
    contact: {
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone }),
    },
    // What the resident wrote of the place is needed only where the household does not say it.
    description: place === undefined || located ? description : `地点：${place}\n${description}`,
  };
}

/** Whether the phone is one of the household's own: any other is only typed. */
async function isOnFile(
  { store }: Pick<Deps, "store">,
  householdId: string | undefined,
  phone: string | undefined,
): Promise<boolean> {
  const typed = phone === undefined ? null : normalisePhone(phone);
  if (householdId === undefined || !typed?.ok) return false;
  const household = await store.get(households, householdId);
  return household?.phones.includes(typed.value) ?? false;
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
