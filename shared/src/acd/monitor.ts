import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { isTalkedIn, type Agent, type MonitorMode, type QueuedCall } from "./model.ts";

/** A supervisor with what else they have to do with the telephone. */
export interface Supervisor {
  readonly id: string;
  readonly name: string;
  /** `offline`: also who never signed on. */
  readonly agentState: Agent["state"];
  /** Of the calls that they are in by now. */
  readonly monitors: readonly string[];
}

export type MonitorCode =
  | "call-over"
  | "not-talked-in"
  | "call-monitored"
  | "takes-calls"
  | "monitors-another";

/**
 * 监听, 耳语, 强插, or from one to another. A supervisor has one headset: whoever takes calls, or is in
 * another talk, is refused. Refusals, in this order: `call-over`, `not-talked-in` (it waits or
 * rings), `call-monitored` (by another), `takes-calls`, `monitors-another`. Undefined: so it is
 * already.
 */
export function monitor(
  call: QueuedCall,
  { id: staffId, name: staffName, agentState, monitors }: Supervisor,
  mode: MonitorMode,
  since: Instant,
): Result<Body<QueuedCall> | undefined, MonitorCode> {
  if (call.state === "ended") return refuse("call-over");
  if (!isTalkedIn(call)) return refuse("not-talked-in");
  if (call.monitor !== undefined && call.monitor.staffId !== staffId) {
    return refuse("call-monitored");
  }
  if (agentState !== "offline" && agentState !== "paused") return refuse("takes-calls");
  if (monitors.some((id) => id !== call.id)) return refuse("monitors-another");
  if (call.monitor?.mode === mode) return ok(undefined);
  return ok({ ...call, monitor: { staffId, staffName, mode, since } });
}

/** 退出: undefined where they are not in it. */
export function stopMonitoring(call: QueuedCall, staffId: string): Body<QueuedCall> | undefined {
  return call.monitor?.staffId === staffId ? unmonitored(call) : undefined;
}

/** The talk is over for whoever was in it beside the agent. */
export function unmonitored(call: QueuedCall): QueuedCall {
  const { monitor: _, ...rest } = call;
  return rest;
}
