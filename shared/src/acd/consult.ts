import { mapOk, ok, refuse, type Result } from "../kernel/result.ts";
import { later, type Instant } from "../kernel/time.ts";
import { mayBeRung } from "./capacity.ts";
import { RING_MS } from "./choose.ts";
import { type Agent, type QueuedCall, TALKED_IN } from "./model.ts";
import { mayHave } from "./overflow.ts";
import { answer, atDesk, decline, end, free, hangUp, hold, pausedFor, type Step } from "./rules.ts";

type NotMine = "call-over" | "call-elsewhere";
type ConsultCode =
  | "consult-oneself"
  | "consulting"
  | "colleague-of-another-branch"
  | "colleague-busy";

/**
 * 咨询: the caller is held, and it rings at a colleague's, who has the call to themselves as any
 * other. Refusals, in this order: `consult-oneself`, `call-over`, `call-elsewhere`, `consulting`
 * (somebody else is asked), `colleague-of-another-branch`, `colleague-busy`.
 */
export function consult(
  call: QueuedCall,
  agent: Agent,
  colleague: Agent,
  at: Instant,
): Result<Step, NotMine | ConsultCode> {
  const { id: agentId, staffName: agentName } = colleague;
  if (agentId === agent.id) return refuse("consult-oneself");
  const mine = atDesk(call, agent, TALKED_IN);
  if (!mine.ok) return mine;
  if (call.consult !== undefined) return refuse("consulting");
  if (!mayHave(colleague, call)) return refuse("colleague-of-another-branch");
  if (colleague.state !== "ready" || !mayBeRung(colleague)) return refuse("colleague-busy");
  const asked = { agentId, agentName, until: later(at, RING_MS) };
  return ok({
    call: { ...call, state: "held", consult: asked },
    colleague: { ...colleague, state: "reserved", since: at, callId: call.id },
  });
}

/**
 * 取回: the caller is talked to again, and whoever was asked is out of it: the inverse of
 * consulting. Refusals: `call-over`, `call-elsewhere`.
 */
export function endConsult(
  call: QueuedCall,
  agent: Agent,
  colleague: Agent | null,
  at: Instant,
): Result<Step, NotMine> {
  return mapOk(hold(call, agent, false), () => ({
    call: { ...alone(call), state: "connected" as const },
    ...released(call, colleague, at),
  }));
}

/**
 * 完成转接: the colleague has the call, with the caller back in it; who handed it on wraps up.
 * Refusals, in this order: `call-over`, `call-elsewhere`, `colleague-not-there` (nobody was asked,
 * or they have not answered).
 */
export function complete(
  call: QueuedCall,
  agent: Agent,
  at: Instant,
): Result<Step, NotMine | "colleague-not-there"> {
  const mine = atDesk(call, agent, TALKED_IN);
  if (!mine.ok) return mine;
  const { consult: asked } = call;
  if (asked === undefined || asked.until !== undefined) return refuse("colleague-not-there");
  const { agentId, agentName } = asked;
  return ok({
    call: { ...alone(call), state: "connected", agentId, agentName },
    agent: { ...agent, state: "wrap-up", since: at },
  });
}

/** 应答, as whoever has the call or as whoever is asked. Refusals: those of answering. */
export function answerHere(call: QueuedCall, agent: Agent, at: Instant): Result<Step, NotMine> {
  if (!ringsAt(call, agent)) return answer(call, agent, at);
  const { until: _, ...asked } = call.consult!;
  return ok({
    call: { ...call, consult: asked },
    agent: { ...agent, state: "talking", since: at },
  });
}

/**
 * 拒接, in the same way; the caller stays held until they are taken back. Refusals: those of
 * declining.
 */
export function declineHere(call: QueuedCall, agent: Agent, at: Instant): Result<Step, NotMine> {
  if (!ringsAt(call, agent)) return decline(call, agent, at);
  return ok({ call: alone(call), agent: free(agent, at) });
}

/**
 * 挂机: whoever is asked goes out of it; who has the call hands it on to whoever talks in it, too,
 * so that no held caller is cut off. Refusals: `call-over`, `call-elsewhere`.
 */
export function hangUpHere(
  call: QueuedCall,
  agent: Agent,
  colleague: Agent | null,
  at: Instant,
): Result<Step, NotMine> {
  if (isAsked(call, agent)) {
    return ringsAt(call, agent)
      ? refuse("call-elsewhere")
      : ok({ call: alone(call), agent: free(agent, at) });
  }
  const handed = complete(call, agent, at);
  if (handed.ok) return handed;
  return mapOk(hangUp(call, agent, at), () => endAll(call, agent, colleague, at));
}

/** The caller is gone: for whoever was asked, too. */
export function endAll(
  call: QueuedCall,
  agent: Agent | null,
  colleague: Agent | null,
  at: Instant,
  unanswered?: Parameters<typeof end>[3],
): Step {
  return { ...end(alone(call), agent, at, unanswered), ...released(call, colleague, at) };
}

/** 无应答: the colleague is not at their desk; the caller stays held until they are taken back. */
export function missConsult(call: QueuedCall, colleague: Agent, at: Instant): Step {
  return {
    call: alone(call),
    colleague: pausedFor({ ...colleague, idleSince: at }, "no-answer", at),
  };
}

/** Whoever is asked pauses or signs off while it rings: it rings no more. */
export function unrung(step: Step, call: QueuedCall | null, agent: Agent): Step {
  const rings = call !== null && agent.state === "reserved" && ringsAt(call, agent);
  return rings ? { ...step, call: alone(call) } : step;
}

function isAsked({ consult: asked }: QueuedCall, { id }: Pick<Agent, "id">): boolean {
  return asked?.agentId === id;
}

/** Whether it rings there as at a colleague's. */
export function ringsAt(call: QueuedCall, agent: Pick<Agent, "id">): boolean {
  return isAsked(call, agent) && call.consult?.until !== undefined;
}

function released(
  { consult: asked }: QueuedCall,
  colleague: Agent | null,
  at: Instant,
): Pick<Step, "colleague"> {
  if (asked === undefined || colleague === null) return {};
  const idleSince = asked.until === undefined ? at : colleague.idleSince;
  return { colleague: free(colleague, at, idleSince) };
}

function alone(call: QueuedCall): QueuedCall {
  const { consult: _, ...rest } = call;
  return rest;
}
