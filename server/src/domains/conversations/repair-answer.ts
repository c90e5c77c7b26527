import type { Intent } from "@warmline/bots/core/event.ts";
import { callBackCase } from "@warmline/shared/cases/follow-up.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { takenBack } from "../cases/index.ts";

type RepairAnswer = Extract<Intent, { readonly kind: "repair-answer" }>;

/**
 * 回访结果 on each case that waits for it still. Refusal: `not-resolved`, where it is cold and no case
 * could be reopened by it: somebody has to hear that.
 */
export async function loadRepairAnswer(
  reads: Reads,
  { caseIds, warm }: RepairAnswer,
  moment: Moment,
): Promise<
  Result<
    { readonly writes: readonly Write[]; readonly subjects: readonly string[] },
    "not-resolved"
  >
> {
  const outcome = warm ? "satisfied" : "dissatisfied";
  const writes: Write[] = [];
  for (const id of caseIds) {
    const caseRecord = await reads.get(cases, id);
    if (caseRecord === null) continue;
    const back = await takenBack(reads, caseRecord, moment);
    const next = callBackCase(caseRecord, moment, { outcome }, back);
    if (next.ok) writes.push(replace(cases, caseRecord, next.value));
  }
  if (!warm && writes.length === 0) return refuse("not-resolved");
  return ok({ writes, subjects: writes.map(({ id }) => `${cases.name}/${id}`) });
}
