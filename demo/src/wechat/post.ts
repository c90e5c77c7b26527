import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { OfficialAccount } from "@warmline/server/channels/wechat/account.ts";
import { seal } from "@warmline/server/channels/wechat/envelope.ts";
import { wechatSha1 } from "@warmline/server/platform/webhooks/signatures.ts";
import { officialHook } from "@warmline/shared/wechat/api.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import { messageXml, type Fields } from "./message-xml.ts";

export interface OfficialDoor {
  readonly account: OfficialAccount;
  /** Where the server listens. */
  url(): string;
  readonly clock: Clock;
  /** Between two tries; left out: waits as the real one does. */
  retry?(): Promise<unknown>;
}

/** As the real one waits, and tries again. */
const TIMEOUT_MS = 5_000;
const RETRY_MS = 5_000;
const RETRIES = 3;

/** The first body and address of a message: signed, and sealed where the account is in AES mode. */
export function signedRequest({ account, clock }: OfficialDoor, message: string) {
  const { token, appId, aesKey } = account;
  const timestamp = String(Math.floor(clock.now() / 1_000));
  const nonce = randomBytes(8).toString("hex");
  const query = new URLSearchParams({ timestamp, nonce });
  query.set("signature", wechatSha1([token, timestamp, nonce]));
  const path = () => `${officialHook.path}?${query.toString()}`;
  if (aesKey === null) return { path: path(), body: message };
  const sealed = seal({ receiver: appId, aesKey }, message);
  query.set("encrypt_type", "aes");
  query.set("msg_signature", wechatSha1([token, timestamp, nonce, sealed]));
  const body = messageXml({ ToUserName: OURS, Encrypt: sealed });
  return { path: path(), body };
}

/** 原始 ID of the account. */
export const OURS = "gh_000000000000";

export async function post(door: OfficialDoor, message: string): Promise<Response> {
  const { path, body } = signedRequest(door, message);
  return fetch(door.url() + path, {
    method: "POST",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { "content-type": "text/xml" },
    body,
  });
}

/** Tells it until it is taken, four times at most. Whether it was. */
export async function tell(door: OfficialDoor, fields: Fields): Promise<boolean> {
  const message = messageXml({ ToUserName: OURS, ...fields });
  for (let tried = 0; tried <= RETRIES; tried += 1) {
    if (tried > 0) await (door.retry?.() ?? pause(RETRY_MS, undefined, { ref: false }));
    const response = await post(door, message).catch(() => null);
    if (response?.ok === true && ["success", ""].includes(await response.text())) return true;
  }
  return false;
}
