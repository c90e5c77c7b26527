import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Account } from "@warmline/server/channels/twilio/account.ts";
import { listening, type Listening } from "../../listening.ts";
import { callAnswers } from "./calls.ts";
import { conferenceAnswers } from "./conferences.ts";
import { messageAnswers } from "./messages.ts";
import { failure, type Answered, type OfRest } from "./answer.ts";

/** The carrier's REST interface, as far as the hotline uses it. */
export function listen(on: OfRest): Promise<Listening> {
  return listening((request, response) => {
    void answer(on, request).then((answered) => send(response, answered));
  });
}

async function answer(on: OfRest, request: IncomingMessage): Promise<Answered> {
  if (!isFrom(on.account, request.headers.authorization ?? "")) {
    return failure(401, 20003, "Authenticate");
  }
  const { method = "", url = "" } = request;
  const { pathname, searchParams } = new URL(url, "http://carrier");
  const fields = method === "GET" ? searchParams : new URLSearchParams(await text(request));
  const root = `/2010-04-01/Accounts/${on.account.sid}`;
  if (!pathname.startsWith(`${root}/`)) return notFound(pathname);
  const path = pathname.slice(root.length).replace(/[.]json$/, "");
  const asked = { method, path, fields };
  await on.onTheWay?.(asked);
  return (
    callAnswers(on, asked) ??
    conferenceAnswers(on, asked) ??
    messageAnswers(on, asked) ??
    notFound(pathname)
  );
}

function notFound(path: string): Answered {
  return failure(404, 20404, `The requested resource ${path} was not found`);
}

function isFrom({ sid, tokens }: Account, header: string): boolean {
  const given = Buffer.from(header);
  return tokens.some((token) => {
    const right = Buffer.from(`Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`);
    return right.length === given.length && timingSafeEqual(right, given);
  });
}

function send(response: ServerResponse, { status, body }: Answered): void {
  response
    .writeHead(status, { "content-type": "application/json" })
    .end(body === null ? undefined : JSON.stringify(body));
}
