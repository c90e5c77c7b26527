import { isDeepStrictEqual } from "node:util";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { TargetAnswer } from "@warmline/shared/staffing/api.ts";
import {
  PLAIN_TARGET,
  staffingTargets,
  TARGET_ID,
  type StaffingTarget,
} from "@warmline/shared/staffing/model.ts";
import { put } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";

const SUBJECT = `${staffingTargets.name}/${TARGET_ID}`;

/** The city's, or a plain one until one is set. */
export async function readTarget({ store }: Pick<Deps, "store">): Promise<TargetAnswer> {
  return answerOf(await store.get(staffingTargets, TARGET_ID));
}

/** Sets the whole target, seen at `rev`; the same once more is no change. It has no refusals. */
export const setTarget = command({
  name: "staffing.set-target",
  scope: "city",
  load: async (reads, _: TargetAnswer): Promise<Result<StaffingTarget | null, never>> =>
    ok(await reads.get(staffingTargets, TARGET_ID)),
  seen: (current, { rev }) => ({ seen: rev, now: current?.rev ?? 0, subject: SUBJECT }),
  decide(current, wanted) {
    const before = answerOf(current);
    if (isDeepStrictEqual(before, wanted)) return ok({ value: before, writes: [], subjects: [] });
    const { rev, ...target } = wanted;
    return ok({
      value: { ...wanted, rev: rev + 1 },
      writes: [put(staffingTargets, current, { id: TARGET_ID, ...target })],
      subjects: [SUBJECT],
    });
  },
});

function answerOf(found: StaffingTarget | null): TargetAnswer {
  const { sharePercent, seconds, occupancyPercent, shrinkagePercent } = found ?? PLAIN_TARGET;
  return { rev: found?.rev ?? 0, sharePercent, seconds, occupancyPercent, shrinkagePercent };
}
