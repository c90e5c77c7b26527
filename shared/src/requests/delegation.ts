import type { Actor, StaffActor } from "../access/actor.ts";
import { permits } from "../access/permission.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import { addDays, cityDate, startOfDay, type CityDate, type Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import { requestPermissions } from "./permissions.ts";

/** 委托: one person's right to approve, held by a colleague too for a while. Ended, never deleted. */
export interface Delegation extends Stored {
  readonly fromId: string;
  readonly fromName: string;
  readonly toId: string;
  readonly toName: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly reason: string;
  /** 收回: taken back, or given back, before its time. */
  readonly endedAt?: Instant;
  readonly endedByName?: string;
}

export const delegations = collection<Delegation>("delegations", {
  indexes: { byTo: ["toId", "endsAt"], byFrom: ["fromId", "endsAt"] },
});

/** A long leave. */
const DELEGATION_DAYS_MAX = 60;

/** Whole days of the city, the last one included. */
export interface Span {
  readonly startsOn: CityDate;
  readonly endsOn: CityDate;
}

export function instantsOf({ startsOn, endsOn }: Span) {
  return { startsAt: startOfDay(startsOn), endsAt: startOfDay(addDays(endsOn, 1)) };
}

/** Whether a delegation holds at this moment. */
export function holdsAt({ startsAt, endsAt, endedAt }: Delegation, now: Instant): boolean {
  return endedAt === undefined && startsAt <= now && now < endsAt;
}

export type DelegateCode = "own-delegation" | "cannot-stand-in" | "span-wrong";

/**
 * 代理人 must be one who could hold the post: active, and approving something of their own. Rights
 * over rights are not delegated, and an administrator stands in for nobody, nor anybody for them:
 * who gives rights posts no money. Refusals, in this order: `own-delegation`, `cannot-stand-in`,
 * `span-wrong` (begins before today, ends before it begins, longer than 60 days). Null: may.
 */
export function refuseDelegation(
  from: Actor,
  to: StaffActor | null,
  { startsOn, endsOn }: Span,
  now: Instant,
): Refusal<DelegateCode> | null {
  if (from.id === to?.id) return refuse("own-delegation");
  if (to === null || ![from, to].every(mayStandIn)) return refuse("cannot-stand-in");
  const wrong =
    startsOn < cityDate(now) ||
    endsOn < startsOn ||
    endsOn > addDays(startsOn, DELEGATION_DAYS_MAX);
  return wrong ? refuse("span-wrong") : null;
}

/** Whether somebody may give or take such a right at all. */
export function mayStandIn(person: Actor): boolean {
  if (person.kind !== "staff" || person.roles.includes("administrator")) return false;
  return permits(person, requestPermissions.decide);
}
