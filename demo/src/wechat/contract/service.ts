import { randomBytes } from "node:crypto";
import { serviceName } from "@warmline/server/channels/wechat/service/account.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { makeService, type Service } from "../service.ts";
import { listenService, type OfService } from "../service-rest.ts";
import { hindering } from "./hindering.ts";
import type { ChatPlatform } from "./platform.ts";
import { presence } from "./presence.ts";

export interface ServicePlatform extends ChatPlatform {
  readonly service: Service;
  readonly openKfIds: readonly [string, string];
  /** The answer to a message that was taken gets lost, so often. */
  loseAnswers(count: number): void;
}

/** 微信客服 with two accounts, simulated. */
export async function openServicePlatform(): Promise<ServicePlatform> {
  const openKfIds = ["wk-one", "wk-two"] as const;
  const aesKey = randomBytes(32);
  const account = {
    corpId: "ww0123456789abcdef",
    secret: "a secret of tests",
    token: "t0ken",
    aesKey,
    openKfIds,
  };
  const ours = presence();
  const clock = { now: () => instantOf(ours.now()) };
  const service = makeService({ account, clock, url: ours.url });
  const { hinder, codeFor } = hindering({ quota: 95001, gone: 84061 });
  let losing = 0;
  const onTheWay: OfService["onTheWay"] = ({ userId }, when) => {
    if (when === "after") {
      losing -= 1;
      if (losing >= 0) throw new Error("lost");
      return null;
    }
    return codeFor(userId);
  };
  const rest = await listenService({ service, account, onTheWay });
  const talkOf = (name: string, userId: string) => ({ openKfId: name.replace("kf:", ""), userId });
  return {
    service,
    openKfIds,
    loseAnswers: (count) => void (losing = count),
    accounts: [serviceName(openKfIds[0]), serviceName(openKfIds[1])],
    counts: true,
    settings: {
      WECHAT_KF_CORP_ID: account.corpId,
      WECHAT_KF_SECRET: account.secret,
      WECHAT_KF_TOKEN: account.token,
      WECHAT_KF_AES_KEY: aesKey.toString("base64").slice(0, -1),
      WECHAT_KF_ACCOUNTS: openKfIds.join(","),
      WECHAT_KF_API_URL: rest.url,
    },
    at: (server) => Promise.resolve(ours.at(server)),
    write: ({ account: name, userId, text, id }) => service.say(talkOf(name, userId), text, id),
    picture: ({ account: name, userId }, content) => service.picture(talkOf(name, userId), content),
    echo: ({ account: name, userId, text }) => service.serve(talkOf(name, userId), text),
    answers: (name, userId) =>
      service
        .chatOf(talkOf(name, userId))
        .flatMap(({ by, text }) => (by === "account" ? [text] : [])),
    hinder,
    close: () => rest.close(),
  };
}
