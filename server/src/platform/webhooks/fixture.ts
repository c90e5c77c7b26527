import { randomUUID } from "node:crypto";
import type { TestServer } from "../../testing.ts";
import { rawRequest, type RawAnswer } from "../http/testing.ts";
import {
  BANK_SECRETS,
  formHook,
  jsonHook,
  PHONE_SECRET,
  signBank,
  signChat,
  signForm,
  xmlHook,
} from "./testing.ts";

/** For tests only: signed requests of the test channel. */

export const PUBLIC_URL = "https://warm.example:443/";
/** As channels sign it. */
const PUBLIC = "https://warm.example";

type Headers = Record<string, string>;
type Body = string | Uint8Array;

export function post(
  to: TestServer,
  path: string,
  body: Body,
  headers: Headers = {},
): Promise<RawAnswer> {
  return rawRequest(to.url, path, { method: "POST", body, headers });
}

export function phone(to: TestServer, text: string, headers: Headers = {}, path?: string) {
  const at = path ?? formHook.path;
  return post(to, at, text, {
    "content-type": "application/x-www-form-urlencoded",
    "x-test-signature": signForm(PHONE_SECRET, PUBLIC + at, text),
    ...headers,
  });
}

export function bank(to: TestServer, body: Body, headers: Headers = {}) {
  const signature = signBank(BANK_SECRETS[1]!, body, to.deps.clock.now());
  const all = { "content-type": "application/json", ...signature, ...headers };
  return post(to, jsonHook.path, body, all);
}

export function chat(to: TestServer, body: Body, headers: Headers = {}) {
  const path = `${xmlHook.path}?${signChat(to.deps.clock.now(), randomUUID())}`;
  return post(to, path, body, { "content-type": "text/xml", ...headers });
}

export function message(id: string, text: string): string {
  return `<xml><MsgId>${id}</MsgId><Content><![CDATA[${text}]]></Content></xml>`;
}
