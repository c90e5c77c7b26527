import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { counterOn } from "@warmline/shared/hall/counter.ts";
import { abandonTurn, inHand, type Desk } from "@warmline/shared/hall/turn.ts";
import { counters, turns, type Counter, type Turn } from "@warmline/shared/hall/types.ts";
import { permits } from "@warmline/shared/staff/permissions.ts";
import { within } from "@warmline/shared/staff/scope.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { attempt, commitAct, lost, type Caller } from "../platform/act.ts";
import type { Deps } from "../platform/deps.ts";
import { laneOf, plainRow, plainTurn, type PlainTurn } from "./hall.ts";

/** A counter as it stands today with what is in hand there, as read just now. */
export interface AtCounter {
  readonly counter: Counter;
  /** The turn in hand, if it is of today. */
  readonly turn: Turn | null;
  /** A turn that an earlier day left in hand: it blocks nothing and ends with the next change. */
  readonly leftOver: Turn | null;
  readonly today: CityDate;
  readonly desk: Desk;
}

/** What a command wants written: the counter, one turn at most, and what is committed with them. */
export interface CounterChange {
  readonly counter: Body<Counter>;
  readonly turn?: { readonly current: Turn; readonly next: Body<Turn> };
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
  /** The turn that the command moved, else the one in hand. */
  readonly turn: PlainTurn | null;
}

/**
 * Reads a counter, lets `decide` say what follows and commits counter and turn together. Whoever
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
  return deps.lanes.run(laneOf(found.hallId), () =>
    attempt(async (): Promise<Result<CounterAnswer, Code | CounterCode> | typeof lost> => {
      const at = await readCounter(deps, caller, counterId);
      const barred = bar(at.counter, caller, how);
      if (barred) return barred;
      const decided = await decide(at);
      if (!decided.ok) return decided;
      if (decided.value === null) {
        const turn = at.turn && plainTurn(at.turn);
        return ok({ counter: plainRow(at.counter), turn });
      }
      return write(deps, caller, how, at, decided.value);
    }),
  );
}

async function readCounter(deps: Deps, caller: Caller, counterId: string): Promise<AtCounter> {
  const stored = await deps.store.get(counters, counterId);
  assert(stored, `counter ${counterId} stays`);
  const held = stored.turnId === undefined ? null : await deps.store.get(turns, stored.turnId);
  const at = deps.clock.now();
  const today = cityDate(at);
  const counter = counterOn(today, stored);
  const { id, name } = caller.actor;
  return {
    counter,
    turn: held?.day === today ? held : null,
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
  if (who !== "clerk" && permits(actor, "hall.arrange")) {
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
  { counter, turn, more = [] }: CounterChange,
): Promise<Result<CounterAnswer, never> | typeof lost> {
  const writes = [replace(counters, at.counter, counter), ...more];
  if (turn) writes.push(replace(turns, turn.current, turn.next));
  const ended = at.leftOver !== null && counter.turnId !== at.leftOver.id ? at.leftOver : null;
  if (ended !== null && inHand(ended)) writes.push(replace(turns, ended, abandonTurn(ended)));
  const subjects = [`counters/${counter.id}`, ...(turn ? [`turns/${turn.current.id}`] : [])];
  const act = { command, subjects, ...(reason === undefined ? {} : { reason }) };
  const committed = await commitAct(deps, caller, act, writes);
  if (!committed.ok) return lost;
  const kept = at.turn !== null && at.turn.id === counter.turnId ? at.turn : null;
  const shown = turn ? { ...turn.next, rev: turn.current.rev + 1 } : kept;
  return ok({
    counter: plainRow({ ...counter, rev: at.counter.rev + 1 }),
    turn: shown && plainTurn(shown),
  });
}
