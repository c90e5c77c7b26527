import type { AddressInfo } from "node:net";
import { PuppetMock, mock } from "wechaty-puppet-mock";
import { gatewayName } from "@warmline/server/channels/wechat/gateway/line.ts";
import type { ChatPlatform, Hindrance, Written } from "@warmline/demo/wechat/contract/platform.ts";
import { presence, type Presence } from "@warmline/demo/wechat/contract/presence.ts";
import { gatewayHook } from "@warmline/shared/wechat/api.ts";
import { makeBot } from "./bot.ts";
import { makeDoor, postSigned } from "./door.ts";
import { makeGateway } from "./gateway.ts";

/** For tests: gateways with Wechaty's mock puppet, each an account, and people who write. */

const SECRET = "a secret of tests";
const NAMES = ["one", "two"] as const;
/** Message.Type.Text, Image, Location */
const [TEXT, IMAGE, LOCATION] = [7, 6, 8];
/** FileBoxType.Base64 */
const BASE64 = 1;

export interface MockPlatform extends ChatPlatform {
  /** As the puppet tells it, so many seconds after it was said. */
  replay(written: Written, age: number): Promise<void>;
  /** Neither words nor a picture. */
  place(written: Written): Promise<void>;
}

interface Talk {
  readonly userId: string;
  readonly text: string;
}

/** One gateway, with a mock puppet. */
async function openAccount(name: string, ours: Presence, hinders: Hinders) {
  const signing = signingOf(ours);
  const mocker = new mock.Mocker();
  const sent: Talk[] = [];
  const gateway = makeGateway({
    name,
    post: (body) => postSigned(ours.url() + gatewayHook.path, signing, body),
    wait: () => ours.back(),
    log: () => undefined,
  });
  const puppet = new PuppetMock({ mocker });
  const bot = makeBot(puppet, {
    heard: (message) => gateway.take(message),
    alive: () => undefined,
  });
  await bot.start();
  const self = mocker.createContact({ id: `bot-${name}`, name } as never);
  mocker.login(self);
  const say = async (userId: string, text: string) => {
    const why = hinders(userId);
    if (why === "away") throw new Error("away");
    const known = why === "gone" ? false : await bot.say(userId, text);
    if (known) sent.push({ userId, text });
    return known;
  };
  const door = makeDoor({ say, fileOf: bot.fileOf }, signing);
  await new Promise<void>((done) => door.listen(0, "127.0.0.1", done));
  const known = new Set<string>();
  let count = 0;
  return {
    name,
    gateway,
    bot,
    door,
    sent,
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    /** Whoever is new is a contact from now on. */
    tell(userId: string, fields: object, id?: string, content?: Uint8Array) {
      if (!known.has(userId)) mocker.createContact({ id: userId, name: userId, type: 1 } as never);
      known.add(userId);
      const message = `${userId}-${id ?? `own${(count += 1)}`}`;
      const timestamp = Math.floor(ours.now() / 1_000);
      const of = { id: message, talkerId: userId, listenerId: self.id, timestamp, type: TEXT };
      mocker.cacheMessagePayload.set(message, { ...of, ...fields } as never);
      if (content !== undefined) {
        const base64 = Buffer.from(content).toString("base64");
        const box = { boxType: BASE64, base64, name: "a.png", metadata: {}, size: content.length };
        mocker.cacheFileBoxPayload.set(message, box as never);
      }
      puppet.emit("message", { messageId: message });
    },
  };
}

type Hinders = (userId: string) => Hindrance | null;

function signingOf(ours: Presence) {
  return { secret: SECRET, now: () => ours.now() };
}

export async function openMockPlatform(): Promise<MockPlatform> {
  const ours = presence();
  let hindered: ((userId: string) => Hindrance | null) | null = null;

  const accounts = await Promise.all(
    NAMES.map((name) => openAccount(name, ours, (user) => hindered?.(user) ?? null)),
  );
  const at = (account: string) => accounts.find(({ name }) => gatewayName(name) === account)!;
  const told = (account: string) => at(account).gateway.idle();
  return {
    accounts: [gatewayName(NAMES[0]), gatewayName(NAMES[1])],
    counts: false,
    settings: {
      WECHATY_SECRET: SECRET,
      WECHATY_GATEWAYS: accounts.map(({ name, url }) => `${name}=${url}`).join(","),
    },
    at: (server) => Promise.resolve(ours.at(server)),
    write({ account, userId, text, id }) {
      at(account).tell(userId, { text }, id);
      return told(account);
    },
    replay({ account, userId, text, id }, age) {
      const timestamp = Math.floor(ours.now() / 1_000) - age;
      at(account).tell(userId, { text, timestamp }, id);
      return told(account);
    },
    picture({ account, userId }, content) {
      at(account).tell(userId, { type: IMAGE, text: "" }, undefined, content);
      return told(account);
    },
    place({ account, userId }) {
      at(account).tell(userId, { type: LOCATION, text: "" });
      return told(account);
    },
    echo({ account, userId, text }) {
      const self = `bot-${at(account).name}`;
      at(account).tell(userId, { text, talkerId: self, listenerId: userId });
      return told(account);
    },
    answers: (account, user) =>
      at(account).sent.flatMap(({ userId, text }) => (userId === user ? [text] : [])),
    hinder: (by) => void (hindered = by),
    async close() {
      for (const { gateway, bot, door } of accounts) {
        gateway.stop();
        door.closeAllConnections();
        door.close();
        await bot.stop();
      }
    },
  };
}
