import { refuse } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { change, type Changed } from "./change.ts";
import type { Moment } from "./event.ts";
import type { Case } from "./model.ts";

/** No overseer's deadline is further away than this. */
const SUPERVISION_MAX_MS = 30 * 86_400_000;

export interface Supervising {
  readonly overseer: { readonly id: string; readonly name: string };
  readonly dueAt: Instant;
  readonly description: string;
}

/**
 * 督办: an overseer looks after it until a deadline of their own, beside those of the policy. Giving
 * it again changes overseer or deadline. Refusals, in this order: `supervised-so`,
 * `supervision-past`, `due-too-late`, then those of `change`.
 */
export function superviseCase(
  caseRecord: Case,
  moment: Moment,
  { overseer, dueAt, description }: Supervising,
): Changed<"describe", "supervised-so" | "supervision-past" | "due-too-late"> {
  const before = caseRecord.supervision;
  if (before?.overseerId === overseer.id && before.dueAt === dueAt) return refuse("supervised-so");
  if (dueAt <= moment.at) return refuse("supervision-past");
  if (dueAt > moment.at + SUPERVISION_MAX_MS) return refuse("due-too-late");
  const supervision = {
    overseerId: overseer.id,
    overseerName: overseer.name,
    dueAt,
    description,
    at: moment.at,
    actorName: moment.actor.name,
  };
  const data = {
    overseerId: overseer.id,
    overseerName: overseer.name,
    dueAt,
    fromOverseerName: before?.overseerName,
    fromDueAt: before?.dueAt,
  };
  return change(
    caseRecord,
    moment,
    "describe",
    { kind: "supervised", description, data },
    { supervision },
  );
}

/** The inverse. Refusals, in this order: `not-supervised`, then those of `change`. */
export function liftSupervision(
  caseRecord: Case,
  moment: Moment,
  description: string,
): Changed<"describe", "not-supervised"> {
  const { supervision } = caseRecord;
  if (supervision === undefined) return refuse("not-supervised");
  const data = { fromOverseerName: supervision.overseerName, fromDueAt: supervision.dueAt };
  return change(
    caseRecord,
    moment,
    "describe",
    { kind: "supervision-lifted", description, data },
    { supervision: undefined },
  );
}
