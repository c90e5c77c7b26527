import express, { type Express } from "express";
import { twilioSignature } from "@warmline/server/channels/twilio/signature.ts";
import { ACCOUNT, PUBLIC_URL } from "./callers-load.ts";
import { openRawFloor } from "./same-bytes.ts";

/** What a turn of ours wrote and answered. */
export interface Turn {
  readonly documents: readonly string[];
  readonly answer: string;
}

/**
 * Bare Express: checks the signature of each request as we do, commits as many documents of as many
 * bytes with bare `node:sqlite`, and answers as much.
 */
export function turns(given: string): Express {
  const { documents, answer } = JSON.parse(given) as Turn;
  const floor = openRawFloor();
  const signature = twilioSignature(ACCOUNT.tokens);
  process.once("exit", () => floor.close());
  process.once("SIGTERM", () => process.exit(0));
  const app = express().disable("x-powered-by").disable("etag");
  app.use(express.raw({ type: "application/x-www-form-urlencoded" }));
  app.post(/^\/hooks\//, (request, response) => {
    const { headers, originalUrl } = request;
    const url = PUBLIC_URL + originalUrl;
    const told = { url, query: new URL(url).searchParams, headers, body: request.body };
    if (!signature.holds(told)) return void response.sendStatus(403);
    floor.commit(documents);
    response.type("application/xml").send(answer);
  });
  return app;
}
