import { deepStrictEqual } from "node:assert/strict";
import { stringifySetCookie } from "cookie";
import type { Response } from "express";
import type { z } from "zod";
import { cookieName } from "./cookies.ts";
import { Bytes, WithCookie, type Cookie } from "./serve.ts";

interface Manner {
  readonly checkedBy: z.ZodType | undefined;
  readonly secureCookies: boolean;
}

/** A command's value as the response: JSON, bytes, or either with a cookie and a way on. */
export function writeAnswer(response: Response, value: unknown, manner: Manner): void {
  if (value instanceof Bytes) {
    response.type(value.type).send(Buffer.from(value.content));
    return;
  }
  if (!(value instanceof WithCookie)) {
    sendJson(response, checked(value, manner.checkedBy));
    return;
  }
  for (const cookie of value.cookies) {
    response.append("set-cookie", headerOf(cookie, manner.secureCookies));
  }
  if (value.redirectTo !== undefined) response.redirect(303, value.redirectTo);
  else sendJson(response, checked(value.value, manner.checkedBy));
}

/**
 * As Express would, without its looking for tags and settings: answers have no tags. Text goes out
 * in one packet with its headers, bytes would not; Node measures it and says its length.
 */
function sendJson(response: Response, value: unknown): void {
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.end(JSON.stringify(value));
}

/** Throws when the answer is not as declared, also when it says more: what is sent is the value. */
function checked(value: unknown, schema: z.ZodType | undefined): unknown {
  if (schema === undefined) return value;
  const sent = JSON.parse(JSON.stringify(value)) as unknown;
  deepStrictEqual(sent, JSON.parse(JSON.stringify(schema.parse(sent))), "more than declared");
  return value;
}

function headerOf({ name, value, maxAgeSeconds }: Cookie, secure: boolean): string {
  return stringifySetCookie({
    name: cookieName(name, secure),
    value,
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure,
    maxAge: maxAgeSeconds ?? 0,
  });
}
