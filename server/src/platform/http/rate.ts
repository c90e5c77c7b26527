import { ipKeyGenerator, MemoryStore, rateLimit, type Options } from "express-rate-limit";
import type { Request, RequestHandler, Response } from "express";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/staff/actor.ts";
import type { RateClass } from "@warmline/shared/wire/endpoint.ts";
import type { Config } from "../../config.ts";
import type { AnswerRefusal } from "./refusals.ts";
import { languageOf } from "./request.ts";

const WINDOW_MS = 60_000;

export interface RateLimits {
  /** How often one caller may call an endpoint of the class. */
  readonly classes: Readonly<Record<RateClass, RequestHandler>>;
  /**
   * Stands before all: an address whose calls were turned away that often is not even looked up
   * any more, with whatever cookies it comes.
   */
  readonly refused: RequestHandler;
  /** To be told of every call that was turned away; those let in cost the count nothing. */
  countRefusal(request: Request): Promise<void>;
}

/**
 * Counted in this process, one count a class. A whole hall may share one address, so whoever was
 * let in is counted by who they are, and only the public by address.
 */
export function makeRateLimits(config: Config, answerRefusal: AnswerRefusal): RateLimits {
  const tooMany = (request: Request, response: Response) => {
    const seconds = Number(response.getHeader("retry-after") ?? 60);
    const language = languageOf(request.headers["accept-language"]);
    const { status, body } = answerRefusal(refuse("too-many-requests", { seconds }), language);
    response.status(status).json(body);
  };
  const limit = (identifier: string, perMinute: number) =>
    rateLimit({
      windowMs: WINDOW_MS,
      limit: perMinute,
      // Newer drafts hash the caller's key for each answer.
      standardHeaders: "draft-7",
      legacyHeaders: false,
      // The library's checks of how it is used, at every call; our tests are in their place.
      validate: false,
      identifier,
      keyGenerator: callerOf,
      handler: tooMany,
    });
  const refusals = new MemoryStore();
  refusals.init({ windowMs: WINDOW_MS } as Options);
  return {
    classes: {
      read: limit("read", config.RATE_READ_PER_MINUTE),
      write: limit("write", config.RATE_WRITE_PER_MINUTE),
      guess: limit("guess", config.RATE_GUESS_PER_MINUTE),
    },
    async refused(request, response, next) {
      const count = await refusals.get(addressOf(request));
      if ((count?.totalHits ?? 0) >= config.RATE_READ_PER_MINUTE) tooMany(request, response);
      else next();
    },
    async countRefusal(request) {
      await refusals.increment(addressOf(request));
    },
  };
}

function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? "unknown");
}

function callerOf(request: Request, { locals }: Response): string {
  const { kind, id } = locals["actor"] as Actor;
  return kind === "public" ? addressOf(request) : `${kind}/${id}`;
}
