import { accountName } from "@warmline/server/channels/wechat/account.ts";
import { randomBytes } from "node:crypto";
import { makeOfficial, type Official } from "../official.ts";
import { OURS, post } from "../post.ts";
import { listen, type OfficialRest } from "../rest.ts";
import { messageXml } from "../message-xml.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { hindering } from "./hindering.ts";
import type { ChatPlatform } from "./platform.ts";
import { presence } from "./presence.ts";

export interface OfficialPlatform extends ChatPlatform {
  readonly official: Official;
  readonly rest: OfficialRest;
  /** Tells our server once, as it is. */
  tell(fields: Readonly<Record<string, string | number>>): Promise<Response>;
}

/** 公众号 in AES mode, simulated. */
export async function openOfficialPlatform(): Promise<OfficialPlatform> {
  const aesKey = randomBytes(32);
  const account = {
    appId: "wx0123456789abcdef",
    secret: "a secret of tests",
    token: "t0ken",
    aesKey,
  };
  const ours = presence();
  const clock = { now: () => instantOf(ours.now()) };
  const door = { account, clock, url: ours.url, retry: ours.back };
  const official = makeOfficial(door);
  const { hinder, codeFor } = hindering({ quota: 45047, gone: 43004 });
  const rest = await listen({ official, account, onTheWay: codeFor });
  const name = accountName(account);
  return {
    official,
    rest,
    accounts: [name],
    counts: true,
    settings: {
      WECHAT_APP_ID: account.appId,
      WECHAT_APP_SECRET: account.secret,
      WECHAT_TOKEN: account.token,
      WECHAT_AES_KEY: aesKey.toString("base64").slice(0, -1),
      WECHAT_API_URL: rest.url,
    },
    at: (server) => Promise.resolve(ours.at(server)),
    async write({ userId, text, id }) {
      if (!(await official.say(userId, text, id))) throw new Error("it was not taken");
    },
    async picture({ userId }, content) {
      if (!(await official.picture(userId, content))) throw new Error("it was not taken");
    },
    tell: (fields) => post(door, messageXml({ ToUserName: OURS, CreateTime: 1, ...fields })),
    answers: (_, userId) =>
      official.chatOf(userId).shown.flatMap(({ by, text }) => (by === "account" ? [text] : [])),
    hinder,
    close: () => rest.close(),
  };
}
