import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { counterOn } from "@warmline/shared/hall/counter.ts";
import {
  counters,
  queueTickets,
  type Counter,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import { hallPermissions } from "@warmline/shared/hall/permissions.ts";
import { abandonTicket, inHand, type Desk } from "@warmline/shared/hall/queue-ticket.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Command, Decision, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** A counter as it stands today, with what is in hand there. */
export interface AtCounter {
  readonly counter: Counter;
  /** The ticket in hand, if it is of today. */
  readonly ticket: QueueTicket | null;
  /** A ticket that an earlier day left in hand: it blocks nothing and ends with the next change. */
  readonly leftOver: QueueTicket | null;
  readonly today: CityDate;
  readonly desk: Desk;
}

/** What a command writes: the counter, one ticket, and what is committed with them. */
export interface CounterChange {
  readonly counter?: Body<Counter>;
  readonly ticket?: { readonly current: QueueTicket; readonly next: Body<QueueTicket> };
  readonly also?: readonly Write[];
}

/** What the audit record keeps of a command, and names nobody; the endpoint reads the rest. */
export interface AfterCommand {
  readonly counter: Pick<Counter, "id" | "rev">;
  /** The ticket that the command moved, else the one in hand. */
  readonly ticket: Pick<QueueTicket, "id" | "rev" | "label"> | null;
}

/** Who may, of those whom the endpoint lets in, and the refusals for the others. */
interface Refused {
  /** Anyone. */
  readonly permitted: never;
  /** Only who sits there. */
  readonly "own-staff": "counter-not-open" | "not-your-counter";
  /** Also the hall manager. */
  readonly "or-manager": "counter-not-open" | "not-your-counter";
  /** Also the hall manager, who then says why. */
  readonly "or-manager-with-reason": "counter-not-open" | "not-your-counter" | "reason-missing";
}
type Who = keyof Refused;

/** What every command at a counter is given; `reason` goes into the audit record. */
export interface CounterInput {
  readonly id: string;
  readonly reason?: string | undefined;
}

interface CounterCommand<W extends Who, I extends CounterInput, M extends object, C> {
  readonly name: string;
  readonly who: W;
  /** What the decision rests on beside counter and ticket; it refuses nothing yet. */
  readonly load?: (reads: Reads, at: AtCounter, input: I) => Promise<M>;
  /** Null: it is so already, there is nothing to write. */
  readonly decide: (at: AtCounter & M, input: I) => Result<CounterChange | null, C & string>;
}

/**
 * A command at a counter: what is common to all of them, so that each declares its own rule alone.
 * Counter and ticket are committed together. Refusals, in this order: `counter-unknown`,
 * `out-of-scope`, those of `who` (`counter-not-open`, `not-your-counter`, `reason-missing`), then
 * its own.
 */
export function counterCommand<
  W extends Who,
  C extends string,
  I extends CounterInput = CounterInput,
  M extends object = object,
>(
  declared: CounterCommand<W, I, M, C>,
): Command<I, AtCounter & M, AfterCommand, "counter-unknown" | Refused[W] | C> {
  return {
    name: declared.name,
    // Whoever serves at a counter is of its hall; others wait for the counter alone.
    mutex: ({ id }, { actor }) => `counters/${hallOf(actor) ?? id}`,
    async load(reads, input, moment) {
      const at = await readCounter(reads, input.id, moment);
      if (at === null) return refuse("counter-unknown");
      return ok({ ...at, ...((await declared.load?.(reads, at, input)) as M) });
    },
    scope: ({ counter }) => ({ hallId: counter.hallId }),
    decide(at, input, { actor }) {
      const barred = bar(at.counter, actor, declared.who, input.reason);
      if (barred) return barred as Refusal<Refused[W]>;
      const decided = declared.decide(at, input);
      return decided.ok ? ok(decisionOf(at, decided.value, input.reason)) : decided;
    },
  };
}

function hallOf(actor: Actor): string | undefined {
  return actor.kind === "staff" && actor.scope.kind === "hall" ? actor.scope.hallId : undefined;
}

async function readCounter(
  reads: Reads,
  counterId: string,
  { at, actor: { id, name } }: Moment,
): Promise<AtCounter | null> {
  const stored = await reads.get(counters, counterId);
  if (stored === null) return null;
  const held =
    stored.ticketId === undefined ? null : await reads.get(queueTickets, stored.ticketId);
  const today = cityDate(at);
  const counter = counterOn(today, stored);
  return {
    counter,
    ticket: held?.day === today ? held : null,
    leftOver: held?.day === today ? null : held,
    today,
    desk: { counter, staff: { id, name }, at },
  };
}

function bar(
  counter: Counter,
  actor: Actor,
  who: Who,
  reason: string | undefined,
): Refusal<Refused[Who]> | null {
  if (who === "permitted") return null;
  if (who !== "own-staff" && permits(actor, hallPermissions.arrange)) {
    const explained = who === "or-manager" || counter.staffId === actor.id || reason !== undefined;
    return explained ? null : refuse("reason-missing");
  }
  if (counter.state === "closed") return refuse("counter-not-open");
  return counter.staffId === actor.id ? null : refuse("not-your-counter");
}

function decisionOf(
  { counter: current, ticket: held, leftOver }: AtCounter,
  change: CounterChange | null,
  reason: string | undefined,
): Decision<AfterCommand> {
  const { counter, ticket, also = [] } = change ?? {};
  const writes = [...also];
  if (counter) writes.push(replace(counters, current, counter));
  if (ticket) writes.push(replace(queueTickets, ticket.current, ticket.next));
  if (counter && leftOver !== null && inHand(leftOver)) {
    writes.push(replace(queueTickets, leftOver, abandonTicket(leftOver)));
  }
  const rev = counter ? current.rev + 1 : current.rev;
  const kept = held?.id === (counter ?? current).ticketId ? held : null;
  const moved = ticket ? { ...ticket.next, rev: ticket.current.rev + 1 } : kept;
  return {
    value: {
      counter: { id: current.id, rev },
      ticket: moved && { id: moved.id, rev: moved.rev, label: moved.label },
    },
    writes,
    subjects: [
      `${counters.name}/${current.id}`,
      ...(ticket ? [`${queueTickets.name}/${ticket.current.id}`] : []),
    ],
    reason,
  };
}
