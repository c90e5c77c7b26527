import { whyNotDue } from "@warmline/shared/dunning/due-for.ts";
import {
  dunningMessages,
  type DunningMessage,
  type DunningRun,
  type MessageWhy,
} from "@warmline/shared/dunningruns/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import { readDunned, slipWrites, standingOn, type Dunned } from "../dunning/index.ts";
import { raiseWrites, waysTo, type WayTo } from "../notices/index.ts";
import { readRun, type RunRef } from "./begin-command.ts";
import { noticeIdOf } from "./notice-id.ts";

/** Messages of one commit: so many may still go out after a run is paused. */
export const SEND_CHUNK = 20;

interface Queueing {
  readonly run: DunningRun;
  readonly messages: readonly DunningMessage[];
  readonly dunned: ReadonlyMap<string, Dunned>;
  readonly ways: ReadonlyMap<string, WayTo>;
}

interface QueuedChunk {
  /** Fewer than a chunk holds: it was the last. */
  readonly seen: number;
  readonly queued: number;
}

type QueueCode = "not-found" | "messages-not-under-way";

/**
 * 排队一块: the next messages become notices, in one commit that says so in each of them, so that no
 * account is written to twice. An account is looked at again in that same commit: who has paid,
 * promised or is spared, or owes another amount than was approved, gets none. Refusals, in this
 * order: `not-found`, `messages-not-under-way`.
 */
export function queueChunk(config: Config) {
  return command({
    name: "dunningruns.queue-chunk",
    scope: "city",
    bulk: true,
    async load(reads, { id }: RunRef, { at }): Promise<Result<Queueing, QueueCode>> {
      const found = await readRun(reads, id);
      if (!found.ok) return found;
      const run = found.value;
      if (run.state !== "sending" || run.paused) return refuse("messages-not-under-way");
      const next = await reads.unguarded.find(dunningMessages, {
        index: "byState",
        where: { runId: id, state: "planned" },
        limit: SEND_CHUNK,
      });
      const ids = next.map((one) => one.id);
      const messages = await reads.getMany(dunningMessages, ids);
      const accountIds = messages.map(({ accountId }) => accountId);
      const dunned = await readDunned(reads, accountIds, cityDate(at));
      const houses = [...dunned.values()].map(({ household }) => household);
      const ways = await waysTo(reads.unguarded, config, houses, at);
      return ok({ run, messages, dunned, ways });
    },
    decide(state, _, moment): Result<Decision<QueuedChunk>, QueueCode> {
      const { run, messages } = state;
      const done = messages
        .filter((one) => one.state === "planned")
        .map((one) => queueOne(state, one, moment));
      return ok({
        value: { seen: messages.length, queued: done.filter(({ length }) => length > 1).length },
        writes: done.flat(),
        subjects: [`dunningRuns/${run.id}`],
      });
    },
  });
}

function queueOne(
  { run, dunned, ways }: Queueing,
  message: DunningMessage,
  { at }: Pick<Moment, "at">,
): Write[] {
  const { accountId, householdId, amountFen, text } = message;
  const found = dunned.get(accountId);
  const why = found === undefined ? "paid" : notDueWhy(run, message, found, cityDate(at));
  if (found === undefined || why !== null || text === undefined) {
    const state = "withdrawn" as const;
    return [
      replace(dunningMessages, message, { ...message, state, why: why ?? "paid", since: at }),
    ];
  }
  const { branchId } = found.household.place;
  const told = { accountId, step: run.step, amountFen, text, runId: run.id };
  const of = { about: { kind: "dunning" as const, ...told }, householdId, branchId };
  const to = ways.get(householdId)?.to ?? {};
  const { slipId, itemIds } = message;
  const issued = { accountId, householdId, step: run.step, itemIds, at, on: run.day };
  const by = { officeId: run.branchId, byName: run.begun.byName };
  return [
    replace(dunningMessages, message, { ...message, state: "queued", since: at }),
    ...(slipId === undefined ? [] : slipWrites({ id: slipId, ...issued, ...by })),
    ...raiseWrites({ id: noticeIdOf(message), ...of, ...to }, at),
  ];
}

/** Null: it is to be written to, as it was approved. */
export function notDueWhy(
  { step }: Pick<DunningRun, "step">,
  { amountFen }: Pick<DunningMessage, "amountFen">,
  dunned: Dunned,
  today: ReturnType<typeof cityDate>,
): MessageWhy | null {
  return whyNotDue(standingOn(dunned, today), { step, amountFen });
}
