import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { Disposition, Said } from "./dispositions.ts";
import type { Agent, QueuedCall } from "./model.ts";

export function dispositionOf(
  { dispositions = [] }: Pick<QueuedCall, "dispositions">,
  agentId: string,
): Disposition | undefined {
  return dispositions.find((one) => one.agentId === agentId);
}

/**
 * 填写小结, or another one in its place: while they talk or wrap up, and afterwards, too. Refusal:
 * `call-not-theirs`, who never talked in it.
 */
export function dispose(
  call: QueuedCall,
  agent: Agent,
  { about, note }: Said,
  at: Instant,
): Result<Body<QueuedCall>, "call-not-theirs"> {
  if (!talkedIn(call, agent)) return refuse("call-not-theirs");
  const { dispositions = [] } = call;
  const { id: agentId, staffName: agentName } = agent;
  const said = { agentId, agentName, at, about, ...(note === undefined ? {} : { note }) };
  const others = dispositions.filter((one) => one.agentId !== agentId);
  return ok({ ...call, dispositions: [...others, said] });
}

function talkedIn(call: QueuedCall, agent: Agent): boolean {
  if (dispositionOf(call, agent.id) !== undefined) return true;
  const last = call.agentId === agent.id && call.answeredAt !== undefined;
  const now = agent.callId === call.id && agent.state !== "reserved";
  return now || (last && call.state !== "reserved");
}
