import { createHmac } from "node:crypto";
import { z } from "zod";
import { permission } from "@warmline/shared/access/permission.ts";
import { line } from "@warmline/shared/api/fields.ts";
import { manifest } from "@warmline/shared/api/manifest.ts";
import { webhook } from "@warmline/shared/api/webhook.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command } from "../commands/command.ts";
import type { Deps } from "../deps.ts";
import type { Module } from "../module.ts";
import { hmacSignature, wechatSha1, wechatSignature } from "./signatures.ts";
import type { SignatureStrategy } from "./signature.ts";
import { receive } from "./webhook.ts";

/** For tests only: a channel that speaks in every format, each signed in another way. */

export interface Heard extends Stored {
  readonly from: string;
  readonly text: string;
}
export const heard = collection<Heard>("testHeard", { indexes: { byText: ["text"] } });

const permit = permission("test.hear", ["channel"]);
const text = line(200);

export const formHook = webhook({
  name: "test.form",
  channel: "test-phone",
  path: "/hooks/test/form",
  permit,
  summary: "Takes a form and answers XML",
  format: "form",
  body: z.object({ EventSid: z.string().max(200).optional(), Body: text }),
  answer: "xml",
  refusals: ["test-unwanted"],
});

export const jsonHook = webhook({
  name: "test.json",
  channel: "test-bank",
  path: "/hooks/test/json",
  permit,
  summary: "Takes JSON and answers nothing",
  format: "json",
  body: z.object({ id: z.string().max(200).optional(), text, more: z.unknown().optional() }),
  answer: "empty",
  limitBytes: 200_000,
  refusals: ["test-unwanted"],
});

export const xmlHook = webhook({
  name: "test.xml",
  // Of one channel with the one before: their ids may be the same.
  channel: "test-bank",
  path: "/hooks/test/xml",
  permit,
  summary: "Takes XML and answers text",
  format: "xml",
  body: z.object({ xml: z.object({ MsgId: z.string().max(200).optional(), Content: text }) }),
  answer: "text",
  refusals: ["test-unwanted"],
});

const hear = command({
  name: "test.hear",
  scope: "anywhere",
  load: async (_reads, said: { text: string }): Promise<Result<string, "test-unwanted">> =>
    said.text === "不要" ? refuse("test-unwanted") : ok(said.text),
  decide: (said, _, { caller, nextId }) => {
    const id = nextId();
    return ok({
      value: { said, id },
      writes: [insert(heard, { id, from: caller.origin, text: said })],
      subjects: [`testHeard/${id}`],
    });
  },
});

export const PHONE_SECRET = "12345";
export const BANK_SECRETS = ["new secret", "old secret"];
export const CHAT_TOKEN = "warmline";

function testWebhooks(deps: Deps) {
  const { clock } = deps;
  return [
    receive(deps, formHook, {
      signature: urlAndFormSignature(PHONE_SECRET),
      eventId: ({ EventSid }) => EventSid ?? null,
      command: hear,
      input: ({ Body }) => ({ text: Body }),
      answer: ({ said, id }) => `<Response id="${id}"><Say>${said}</Say></Response>`,
    }),
    receive(deps, jsonHook, {
      signature: hmacSignature({
        secrets: BANK_SECRETS,
        clock,
        signatureHeader: "X-Signature",
        timestampHeader: "X-Timestamp",
      }),
      eventId: ({ id }) => id ?? null,
      command: hear,
      input: ({ text: said, more }) => ({ text: said, more }),
    }),
    receive(deps, xmlHook, {
      signature: wechatSignature({ token: CHAT_TOKEN, clock }),
      eventId: ({ xml }) => xml.MsgId ?? null,
      command: hear,
      input: ({ xml }) => ({ text: xml.Content }),
      answer: ({ said, id }) => `${said} ${id}`,
      greet: (query) => query.get("echostr"),
    }),
  ];
}

export const testChannel: Module = {
  manifest: manifest("test-channel", {
    permissions: [{ permit }],
    webhooks: [formHook, jsonHook, xmlHook],
    refusals: { "test-unwanted": 422 },
  }),
  collections: [heard],
  webhooks: testWebhooks,
};

/** As Twilio signs: HMAC-SHA1 over the URL and the sorted fields of the form, in base64. */
export function urlAndFormSignature(secret: string): SignatureStrategy {
  return {
    carried: ({ headers }) => typeof headers["x-test-signature"] === "string",
    holds: ({ url, headers, body }) =>
      headers["x-test-signature"] === signForm(secret, url, Buffer.from(body).toString()),
  };
}

export function signForm(secret: string, url: string, body: string): string {
  const fields = [...new URLSearchParams(body)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const signed = url + fields.map(([name, value]) => name + value).join("");
  return createHmac("sha1", secret).update(signed).digest("base64");
}

export function signBank(secret: string, body: string | Uint8Array, at: number) {
  const timestamp = String(Math.floor(at / 1_000));
  const signature = createHmac("sha256", secret).update(`${timestamp}.`).update(body);
  return { "x-timestamp": timestamp, "x-signature": signature.digest("hex") };
}

export function signChat(at: number, nonce = "n0nce"): string {
  const timestamp = String(Math.floor(at / 1_000));
  const signature = wechatSha1([CHAT_TOKEN, timestamp, nonce]);
  return `signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`;
}
