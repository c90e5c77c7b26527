import { expect, test } from "vitest";
import type { Agent } from "../acd/model.ts";
import { sharesOfChat } from "../callstats/fold-chats.ts";
import { total } from "../callstats/sums.ts";
import { instantOf, type Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { DeskChat } from "./model.ts";
import { chatPeriod, runningChatPeriod, type ChatPeriod } from "./periods.ts";
import { decline, end, finish, miss, offer, take, transfer } from "./rules.ts";

/** In the city, on 1 November 2025. */
const at = (time: string) => instantOf(Date.parse(`2025-11-01T${time}+08:00`));
const agent = (id: string): Agent => ({
  id,
  rev: 1,
  staffName: id,
  skills: { fees: 2 },
  state: "ready",
  since: at("08:00:00"),
  idleSince: at("08:00:00"),
});
const [one, two] = [agent("one"), agent("two")];
const came: DeskChat = {
  id: "c",
  rev: 1,
  chatId: "w",
  skill: "fees",
  state: "waiting",
  enteredAt: at("08:29:00"),
  since: at("08:29:00"),
  passed: [],
  unread: 0,
  heardAt: at("08:29:00"),
  expiresAt: at("23:00:00"),
  expired: false,
};
const value = <T>(result: { readonly ok: boolean; readonly value?: T }) => result.value!;

/** What a chat goes through, with the periods that end by it. */
function course(...steps: readonly ((chat: DeskChat) => readonly [Body<DeskChat>, Instant])[]) {
  const periods: Body<ChatPeriod>[] = [];
  let chat = came;
  for (const step of steps) {
    const [next, when] = step(chat);
    const period = chatPeriod(chat, next, when);
    if (period !== null) periods.push(period);
    chat = { ...next, rev: chat.rev + 1 };
  }
  return { chat, periods };
}
const offered = (who: Agent, time: string) => (chat: DeskChat) =>
  [offer(chat, who, at(time)).chat, at(time)] as const;
const taken = (who: Agent, time: string) => (chat: DeskChat) =>
  [value(take(chat, who, at(time))).chat!, at(time)] as const;
const wrote = (time: string) => (chat: DeskChat) =>
  [{ ...chat, repliedAt: chat.repliedAt ?? at(time) }, at(time)] as const;
const finished = (who: Agent, time: string) => (chat: DeskChat) =>
  [value(finish(chat, who, { about: "fault" }, at(time))).chat!, at(time)] as const;

const sums = ({ periods }: ReturnType<typeof course>, key: string) =>
  total(periods.flatMap(sharesOfChat).flatMap((share) => (share.key === key ? share.sums : [])));

test("served: how long it waited, until the first words, and took", () => {
  const done = course(
    offered(one, "08:29:10"),
    taken(one, "08:29:20"),
    wrote("08:30:00"),
    wrote("08:31:00"),
    finished(one, "08:34:20"),
  );
  expect(sums(done, "fees")).toEqual({
    offered: 1,
    answered: 1,
    waitMs: 20_000,
    waitMaxMs: 20_000,
    replied: 1,
    replyMs: 60_000,
    talkMs: 300_000,
  });
  expect(sums(done, "one")).toEqual({ taken: 1, talkMs: 300_000, replied: 1, replyMs: 40_000 });
  // Those of the queue stand where it came, time where it was spent.
  const ofQueue = done.periods.flatMap(sharesOfChat).filter(({ key }) => key === "fees");
  const late = ofQueue.filter(({ halfHour }) => halfHour === at("08:30:00"));
  expect(total(late.map((share) => share.sums))).toEqual({ talkMs: 260_000 });
});

test("handed on it is offered once, and each has what they did", () => {
  const on = (chat: DeskChat) =>
    [value(transfer(chat, one, { agentId: "two" }, at("08:31:00"))).chat!, at("08:31:00")] as const;
  const done = course(
    offered(one, "08:29:10"),
    taken(one, "08:29:20"),
    on,
    offered(two, "08:31:00"),
    taken(two, "08:31:10"),
    wrote("08:31:40"),
    finished(two, "08:32:10"),
  );
  expect(sums(done, "fees")).toMatchObject({
    offered: 1,
    answered: 1,
    replied: 1,
    talkMs: 160_000,
  });
  expect(sums(done, "one")).toEqual({ taken: 1, talkMs: 100_000 });
  expect(sums(done, "two")).toEqual({ taken: 1, talkMs: 60_000, replied: 1, replyMs: 30_000 });
});

test("what is not taken in time is missed, what is declined is not, neither is answered", () => {
  const missed = (chat: DeskChat) =>
    [miss(chat, one, at("08:29:40")).chat!, at("08:29:40")] as const;
  const declined = (chat: DeskChat) =>
    [value(decline(chat, two, at("08:29:50"))).chat!, at("08:29:50")] as const;
  const left = (chat: DeskChat) =>
    [end(chat, null, at("08:30:00"), "abandoned").chat!, at("08:30:00")] as const;
  const done = course(offered(one, "08:29:10"), missed, offered(two, "08:29:40"), declined, left);
  expect(sums(done, "one")).toEqual({ missed: 1 });
  expect(sums(done, "two")).toEqual({});
  expect(sums(done, "fees")).toEqual({ offered: 1, abandoned: 1, waitMaxMs: 60_000 });
});

test("one that goes on is told as far as it has come, and counts once it is over", () => {
  const { chat } = course(offered(one, "08:29:10"), taken(one, "08:29:20"));
  const running = runningChatPeriod(chat, at("08:29:50"));
  expect(total(sharesOfChat(running!).map((share) => share.sums))).toEqual({ talkMs: 60_000 });
  expect(runningChatPeriod({ ...chat, state: "ended" }, at("08:30:00"))).toBeNull();
});
