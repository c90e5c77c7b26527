import {
  agents,
  queuedCalls,
  type MonitorMode,
  type QueuedCall,
} from "@warmline/shared/acd/model.ts";
import { monitor, stopMonitoring, type Supervisor } from "@warmline/shared/acd/monitor.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { callOf } from "./desk-command.ts";

interface ById {
  readonly id: string;
}

interface Entering {
  readonly call: QueuedCall;
  readonly supervisor: Supervisor;
}

/**
 * Each way of being in a talk stands in the trail under a name of its own. Refusals, in this order:
 * `call-unknown`, those of `monitor`.
 */
function monitorCommand({ name, mode }: { readonly name: string; readonly mode: MonitorMode }) {
  return command({
    name,
    scope: "city",
    async load(reads, { id }: ById, { actor }): Promise<Result<Entering, "call-unknown">> {
      const call = await callOf(reads, id);
      if (call === null) return refuse("call-unknown");
      const [desk, monitors] = [await reads.get(agents, actor.id), await inTalks(reads, actor.id)];
      const agentState = desk?.state ?? "offline";
      return ok({ call, supervisor: { id: actor.id, name: actor.name, agentState, monitors } });
    },
    decide: ({ call, supervisor }, _, { at }) =>
      mapOk(monitor(call, supervisor, mode, at), (next) => decisionOf(call, next)),
  });
}

/** 监听. Refusals: those of `monitorCommand`. */
export const listenIn = monitorCommand({ name: "acd.listen", mode: "listen" });
/** 耳语. Refusals: those of `monitorCommand`. */
export const whisperTo = monitorCommand({ name: "acd.whisper", mode: "whisper" });
/** 强插. Refusals: those of `monitorCommand`. */
export const bargeIn = monitorCommand({ name: "acd.barge", mode: "barge" });

/** 退出: done again, it finds it done. Refusal: `call-unknown`. */
export const leaveTalk = command({
  name: "acd.leave-talk",
  scope: "city",
  async load(reads, { id }: ById): Promise<Result<QueuedCall, "call-unknown">> {
    const call = await callOf(reads, id);
    return call === null ? refuse("call-unknown") : ok(call);
  },
  decide: (call, _, { actor }) => ok(decisionOf(call, stopMonitoring(call, actor.id))),
});

function decisionOf(call: QueuedCall, next: Body<QueuedCall> | undefined): Decision<ById> {
  return {
    value: { id: call.id },
    writes: next === undefined ? [] : [replace(queuedCalls, call, next)],
    subjects: [`${queuedCalls.name}/${call.id}`],
  };
}

/** More than one would be a fault; each of them is told. */
const TALKS_MAX = 10;

/** Of the talks that somebody is in as a supervisor. */
export async function inTalks({ find }: Pick<Reads, "find">, staffId: string): Promise<string[]> {
  const query = { index: "byMonitor", where: { "monitor.staffId": staffId }, limit: TALKS_MAX };
  return (await find(queuedCalls, query)).map(({ id }) => id);
}
