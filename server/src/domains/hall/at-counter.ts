import { hallPermissions } from "@warmline/shared/hall/permissions.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { counterOn } from "@warmline/shared/hall/counter.ts";
import { abandonTicket, inHand, type Desk } from "@warmline/shared/hall/queue-ticket.ts";
import {
  counters,
  queueTickets,
  type Counter,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { within } from "@warmline/shared/access/scope.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { mutexOf, plainRow, plainTicket, type PlainTicket } from "./hall.ts";

/** A counter as it stands today with what is in hand there, as read just now. */
export interface AtCounter {
  readonly counter: Counter;
  /** The ticket in hand, if it is of today. */
  readonly ticket: QueueTicket | null;
  /** A ticket that an earlier day left in hand: it blocks nothing and ends with the next change. */
  readonly leftOver: QueueTicket | null;
  readonly today: CityDate;
  readonly desk: Desk;
}

/**
 * What a command wants written: the counter, one ticket at most, and what is committed with them.
 */
export interface CounterChange {
  readonly counter: Body<Counter>;
  readonly ticket?: { readonly current: QueueTicket; readonly next: Body<QueueTicket> };
  readonly more?: readonly Write[];
}

export interface CounterCommand {
  readonly command: string;
  /**
   * `clerk`: only who sits there. `manager`: also who may arrange the hall. `deputy`: likewise, but
   * who stands in for the clerk says why. `anyone`: not yet taken.
   */
  readonly who: "clerk" | "manager" | "deputy" | "anyone";
  readonly reason?: string | undefined;
}

export type CounterCode =
  | "counter-unknown"
  | "out-of-scope"
  | "counter-not-open"
  | "not-your-counter"
  | "reason-missing"
  | "changed-meanwhile";

export interface CounterAnswer {
  readonly counter: Omit<Counter, "by">;
  /** The ticket that the command moved, else the one in hand. */
  readonly ticket: PlainTicket | null;
}

/**
 * Reads a counter, lets `decide` say what follows and commits counter and ticket together. Whoever
 * loses the race for either decides again on what the winner left. Null from `decide`: nothing to
 * write. Refusals in order: counter-unknown, out-of-scope, counter-not-open, not-your-counter,
 * reason-missing, then its own.
 */
export async function atCounter<Code extends string>(
  deps: Deps,
  caller: Caller,
  counterId: string,
  how: CounterCommand,
  decide: (at: AtCounter) => Promise<Result<CounterChange | null, Code>>,
): Promise<Result<CounterAnswer, Code | CounterCode>> {
  const found = await deps.store.get(counters, counterId);
  if (found === null) return refuse("counter-unknown");
  if (!within(caller.actor, { hallId: found.hallId })) return refuse("out-of-scope");
  return deps.mutex.run(mutexOf(found.hallId), () =>
    attempt(async (): Promise<Result<CounterAnswer, Code | CounterCode> | typeof lost> => {
      const at = await readCounter(deps, caller, counterId);
      const barred = bar(at.counter, caller, how);
      if (barred) return barred;
      const decided = await decide(at);
      if (!decided.ok) return decided;
      if (decided.value === null) {
        const ticket = at.ticket && plainTicket(at.ticket);
        return ok({ counter: plainRow(at.counter), ticket });
      }
      return write(deps, caller, how, at, decided.value);
    }),
  );
}

async function readCounter(deps: Deps, caller: Caller, counterId: string): Promise<AtCounter> {
  const stored = await deps.store.get(counters, counterId);
  assert(stored, `counter ${counterId} stays`);
  const held =
    stored.ticketId === undefined ? null : await deps.store.get(queueTickets, stored.ticketId);
  const at = deps.clock.now();
  const today = cityDate(at);
  const counter = counterOn(today, stored);
  const { id, name } = caller.actor;
  return {
    counter,
    ticket: held?.day === today ? held : null,
    leftOver: held !== null && held.day !== today ? held : null,
    today,
    desk: { counter, staff: { id, name }, at },
  };
}

function bar(
  counter: Counter,
  { actor }: Caller,
  { who, reason }: CounterCommand,
): Refusal<"counter-not-open" | "not-your-counter" | "reason-missing"> | null {
  if (who === "anyone") return null;
  if (who !== "clerk" && permits(actor, hallPermissions.arrange)) {
    const explained = who === "manager" || counter.staffId === actor.id || reason !== undefined;
    return explained ? null : refuse("reason-missing");
  }
  if (counter.state === "closed") return refuse("counter-not-open");
  return counter.staffId === actor.id ? null : refuse("not-your-counter");
}

async function write(
  deps: Deps,
  caller: Caller,
  { command, reason }: CounterCommand,
  at: AtCounter,
  { counter, ticket, more = [] }: CounterChange,
): Promise<Result<CounterAnswer, never> | typeof lost> {
  const writes = [replace(counters, at.counter, counter), ...more];
  if (ticket) writes.push(replace(queueTickets, ticket.current, ticket.next));
  const ended = at.leftOver !== null && counter.ticketId !== at.leftOver.id ? at.leftOver : null;
  if (ended !== null && inHand(ended))
    writes.push(replace(queueTickets, ended, abandonTicket(ended)));
  const subjects = [`counters/${counter.id}`, ...(ticket ? [`tickets/${ticket.current.id}`] : [])];
  const act = { command, subjects, ...(reason === undefined ? {} : { reason }) };
  const committed = await commitAudited(deps, caller, act, writes);
  if (!committed.ok) return lost;
  const kept = at.ticket !== null && at.ticket.id === counter.ticketId ? at.ticket : null;
  const shown = ticket ? { ...ticket.next, rev: ticket.current.rev + 1 } : kept;
  return ok({
    counter: plainRow({ ...counter, rev: at.counter.rev + 1 }),
    ticket: shown && plainTicket(shown),
  });
}
