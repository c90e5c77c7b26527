import { setTimeout as pause } from "node:timers/promises";
import { simulatedOfficial } from "@warmline/server/channels/wechat/account.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { messageXml } from "@warmline/demo/wechat/message-xml.ts";
import { startOfficial, type Simulated } from "@warmline/demo/wechat/of-process.ts";
import { OURS, post, type OfficialDoor } from "@warmline/demo/wechat/post.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { chatMessages, chats, type Chat } from "@warmline/shared/chats/model.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";

/** What each resident writes, in their order; the last one files the case. */
const SCRIPT = ["报修", "我家暖气不热，从昨天开始，所有房间都不热", "PLACE", "没有", "1"] as const;
const AT_ONCE = 8;
/** The platform is away so often. */
const AWAY = 0.1;
const SENT_WITHIN_MS = 120_000;

interface Drawing {
  draw(below: number): number;
  chance(share: number): boolean;
}

interface Done {
  readonly broken: readonly string[];
  readonly messages: number;
  readonly deliveries: number;
}

/** Residents who report a cold flat, each message told again and again, early, late and at once. */
export async function simulateChats(
  settings: Record<string, string>,
  seed: number,
  messages: number,
): Promise<Done> {
  const server = await startTestServer({ DEMO: "true", ...settings });
  const random = drawing(seed);
  const onTheWay = () => {
    if (random.chance(AWAY)) throw new Error("away");
    return null;
  };
  try {
    const simulated = (await startOfficial(server.deps, server.url, { onTheWay }))!;
    const people = Array.from({ length: Math.ceil(messages / SCRIPT.length) }, (_, n) => `o-${n}`);
    const waiting = [...people];
    let deliveries = 0;
    const one = async () => {
      for (let user = waiting.pop(); user !== undefined; user = waiting.pop()) {
        const told = await report(server, simulated, user, random);
        deliveries += told;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    const broken = (
      await Promise.all(people.map((user) => wrongWith(server, simulated, user)))
    ).flat();
    const filed = await server.deps.store.count(cases, { index: "byOpen", where: { open: true } });
    if (filed !== people.length) broken.push(`${filed} cases of ${people.length} residents`);
    return { broken, messages: people.length * SCRIPT.length, deliveries };
  } finally {
    await server.close();
  }
}

/** One resident's whole report; how often it was told in all. */
async function report(
  { deps, url }: TestServer,
  { official }: Simulated,
  user: string,
  random: Drawing,
): Promise<number> {
  const door = { account: simulatedOfficial(deps.config)!, url, clock: deps.clock };
  const told: string[] = [];
  let deliveries = 0;
  // They follow on WeChat's side, so that it takes what is sent to them.
  official.admit(user);
  for (const [place, text] of SCRIPT.entries()) {
    const said = text === "PLACE" ? `翠湖小区5号楼${user}` : text;
    told.push(messageOf(user, place, said));
    const again = Array.from({ length: random.draw(3) }, () => told[random.draw(told.length)]!);
    await Promise.all([told.at(-1)!, ...again].map((message) => tellOnce(door, message)));
    deliveries += 1 + again.length;
  }
  return deliveries;
}

async function tellOnce(door: OfficialDoor, message: string): Promise<void> {
  const response = await post(door, message);
  if (!response.ok) throw new Error(`answered ${response.status}: ${await response.text()}`);
}

function messageOf(user: string, place: number, text: string): string {
  const of = { ToUserName: OURS, FromUserName: user, CreateTime: place };
  // Of everybody the same numbers: they are told apart by who it is of.
  return messageXml({ ...of, MsgType: "text", Content: text, MsgId: String(9_000 + place) });
}

async function wrongWith(
  { deps }: TestServer,
  { official }: Simulated,
  user: string,
): Promise<string[]> {
  const { appId } = simulatedOfficial(deps.config)!;
  const chat = await deps.store.get(chats, `official:${appId}:${user}`);
  if (chat === null) return [`${user} has no chat`];
  const sent = await sentTo(deps, chat);
  const conversation = await deps.store.get(conversations, chat.conversationId ?? "");
  const shown = official.chatOf(user).shown.map(({ text }) => text);
  const wrong = [
    [conversation?.turnCount === SCRIPT.length, `${conversation?.turnCount} turns`],
    [conversation?.caseIds.length === 1, `${conversation?.caseIds.length} cases`],
    [sent.length === chat.messageCount, `${sent.length} of ${chat.messageCount} answers sent`],
    [JSON.stringify(shown) === JSON.stringify(sent), "answers came in another order, or twice"],
  ] as const;
  return wrong.filter(([right]) => !right).map(([, fault]) => `${user}: ${fault}`);
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
