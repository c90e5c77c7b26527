import express, { type Express } from "express";
import { officialSignature, openedXml } from "@warmline/server/channels/wechat/signature.ts";
import { parseXml } from "@warmline/server/platform/webhooks/xml.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { ACCOUNT } from "./chat-platform.ts";
import { post } from "./post.ts";
import { openRawFloor } from "./same-bytes.ts";

/** What a turn of ours wrote and answered. */
export interface ChatTurn {
  readonly documents: readonly string[];
  readonly answer: string;
  /** Of WeChat's interface. */
  readonly platformPort: number;
}

/**
 * Bare Express: checks and opens each message as we do, commits as many documents of as many bytes
 * with bare `node:sqlite`, says that it has it, and then sends as much of an answer.
 */
export function chatTurns(given: string): Express {
  const { documents, answer, platformPort } = JSON.parse(given) as ChatTurn;
  const floor = openRawFloor();
  const clock = { now: () => instantOf(Date.now()) };
  const signature = officialSignature(ACCOUNT, clock);
  const sealing = { receiver: ACCOUNT.appId, aesKey: ACCOUNT.aesKey ?? Buffer.alloc(0) };
  process.once("exit", () => floor.close());
  process.once("SIGTERM", () => process.exit(0));
  const app = express().disable("x-powered-by").disable("etag");
  app.use(express.raw({ type: "text/xml" }));
  app.post(/^\/hooks\//, (request, response) => {
    const { headers, originalUrl: url } = request;
    const body = request.body as Buffer;
    const { searchParams: query } = new URL(url, "http://floor");
    if (!signature.holds({ url, query, headers, body })) return void response.sendStatus(403);
    const opened = openedXml(sealing, parseXml(body.toString("utf8")));
    const { FromUserName: touser } = (opened as { xml: Record<string, string> }).xml;
    floor.commit(documents);
    response.type("text").send("success");
    const message = { touser, msgtype: "text", text: { content: answer } };
    const sent = { path: "/send", headers: {}, body: JSON.stringify(message) };
    void post({ port: platformPort, ...sent });
  });
  return app;
}
