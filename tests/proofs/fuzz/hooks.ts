import iconv from "iconv-lite";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import {
  BANK_SECRETS,
  formHook,
  jsonHook,
  PHONE_SECRET,
  signBank,
  signChat,
  signForm,
  xmlHook,
} from "@warmline/server/platform/webhooks/testing.ts";
import {
  callback,
  envelope,
  gatewaySigned,
  message,
  OFFICIAL,
  sealedFor,
  serviceCall,
  signedPath,
} from "@warmline/server/channels/wechat/fixture.ts";
import { gatewayHook } from "@warmline/shared/wechat/api.ts";
import type { MadeUp } from "./call.ts";
import { PUBLIC_URL } from "./city.ts";

/**
 * `official`: the door of WeChat's official account, in plain mode; `service`: 微信客服,
 * sealed; `gateway`: Wechaty's.
 */
export const FORMATS = ["form", "json", "xml", "official", "service", "gateway"] as const;
/** The official account in AES mode: the same door of a server that is set to it (`AES`). */
export const SEALED = "official-sealed";
export type Format = (typeof FORMATS)[number] | typeof SEALED;

const PIECES = [
  ...Array.from("<>&;=\"'[]{}%+/?!-"),
  "<![CDATA[",
  "]]>",
  "<!--",
  '<!DOCTYPE x [<!ENTITY e "&e;">]>',
  "&e;",
  "&#0;",
  "&#x110000;",
  "<?xml version='1.0' encoding='GBK'?>",
  "__proto__",
  "constructor",
  "\\ud800",
  "%00",
  "%E6%9A",
  "\u0000",
  "\u202e",
  "暖",
  "null",
  "1e999",
  "[".repeat(300),
  "<a>".repeat(300),
  "a=1&".repeat(600),
].map((piece) => Buffer.from(piece));

const TYPES = {
  form: ["application/x-www-form-urlencoded"],
  json: ["application/json"],
  xml: ["text/xml", "application/xml"],
  official: ["text/xml"],
  [SEALED]: ["text/xml"],
  service: ["text/xml"],
  gateway: ["application/json"],
} as const;
const CHARSETS = ["", "; charset=utf-8", "; charset=gbk", "; charset=", "; charset=nonsense", ";;"];

/**
 * Calls of a channel that are rightly signed and wrong in every other way: whoever holds the secret
 * may still be careless.
 */
export function makeHookCalls(format: Format, seed: number): (now: number) => MadeUp {
  const random = seededRandom(seed);
  const draw = (below: number) => Math.floor(random.next() * below);
  const pick = <T>(of: readonly T[]): T => of[draw(of.length)]!;
  let number = 0;

  function good(): Buffer {
    number += 1;
    const [id, text] = [`${format}-${seed}-${number}`, pick(["暖气不热", "催", "a b"])];
    if (format === "form") return Buffer.from(`EventSid=${id}&Body=${encodeURIComponent(text)}`);
    if (format === "json") return Buffer.from(JSON.stringify({ id, text, more: { a: [1, null] } }));
    if (format === "official" || format === SEALED) {
      return Buffer.from(message(`o-${draw(20)}`, `${seed}000${number}`, text));
    }
    if (format === "gateway") {
      const of = { account: "one", userId: `u-${draw(20)}`, kind: pick(["text", "media"]) };
      return Buffer.from(JSON.stringify({ ...of, id, text }));
    }
    // Of an account that is none of ours: there is nothing to be pulled.
    if (format === "service") return Buffer.from(callback("wk-other", id));
    return Buffer.from(`<xml><MsgId>${id}</MsgId><Content><![CDATA[${text}]]></Content></xml>`);
  }

  function wrong(body: Buffer): Buffer {
    const at = draw(body.length + 1);
    const [before, after] = [body.subarray(0, at), body.subarray(at)];
    switch (draw(7)) {
      case 0:
        return Buffer.concat([before, pick(PIECES), after]);
      case 1:
        return Buffer.concat([before, after.subarray(draw(6))]);
      case 2:
        return before;
      case 3:
        return Buffer.concat([body, body.subarray(0, at)]);
      case 4:
        return Buffer.concat([before, Buffer.from([draw(256)]), after.subarray(1)]);
      case 5:
        return iconv.encode(body.toString(), "gbk");
      default:
        return Buffer.from(Array.from({ length: draw(200) }, () => draw(256)));
    }
  }

  return (now) => {
    let body = good();
    for (let round = draw(4); round >= 0; round -= 1) body = wrong(body);
    const type = pick(TYPES[format]) + pick(random.next() < 0.7 ? [""] : CHARSETS);
    const { path, headers = {}, body: sent = body } = signed(format, body, now);
    return { path, method: "POST", headers: { ...headers, "content-type": type }, body: sent };
  };
}

/** `body`: as it is sent, where that is not what it says. */
function signed(format: Format, body: Buffer, now: number): Partial<MadeUp> & { path: string } {
  switch (format) {
    case "form": {
      const url = `${PUBLIC_URL}${formHook.path}`;
      const headers = { "x-test-signature": signForm(PHONE_SECRET, url, body.toString()) };
      return { path: formHook.path, headers };
    }
    case "json":
      return { path: jsonHook.path, headers: signBank(BANK_SECRETS[0]!, body, now) };
    case "official":
      return { path: signedPath(now) };
    case SEALED: {
      const sealed = sealedFor(OFFICIAL.WECHAT_APP_ID, body.toString());
      return { path: signedPath(now, { sealed }), body: envelope(sealed) };
    }
    case "service":
      return serviceCall(now, body.toString());
    case "gateway":
      return { path: gatewayHook.path, headers: gatewaySigned(body, now) };
    case "xml":
      return { path: `${xmlHook.path}?${signChat(now)}` };
  }
}
