import {
  agents,
  queuedCalls,
  SIGNED_ON,
  TALKED_IN,
  type Skill,
} from "@warmline/shared/acd/model.ts";
import { runningAgentPeriod, runningCallPeriod } from "@warmline/shared/acd/periods.ts";
import type { StatsAnswer, StatsBy, StatsOf, StatsRow } from "@warmline/shared/callstats/api.ts";
import { sharesOfAgent, sharesOfCall } from "@warmline/shared/callstats/fold.ts";
import { sharesOfChat } from "@warmline/shared/callstats/fold-chats.ts";
import { handlingOf } from "@warmline/shared/callstats/handling.ts";
import { timeOfPlace } from "@warmline/shared/callstats/half-hour.ts";
import { plus, total } from "@warmline/shared/callstats/sums.ts";
import { CHATS_NOT_OVER, deskChats } from "@warmline/shared/chatdesk/model.ts";
import { runningChatPeriod } from "@warmline/shared/chatdesk/periods.ts";
import { addDays, cityDate, type CityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Handling } from "@warmline/shared/acd/wait.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { keptSums } from "./kept-sums.ts";
import { addedUp, type NewSums } from "./sums-writes.ts";

export interface Asked {
  readonly from: CityDate;
  /** Included. */
  readonly to: CityDate;
  readonly by: StatsBy;
  /** Left out: of the telephone. */
  readonly of?: StatsOf | undefined;
  readonly skill?: Skill | undefined;
}

/** The sums of these days, with what goes on at this moment as far as it has come. */
export async function readStats(
  deps: Pick<Deps, "store" | "clock">,
  { from, to, by, of = "calls", skill }: Asked,
): Promise<StatsAnswer> {
  const at = deps.clock.now();
  const whose = by === "agent" ? "agent" : "queue";
  const kind = of === "chats" ? (`chat-${whose}` as const) : whose;
  const span = by === "half-hour" ? "half-hour" : "day";
  const until = addDays(to, 1);
  const [{ progress, kept }, running] = await Promise.all([
    keptSums(deps, { where: { kind, span }, from, to: until }),
    of === "chats" ? runningChats(deps, at) : runningSums(deps, at),
  ]);
  const asked = [
    ...kept,
    ...running.filter((one) => one.kind === kind && one.span === span),
  ].filter(({ day, key }) => {
    return from <= day && day < until && (by === "agent" || skill === undefined || key === skill);
  });
  const rows = rowsOf(asked, by);
  return {
    at,
    anew: progress.anew,
    total: total(rows.map(({ sums }) => sums)),
    rows: by === "agent" ? await named(deps, rows) : rows,
  };
}

async function runningSums(deps: Pick<Deps, "store">, at: Instant): Promise<NewSums[]> {
  const [people, calls] = await Promise.all([
    findAll(deps, agents, { index: "byState", where: { state: SIGNED_ON } }),
    findAll(deps, queuedCalls, { index: "byState", where: { state: TALKED_IN } }),
  ]);
  const byId = new Map(calls.map((call) => [call.id, call]));
  const ofCalls = calls.flatMap((call) => runningCallPeriod(call, at) ?? []);
  const ofAgents = people.flatMap(
    (agent) => runningAgentPeriod({ agent, call: byId.get(agent.callId ?? "") ?? null }, at) ?? [],
  );
  return addedUp([...ofCalls.flatMap(sharesOfCall), ...ofAgents.flatMap(sharesOfAgent)]);
}

async function runningChats(deps: Pick<Deps, "store">, at: Instant): Promise<NewSums[]> {
  const where = { state: CHATS_NOT_OVER };
  const going = await findAll(deps, deskChats, { index: "byState", where });
  return addedUp(going.flatMap((chat) => runningChatPeriod(chat, at) ?? []).flatMap(sharesOfChat));
}

function rowsOf(found: readonly NewSums[], by: StatsBy): StatsRow[] {
  const rows = new Map<string, StatsRow>();
  for (const one of found) {
    const key = keyOf(one, by);
    rows.set(key, { key, sums: plus(rows.get(key)?.sums ?? {}, one.sums) });
  }
  return [...rows.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function keyOf({ key, day, place = 0 }: NewSums, by: StatsBy): string {
  if (by === "half-hour") return timeOfPlace(place);
  return by === "day" ? day : key;
}

async function named(
  { store }: Pick<Deps, "store">,
  rows: readonly StatsRow[],
): Promise<StatsRow[]> {
  const known = await store.getMany(
    agents,
    rows.map(({ key }) => key),
  );
  const names = new Map(known.map(({ id, staffName }) => [id, staffName]));
  return rows.map((row) => ({ ...row, staffName: names.get(row.key) ?? row.key }));
}

/** 平均处理时长 of today's and yesterday's calls, by queue, in milliseconds. */
export async function handlingNow(deps: Pick<Deps, "store" | "clock">): Promise<Handling> {
  const to = cityDate(deps.clock.now());
  const { rows } = await readStats(deps, { from: addDays(to, -1), to, by: "queue" });
  return handlingOf(new Map(rows.map(({ key, sums }) => [key, sums])));
}
