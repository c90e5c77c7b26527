import { setTimeout as pause } from "node:timers/promises";
import type { TestServer } from "@warmline/server/testing.ts";
import type { ChatPlatform, Written } from "@warmline/demo/wechat/contract/platform.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { chatIdOf, chatMessages, chats, type Chat } from "@warmline/shared/chats/model.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { openNodes, type ChatNodes } from "./chat-nodes.ts";

/** What each resident writes, in their order; the last one files the case. */
const SCRIPT = ["报修", "我家暖气不热，从昨天开始，所有房间都不热", "PLACE", "没有", "1"] as const;
const AT_ONCE = 8;
const NODES = 2;
/** Evenly over the run. */
const RESTARTS = ["one", "all", "one", "all"] as const;
/** The platform is away so often. */
const AWAY = 0.1;
/** On a busy machine several nodes and all who write share one process. */
const GIVEN_UP_MAX = 10;
/** However slow the machine is: that nothing is forgotten is proven here, not how fast. */
const SENT_WITHIN_MS = 900_000;

interface Drawing {
  draw(below: number): number;
  chance(share: number): boolean;
}

interface Done {
  readonly broken: readonly string[];
  readonly messages: number;
  readonly deliveries: number;
  readonly restarts: number;
}

/**
 * Residents who report a cold flat at a platform, each message told again and again, early, late
 * and at once, to two servers by turns, which are started again meanwhile. The platform stays open.
 */
export async function simulateChats(
  settings: Record<string, string>,
  platform: ChatPlatform,
  seed: number,
  messages: number,
): Promise<Done> {
  const nodes = await openNodes(settings, platform, NODES);
  const random = drawing(seed);
  platform.hinder(() => (random.chance(AWAY) ? "away" : null));
  try {
    const people = Array.from({ length: Math.ceil(messages / SCRIPT.length) }, (_, n) => `o-${n}`);
    const waiting = [...people];
    const restarting = restartMeanwhile(nodes, people.length * SCRIPT.length);
    let deliveries = 0;
    const one = async () => {
      for (let user = waiting.pop(); user !== undefined; user = waiting.pop()) {
        const told = await report(platform, user, random, restarting.said);
        deliveries += told;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    const restarts = await restarting.done();
    const wrong = await Promise.all(people.map((user) => wrongWith(nodes.one(), platform, user)));
    const broken = wrong.flat();
    const { store } = nodes.one().deps;
    const filed = await store.count(cases, { index: "byOpen", where: { open: true } });
    if (filed !== people.length) broken.push(`${filed} cases of ${people.length} residents`);
    return { broken, messages: people.length * SCRIPT.length, deliveries, restarts };
  } finally {
    await nodes.close();
  }
}

/** Starts servers again after so many messages each; people write on meanwhile. */
function restartMeanwhile(nodes: ChatNodes, messages: number) {
  const every = messages / (RESTARTS.length + 1);
  let [said, restarts] = [0, 0];
  let doing = Promise.resolve();
  return {
    said() {
      said += 1;
      const which = RESTARTS[restarts];
      if (which === undefined || said < every * (restarts + 1)) return;
      restarts += 1;
      doing = doing.then(() => nodes.restart(which));
    },
    /** How many there were. */
    done: () => doing.then(() => restarts),
  };
}

/** One resident's whole report; how often it was told in all. */
async function report(
  platform: ChatPlatform,
  userId: string,
  random: Drawing,
  onSaid: () => void,
): Promise<number> {
  const [account] = platform.accounts;
  const said: Written[] = [];
  let deliveries = 0;
  for (const [place, line] of SCRIPT.entries()) {
    const text = line === "PLACE" ? `翠湖小区5号楼${userId}` : line;
    // Of everybody the same numbers: they are told apart by who it is of.
    said.push({ account, userId, text, id: String(9_000 + place) });
    const again = Array.from({ length: random.draw(3) }, () => said[random.draw(said.length)]!);
    await Promise.all([said.at(-1)!, ...again].map((one) => tell(platform, one)));
    deliveries += 1 + again.length;
    onSaid();
  }
  return deliveries;
}

/** A platform gives up after some tries; then it is told once more, as the same message. */
async function tell(platform: ChatPlatform, written: Written): Promise<void> {
  for (let given = 1; ; given += 1) {
    try {
      return await platform.write(written);
    } catch (error) {
      if (given === GIVEN_UP_MAX) throw error;
    }
  }
}

async function wrongWith(
  { deps }: TestServer,
  { accounts: [account], answers }: ChatPlatform,
  user: string,
): Promise<string[]> {
  const chat = await heardOut(deps, chatIdOf(account, user));
  if (chat === null) return [`${user} has no chat`];
  const sent = await sentTo(deps, chat);
  const conversation = await deps.store.get(conversations, chat.conversationId ?? "");
  const shown = answers(account, user);
  const wrong = [
    [conversation?.turnCount === SCRIPT.length, `${conversation?.turnCount} turns`],
    [conversation?.caseIds.length === 1, `${conversation?.caseIds.length} cases`],
    [sent.length === chat.messageCount, `${sent.length} of ${chat.messageCount} answers sent`],
    [JSON.stringify(shown) === JSON.stringify(sent), "answers came in another order, or twice"],
  ] as const;
  return wrong.filter(([right]) => !right).map(([, fault]) => `${user}: ${fault}`);
}

/** A platform may say only that there is something, and be asked later: until all was heard. */
async function heardOut({ store }: TestServer["deps"], id: string): Promise<Chat | null> {
  const until = Date.now() + SENT_WITHIN_MS;
  for (;;) {
    const chat = await store.get(chats, id);
    const conversation = await store.get(conversations, chat?.conversationId ?? "");
    const whole = (conversation?.turnCount ?? 0) >= SCRIPT.length;
    // As it is by now: the turn may have come between the two reads.
    if (whole || Date.now() > until) return store.get(chats, id);
    await pause(50);
  }
}

/** What was sent, in its order, once nothing waits any more. */
async function sentTo({ store }: TestServer["deps"], { id: chatId }: Chat): Promise<string[]> {
  const find = (state: readonly string[]) =>
    store.find(chatMessages, { index: "byChatState", where: { chatId, state } });
  const until = Date.now() + SENT_WITHIN_MS;
  for (;;) {
    const waiting = await find(["queued", "sending"]);
    if (waiting.length === 0 || Date.now() > until) break;
    await pause(50);
  }
  return (await find(["sent"])).map(({ text }) => text);
}

function drawing(seed: number): Drawing {
  const random = seededRandom(seed);
  return {
    draw: (below) => Math.floor(random.next() * below),
    chance: (share) => random.next() < share,
  };
}
