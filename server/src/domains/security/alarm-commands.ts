import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { acknowledged, alarms, reopened, type Alarm } from "@warmline/shared/security/alarm.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

interface OnAlarm {
  readonly id: string;
  readonly rev: number;
}

/** What an endpoint reads again to answer: the trail keeps no names. */
export interface ChangedAlarm {
  readonly id: string;
}

const load = async (reads: Reads, { id }: OnAlarm): Promise<Result<Alarm, "not-found">> => {
  const alarm = await reads.get(alarms, id);
  return alarm === null ? refuse("not-found") : ok(alarm);
};
const seen = ({ id, rev: now }: Alarm, { rev }: OnAlarm) => ({
  seen: rev,
  now,
  subject: `alarms/${id}`,
});

/** 处理告警. Refusals, in this order: `not-found`, `own-alarm`, `alarm-acknowledged`. */
export const acknowledgeAlarm = command({
  name: "security.acknowledge",
  scope: "city",
  load: (reads, input: OnAlarm & { readonly note: string }) => load(reads, input),
  seen,
  decide(alarm, { note }, moment) {
    const next = acknowledged(alarm, note, moment);
    if (!next.ok) return next;
    return ok({
      value: { id: alarm.id },
      writes: [replace(alarms, alarm, next.value)],
      subjects: [`alarms/${alarm.id}`],
      reason: note,
    });
  },
});

/** 重新打开告警. Refusals, in this order: `not-found`, `own-alarm`, `alarm-open`. */
export const reopenAlarm = command({
  name: "security.reopen",
  scope: "city",
  load: (reads, input: OnAlarm & { readonly reason: string }) => load(reads, input),
  seen,
  decide(alarm, { reason }, { actor }) {
    const next = reopened(alarm, actor);
    if (!next.ok) return next;
    return ok({
      value: { id: alarm.id },
      writes: [replace(alarms, alarm, next.value)],
      subjects: [`alarms/${alarm.id}`],
      reason,
    });
  },
});
