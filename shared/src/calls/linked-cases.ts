import type { Actor } from "../access/actor.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { Call } from "./model.ts";

const LINKED_MAX = 20;

/** The cases beside a call: those that came of it by itself, then those that people linked. */
export function casesOf({
  caseIds,
  linkedCases = [],
}: Pick<Call, "caseIds" | "linkedCases">): readonly string[] {
  return [...new Set([...caseIds, ...linkedCases.map(({ caseId }) => caseId)])];
}

/** 关联. Refusals, in this order: `already-linked`, `too-many-linked`. */
export function linkCase(
  call: Call,
  caseId: string,
  at: Instant,
  { id: actorId, name: actorName }: Pick<Actor, "id" | "name">,
): Result<Call, "already-linked" | "too-many-linked"> {
  if (casesOf(call).includes(caseId)) return refuse("already-linked");
  const { linkedCases = [] } = call;
  if (linkedCases.length >= LINKED_MAX) return refuse("too-many-linked", { limit: LINKED_MAX });
  return ok({ ...call, linkedCases: [...linkedCases, { caseId, at, actorId, actorName }] });
}

/** The inverse. Refusal: `not-linked`, also of a case that came of the call by itself. */
export function unlinkCase(call: Call, caseId: string): Result<Call, "not-linked"> {
  const { linkedCases = [] } = call;
  const others = linkedCases.filter((one) => one.caseId !== caseId);
  return others.length === linkedCases.length
    ? refuse("not-linked")
    : ok({ ...call, linkedCases: others });
}
