import { OVERFLOW_AFTER_MS } from "@warmline/shared/acd/choose.ts";
import { mayHave } from "@warmline/shared/acd/overflow.ts";
import {
  inHand,
  isOffLine,
  isReserved,
  isTalkedIn,
  type Agent,
  type QueuedCall,
} from "@warmline/shared/acd/model.ts";

/**
 * 不变量: calls and agents are bound one to one, and by both sides; a supervisor in a talk is in no
 * other, and takes no calls; nobody talks with who has hung up, and who is on the line is not
 * rung; overflow has no call of another branch, and is rung by none before its time. Each breach,
 * in words.
 */
export function brokenBindings(known: readonly Agent[], calls: readonly QueuedCall[]): string[] {
  return [
    ...atDesks(known, calls),
    ...atCalls(known, calls),
    ...monitors(known, calls),
    ...offLine(calls),
    ...overflow(known, calls),
  ];
}

function atDesks(known: readonly Agent[], calls: readonly QueuedCall[]): string[] {
  const byId = new Map(calls.map((call) => [call.id, call]));
  return known.flatMap(({ id, state, callId }) => {
    const busy = state === "reserved" || state === "talking";
    const call = byId.get(callId ?? "");
    const asked = call?.consult?.agentId === id;
    const bound = call !== undefined && inHand(call) && (call.agentId === id || asked);
    const rings = asked
      ? call?.consult?.until !== undefined
      : call !== undefined && isReserved(call);
    const fits = (state === "reserved") === rings;
    return busy && !(bound && fits) ? [`${id} is ${state} with ${callId}`] : [];
  });
}

function atCalls(known: readonly Agent[], calls: readonly QueuedCall[]): string[] {
  return calls.filter(inHand).flatMap((call) =>
    [call.agentId, call.consult?.agentId ?? call.agentId].flatMap((who) => {
      const has = known.find(({ id }) => id === who)?.callId === call.id;
      return has ? [] : [`${call.id} is ${call.state}, ${who} does not have it`];
    }),
  );
}

function monitors(known: readonly Agent[], calls: readonly QueuedCall[]): string[] {
  const monitored = calls.filter(({ monitor }) => monitor !== undefined);
  return monitored.flatMap((call) => {
    const { staffId } = call.monitor!;
    const state = known.find(({ id }) => id === staffId)?.state ?? "offline";
    const alone = monitored.filter(({ monitor }) => monitor!.staffId === staffId).length === 1;
    const free = state === "offline" || state === "paused";
    return isTalkedIn(call) && alone && free
      ? []
      : [`${staffId} is ${state} in ${call.id}, which is ${call.state}`];
  });
}

function overflow(known: readonly Agent[], calls: readonly QueuedCall[]): string[] {
  return calls.filter(inHand).flatMap((call) => {
    const desks = known.filter(({ id }) => id === call.agentId || id === call.consult?.agentId);
    const foreign = desks.filter((agent) => !mayHave(agent, call));
    const early = desks.filter(
      (agent) => agent.overflow !== undefined && call.state === "reserved" && isEarly(call),
    );
    return [
      ...foreign.map(({ id }) => `${id} has ${call.id} of ${String(call.branchIds)}`),
      ...early.map(({ id }) => `${id} is rung by ${call.id} before its time`),
    ];
  });
}

/** Whether a call rings at somebody of overflow: else nothing is proven of it. */
export function rungOverflow(known: readonly Agent[], calls: readonly QueuedCall[]): boolean {
  const rung = calls.filter(({ state }) => state === "reserved");
  const spare = known.filter(({ overflow: one }) => one !== undefined);
  return rung.some(({ agentId }) => spare.some(({ id }) => id === agentId));
}

function isEarly({ enteredAt, since = enteredAt }: QueuedCall): boolean {
  return since - enteredAt < OVERFLOW_AFTER_MS;
}

function offLine(calls: readonly QueuedCall[]): string[] {
  return calls.flatMap((call) => {
    const talksAlone = isTalkedIn(call) && isOffLine(call);
    const rungTwice = call.state === "dialling" && !isOffLine(call);
    return talksAlone || rungTwice ? [`${call.id} is ${call.state}, and its caller elsewhere`] : [];
  });
}
