import type { Contact } from "@warmline/shared/campaigns/model.ts";
import { callBackCase, type TakenBack } from "@warmline/shared/cases/follow-up.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { takenBack } from "../cases/index.ts";

interface Missed {
  readonly caseRecord: Case;
  readonly back: TakenBack;
}

export async function loadMissed(
  reads: Reads,
  { caseIds }: Pick<Contact, "caseIds">,
  moment: Moment,
): Promise<readonly Missed[]> {
  const found = await Promise.all(caseIds.map((id) => reads.get(cases, id)));
  return Promise.all(
    found.flatMap((caseRecord) =>
      caseRecord === null
        ? []
        : [takenBack(reads, caseRecord, moment).then((back) => ({ caseRecord, back }))],
    ),
  );
}

/** 回访未接通, on each case that waits for its call-back still. */
export function missedWrites(missed: readonly Missed[], moment: Moment): Write[] {
  return missed.flatMap(({ caseRecord, back }) => {
    const next = callBackCase(caseRecord, moment, { outcome: "unreached" }, back);
    return next.ok ? [replace(cases, caseRecord, next.value)] : [];
  });
}
