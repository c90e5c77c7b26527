import type { CallEvent } from "@warmline/shared/calls/event.ts";
import { theirNumber } from "@warmline/shared/calls/caller.ts";
import { follow, withEvent } from "@warmline/shared/calls/fold.ts";
import { calls, type Call, type KnownCaller } from "@warmline/shared/calls/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { put } from "@warmline/shared/store/write.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** What a line tells of a call; parties are left out where it does not say them. */
export interface Told {
  readonly callId: string;
  readonly parties?: Pick<Call, "direction" | "from" | "to">;
  /** `at` where the carrier says it. */
  readonly event: Omit<CallEvent, "at"> & Partial<Pick<CallEvent, "at">>;
}

interface Known {
  readonly told: Told;
  readonly call: Call | null;
  readonly households: readonly KnownCaller[];
}

/** More are no household's number but a firm's, and tell nothing. */
const KNOWN_MAX = 20;

export async function loadTold(reads: Pick<Reads, "get" | "find">, told: Told): Promise<Known> {
  const call = await reads.get(calls, told.callId);
  const known = call === null || call.households.length === 0;
  return { told, call, households: known ? await callers(reads, told) : call.households };
}

async function callers(
  reads: Pick<Reads, "find">,
  { parties }: Told,
): Promise<readonly KnownCaller[]> {
  const phone = parties === undefined ? null : theirNumber(parties);
  if (phone === null) return [];
  const where = { phones: phone };
  const found = await reads.find(households, { index: "byPhone", where, limit: KNOWN_MAX });
  return found.map(({ id, number, place }) => ({ id, number, branchId: place.branchId }));
}

/**
 * The call with what was told of it, made where nobody knew it. What was told before changes
 * nothing, and nothing changes one that has expired. Refusal: `call-full`.
 */
export function decideTold(
  { told, call, households: known }: Known,
  { at }: Moment,
): Result<Decision<Call>, "call-full"> {
  const subjects = [`${calls.name}/${told.callId}`];
  if (call?.standing === "expired") return ok({ value: call, writes: [], subjects });
  const events = withEvent(call?.events ?? [], { at, ...told.event });
  if (!events.ok) return events;
  // Which of two ends holds may change with a later one.
  const { endSource: _, ...before } = call ?? { id: told.callId, rev: 0 };
  const parties = partiesOf(call, told);
  const next = {
    ...before,
    ...parties,
    households: known,
    ...follow(events.value, parties.direction, call?.calledBack),
  };
  const same = call !== null && events.value === call.events;
  return ok({
    value: next,
    writes: same ? [] : [put(calls, call, next)],
    subjects,
  });
}

/** Those who were told first; a recording may come before anybody says who called. */
function partiesOf(call: Call | null, { parties }: Told): Pick<Call, "direction" | "from" | "to"> {
  if (call !== null && call.to !== null) {
    const { direction, from, to } = call;
    return { direction, from, to };
  }
  return parties ?? { direction: "inbound", from: null, to: null };
}
