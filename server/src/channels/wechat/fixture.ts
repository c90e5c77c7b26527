import { officialHook, serviceHook } from "@warmline/shared/wechat/api.ts";
import { rawRequest, type RawAnswer } from "../../platform/http/testing.ts";
import { hmacOf, wechatSha1 } from "../../platform/webhooks/signatures.ts";
import type { TestServer } from "../../testing.ts";
import { aesKeyOf } from "./account.ts";
import { seal } from "./envelope.ts";
import { HEADERS } from "./gateway/line.ts";

/** For tests: WeChat's side of an account of ours, signed as WeChat documents it. */

const TOKEN = "warmline";
export const APP = "wx0123456789abcdef";
const KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

export const OFFICIAL = {
  WECHAT_APP_ID: APP,
  WECHAT_APP_SECRET: "a secret that is not one",
  WECHAT_TOKEN: TOKEN,
  // Nobody listens there: what is answered waits.
  WECHAT_API_URL: "http://127.0.0.1:9",
};
export const AES = { WECHAT_AES_KEY: KEY };

const CORP = "ww0123456789abcdef";
export const KF = "wk-one";

export const SERVICE = {
  WECHAT_KF_CORP_ID: CORP,
  WECHAT_KF_SECRET: "a secret that is not one",
  WECHAT_KF_TOKEN: TOKEN,
  WECHAT_KF_AES_KEY: KEY,
  WECHAT_KF_ACCOUNTS: `${KF},wk-two`,
  WECHAT_KF_API_URL: "http://127.0.0.1:9",
};

export const GATEWAY = {
  WECHATY_SECRET: "a secret that is not one",
  WECHATY_GATEWAYS: "one=http://127.0.0.1:9",
};

export function gatewaySigned(body: string | Uint8Array, now: number, secret?: string) {
  const timestamp = String(Math.floor(now / 1_000));
  return {
    [HEADERS.timestampHeader]: timestamp,
    [HEADERS.signatureHeader]: hmacOf(secret ?? GATEWAY.WECHATY_SECRET, timestamp, body),
  };
}

interface Signing {
  readonly token?: string;
  /** Seconds that it is old. */
  readonly age?: number;
  /** What is signed as the body's, in AES mode. */
  readonly sealed?: string;
  readonly more?: string;
}

export function signedPath(now: number, signing: Signing = {}): string {
  const { token = TOKEN, age = 0, sealed, more = "" } = signing;
  const timestamp = String(Math.floor(now / 1_000) - age);
  const plain = wechatSha1([token, timestamp, "n0nce"]);
  const query = `signature=${plain}&timestamp=${timestamp}&nonce=n0nce${more}`;
  if (sealed === undefined) return `${officialHook.path}?${query}`;
  const over = wechatSha1([token, timestamp, "n0nce", sealed]);
  return `${officialHook.path}?${query}&msg_signature=${over}`;
}

export function tell(to: TestServer, body: string, signing?: Signing): Promise<RawAnswer> {
  const path = signedPath(to.deps.clock.now(), signing);
  return rawRequest(to.url, path, {
    method: "POST",
    headers: { "content-type": "text/xml" },
    body,
  });
}

export function message(userId: string, id: string, content = "你好"): string {
  return (
    `<xml><ToUserName>gh_1</ToUserName><FromUserName>${userId}</FromUserName>` +
    `<CreateTime>1795600000</CreateTime><MsgType>text</MsgType><MsgId>${id}</MsgId>` +
    `<Content><![CDATA[${content}]]></Content></xml>`
  );
}

export function envelope(sealed: string): string {
  return `<xml><ToUserName>gh_1</ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`;
}

export function sealedFor(appId: string, text: string): string {
  return seal({ receiver: appId, aesKey: aesKeyOf(KEY) }, text);
}

/** A callback of 微信客服, as its body says it, sealed and signed. */
export function serviceCall(now: number, body: string, { token = TOKEN, corp = CORP } = {}) {
  const sealed = sealedFor(corp, body);
  return { path: servicePath(now, sealed, token), body: envelope(sealed) };
}

/** `echostr`: the address's first try. */
export function servicePath(now: number, sealed: string, token = TOKEN, echostr = ""): string {
  const timestamp = String(Math.floor(now / 1_000));
  const query = new URLSearchParams({ timestamp, nonce: "n0nce" });
  query.set("msg_signature", wechatSha1([token, timestamp, "n0nce", sealed]));
  if (echostr !== "") query.set("echostr", echostr);
  return `${serviceHook.path}?${query.toString()}`;
}

export function callback(openKfId: string, token: string): string {
  return (
    `<xml><ToUserName>${CORP}</ToUserName><CreateTime>1795600000</CreateTime>` +
    `<MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>${token}</Token>` +
    `<OpenKfId>${openKfId}</OpenKfId></xml>`
  );
}
