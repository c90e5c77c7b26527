import { randomBytes } from "node:crypto";
import { seal } from "@warmline/server/channels/wechat/envelope.ts";
import type { ServiceAccount } from "@warmline/server/channels/wechat/service/account.ts";
import { wechatSha1 } from "@warmline/server/platform/webhooks/signatures.ts";
import { serviceHook } from "@warmline/shared/wechat/api.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import { messageXml } from "./message-xml.ts";

export interface ServiceDoor {
  readonly account: ServiceAccount;
  /** Where the server listens. */
  url(): string;
  readonly clock: Clock;
}

/** As the real one waits. */
const TIMEOUT_MS = 5_000;

/** 回调: that there is something for the account. Once: what nobody takes is found when they look. */
export async function tellService(door: ServiceDoor, openKfId: string): Promise<void> {
  const { corpId, token, aesKey } = door.account;
  const seconds = Math.floor(door.clock.now() / 1_000);
  const message = messageXml({
    ToUserName: corpId,
    CreateTime: seconds,
    MsgType: "event",
    Event: "kf_msg_or_event",
    Token: randomBytes(16).toString("hex"),
    OpenKfId: openKfId,
  });
  const sealed = seal({ receiver: corpId, aesKey }, message);
  const [timestamp, nonce] = [String(seconds), randomBytes(8).toString("hex")];
  const query = new URLSearchParams({ timestamp, nonce });
  query.set("msg_signature", wechatSha1([token, timestamp, nonce, sealed]));
  await fetch(`${door.url()}${serviceHook.path}?${query.toString()}`, {
    method: "POST",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { "content-type": "text/xml" },
    body: messageXml({ ToUserName: corpId, AgentID: "", Encrypt: sealed }),
  }).catch(() => null);
}
