import { ipKeyGenerator, rateLimit, type Options } from "express-rate-limit";
import type { Request, RequestHandler, Response } from "express";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/staff/actor.ts";
import type { RateClass } from "@warmline/shared/wire/endpoint.ts";
import type { Config } from "../../config.ts";
import type { AnswerRefusal } from "./refusals.ts";
import { languageOf } from "./request.ts";

/**
 * Counted in this process, one count a class. A whole hall may share one address, so whoever was
 * let in is counted by who they are, and only the public by address. `refused` stands before all:
 * an address whose calls were turned away that often is not even looked up any more, with whatever
 * cookies it comes.
 */
export function makeRateLimits(
  config: Config,
  answerRefusal: AnswerRefusal,
): Record<RateClass | "refused", RequestHandler> {
  const limit = (identifier: string, perMinute: number, more: Partial<Options> = {}) =>
    rateLimit({
      windowMs: 60_000,
      limit: perMinute,
      // Newer drafts hash the caller's key for each answer.
      standardHeaders: "draft-7",
      legacyHeaders: false,
      identifier,
      keyGenerator: callerOf,
      handler: (request, response) => {
        const seconds = Number(response.getHeader("retry-after") ?? 60);
        const language = languageOf(request.headers["accept-language"]);
        const { status, body } = answerRefusal(refuse("too-many-requests", { seconds }), language);
        response.status(status).json(body);
      },
      ...more,
    });
  return {
    read: limit("read", config.RATE_READ_PER_MINUTE),
    write: limit("write", config.RATE_WRITE_PER_MINUTE),
    guess: limit("guess", config.RATE_GUESS_PER_MINUTE),
    refused: limit("refused", config.RATE_READ_PER_MINUTE, {
      standardHeaders: false,
      keyGenerator: addressOf,
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_, { statusCode }) => statusCode !== 401 && statusCode !== 403,
    }),
  };
}

function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? "unknown");
}

function callerOf(request: Request, { locals }: Response): string {
  const { kind, id } = locals["actor"] as Actor;
  return kind === "public" ? addressOf(request) : `${kind}/${id}`;
}
